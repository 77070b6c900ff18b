namespace AfterSales.Web.Forms;

/// <summary>One line of text in a page's own form, drawn like the fields of task forms.</summary>
public sealed record LineInput(string Name, string Label, string? Value, bool Required, string? Problem)
{
    /// <summary>The input's type.</summary>
    public string Type { get; init; } = "text";

    /// <summary>What the browser may fill in.</summary>
    public string? AutoFill { get; init; }

    public string? Hint { get; init; }

    /// <summary>Share of the row.</summary>
    public string? Width { get; init; }

    public string? Direction { get; init; } = "auto";

    public int MaxLength { get; init; } = 200;

    public string? DescribedBy =>
        string.Join(' ', new[] { Hint is null ? null : Name + "-hint", Problem is null ? null : Name + "-problem" }.OfType<string>()) is { Length: > 0 } ids ? ids : null;
}
