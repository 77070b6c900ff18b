namespace AfterSales.Feel.Compilation;

/// <summary>
/// Leaves an evaluation that hit a limit. An exception, because the limit may be hit at any depth; it never leaves
/// this assembly: <see cref="Evaluation.Run"/> turns it into null and a warning.
/// </summary>
internal sealed class EvaluationStopped(string message) : Exception(message);
