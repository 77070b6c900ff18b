namespace AfterSales.Engine.Instances;

/// <summary>Spellings of a process instance's or an element instance's state.</summary>
public static class InstanceStates
{
    public const string Active = "ACTIVE";
    public const string Completed = "COMPLETED";
    public const string Terminated = "TERMINATED";
}

/// <summary>A process instance, running or ended.</summary>
public sealed record ProcessInstanceRow
{
    public long ProcessInstanceKey { get; init; }
    public long ProcessDefinitionKey { get; init; }
    public string ProcessDefinitionId { get; init; } = "";
    public string? ProcessDefinitionName { get; init; }
    public int ProcessDefinitionVersion { get; init; }
    public string? ProcessDefinitionVersionTag { get; init; }
    public string? BusinessKey { get; init; }
    public string State { get; init; } = InstanceStates.Active;

    /// <summary>An operator holds it; its state stays <c>ACTIVE</c>.</summary>
    public bool IsSuspended { get; init; }

    public bool HasIncident { get; init; }
    public DateTimeOffset StartDate { get; init; }
    public DateTimeOffset? EndDate { get; init; }
    public long? ParentProcessInstanceKey { get; init; }
    public long? ParentElementInstanceKey { get; init; }
    public long RootProcessInstanceKey { get; init; }
}
