namespace AfterSales.Bpmn.Compilation;

/// <summary>What everything with an id in a compiled process has in common.</summary>
public abstract class ModelPart
{
    private static readonly Dictionary<string, string> NoProperties = [];

    public required string Id { get; init; }

    /// <summary>The name in the diagram: English by our convention.</summary>
    public string? Name { get; init; }

    /// <summary>The text of <c>bpmn:documentation</c>, trimmed.</summary>
    public string? Documentation { get; init; }

    /// <summary>The <c>zeebe:properties</c>; a name given twice keeps its last value.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = NoProperties;

    /// <summary>Where the element begins in the file, 1-based.</summary>
    public int Line { get; init; }

    /// <summary>The name in a language ("fa", "zh"): the property <c>name.fa</c>, else <see cref="Name"/>.</summary>
    public string? NameIn(string language) => Properties.GetValueOrDefault("name." + language, Name!);

    public override string ToString() => Id;
}
