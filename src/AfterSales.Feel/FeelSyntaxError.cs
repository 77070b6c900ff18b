namespace AfterSales.Feel;

/// <summary>Why a source is not FEEL.</summary>
/// <param name="Message">A sentence without the position.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in UTF-16 units.</param>
/// <param name="Position">From 0, in UTF-16 units.</param>
public sealed record FeelSyntaxError(string Message, int Line, int Column, int Position)
{
    public override string ToString() => FormattableString.Invariant($"line {Line}, column {Column}: {Message}");
}
