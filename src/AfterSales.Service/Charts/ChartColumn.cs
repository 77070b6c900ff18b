namespace AfterSales.Service.Charts;

/// <summary>One column of a chart.</summary>
/// <param name="Label">Below the axis.</param>
/// <param name="Value">Its height; null where there is nothing to show.</param>
/// <param name="Text">The value as it is read.</param>
/// <param name="Misses">It does not reach the target.</param>
/// <param name="IsOpen">It may still change.</param>
/// <param name="Title">The whole sentence, for a pointer that rests on it.</param>
/// <param name="Href">Where what stands behind it is shown; null for nowhere.</param>
public sealed record ChartColumn(string Label, decimal? Value, string Text, bool Misses, bool IsOpen, string Title, string? Href = null);
