namespace AfterSales.Bpmn.Reading;

/// <summary>Why a file cannot be deployed: what, where, and in a sentence a process owner can act on.</summary>
/// <param name="Code">One of <see cref="ProblemCodes"/>.</param>
/// <param name="ElementId">The element it concerns; null when it concerns the file or the element has no id.</param>
/// <param name="Line">1-based; 0 when unknown.</param>
public sealed record BpmnProblem(string Code, string? ElementId, int Line, string Message)
{
    public override string ToString() => FormattableString.Invariant($"{Code} {ElementId ?? "-"} line {Line}: {Message}");
}
