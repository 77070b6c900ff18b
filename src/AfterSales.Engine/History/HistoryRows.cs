namespace AfterSales.Engine.History;

/// <summary>One pass through an element: when it began, when and how it ended.</summary>
public sealed record ElementInstanceRow
{
    public long ElementInstanceKey { get; init; }
    public long ProcessInstanceKey { get; init; }
    public long ProcessDefinitionKey { get; init; }
    public string ProcessDefinitionId { get; init; } = "";
    public string ElementId { get; init; } = "";
    public string? ElementName { get; init; }

    /// <summary>As Camunda's REST API spells it: <c>USER_TASK</c>.</summary>
    public string Type { get; init; } = "";
    public string State { get; init; } = "";
    public long ElementInstanceScopeKey { get; init; }
    public DateTimeOffset StartDate { get; init; }
    public DateTimeOffset? EndDate { get; init; }
    public bool HasIncident { get; init; }
}

/// <summary>A sequence flow of an instance that was taken, how often and when last.</summary>
public sealed record FlowRow
{
    public long ProcessInstanceKey { get; init; }
    public string FlowId { get; init; } = "";
    public int Taken { get; init; }
    public DateTimeOffset LastTakenAt { get; init; }
}
