using AfterSales.Service.Languages;

namespace AfterSales.Service.Cases;

/// <summary>One run of a workflow for a case, with where it stands.</summary>
public sealed record CaseProcess
{
    public required long InstanceKey { get; init; }

    /// <summary>Finds the diagram: <c>WorkflowCatalog.Diagram(DefinitionKey)</c>.</summary>
    public required long DefinitionKey { get; init; }

    public required string ProcessId { get; init; }

    public required LocalText Name { get; init; }

    public required int Version { get; init; }

    public required bool IsActive { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The run that called this one.</summary>
    public long? ParentInstanceKey { get; init; }

    public required DiagramState State { get; init; }
}
