namespace AfterSales.Bpmn.Compilation;

/// <summary>A sequence flow, its ends resolved and its condition compiled.</summary>
public sealed class CompiledFlow : ModelPart
{
    public required int Index { get; init; }

    /// <summary>Index into <see cref="CompiledProcess.Elements"/>.</summary>
    public required int SourceIndex { get; init; }

    /// <summary>Index into <see cref="CompiledProcess.Elements"/>.</summary>
    public required int TargetIndex { get; init; }

    /// <summary>Not drawn: it leads from a throwing to a catching link event.</summary>
    public bool IsLink { get; init; }

    /// <summary>Only on flows that leave an exclusive, inclusive or complex gateway or an activity.</summary>
    public CompiledValue? Condition { get; init; }
}
