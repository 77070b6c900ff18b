namespace AfterSales.Web.Forms;

/// <summary>A choice of one in a page's own form, drawn like the fields of task forms.</summary>
/// <param name="Options">Values with their words, in the order they are offered.</param>
public sealed record SelectInput(string Name, string Label, IReadOnlyList<KeyValuePair<string, string>> Options, string? Selected)
{
    /// <summary>The words of the empty choice; null where there is none.</summary>
    public string? Nothing { get; init; }

    public bool Required { get; init; }

    public string? Problem { get; init; }

    public string? Hint { get; init; }

    public string? Width { get; init; } = "half";

    public string? DescribedBy =>
        string.Join(' ', new[] { Hint is null ? null : Name + "-hint", Problem is null ? null : Name + "-problem" }.OfType<string>()) is { Length: > 0 } ids ? ids : null;
}

/// <summary>A choice of several in a page's own form.</summary>
public sealed record ChecksInput(string Name, string Label, IReadOnlyList<KeyValuePair<string, string>> Options, IReadOnlyList<string> Chosen)
{
    public bool Required { get; init; }

    public string? Problem { get; init; }

    public string? Hint { get; init; }
}
