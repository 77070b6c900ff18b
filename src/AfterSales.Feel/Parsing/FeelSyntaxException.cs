namespace AfterSales.Feel.Parsing;

/// <summary>
/// Leaves the parser at the first mistake; the compiler turns it into a <see cref="FeelSyntaxError"/>, so it never
/// reaches a caller.
/// </summary>
internal sealed class FeelSyntaxException(string message, int position) : Exception(message)
{
    public int Position { get; } = position;

    public FeelSyntaxError ToError(string source)
    {
        var before = source.AsSpan(0, Math.Min(Position, source.Length));
        var line = before.Count('\n') + 1;
        return new FeelSyntaxError(Message, line, before.Length - before.LastIndexOf('\n'), before.Length);
    }
}
