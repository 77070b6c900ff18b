namespace AfterSales.Engine.Incidents;

/// <summary>Spellings of an incident's state.</summary>
public static class IncidentStates
{
    public const string Active = "ACTIVE";
    public const string Resolved = "RESOLVED";
}

/// <summary>Something a person has to look at before an instance can go on.</summary>
public sealed record IncidentRow
{
    public long IncidentKey { get; init; }

    /// <summary>As Camunda's REST API spells it: <c>JOB_NO_RETRIES</c>.</summary>
    public string ErrorType { get; init; } = "";
    public string ErrorMessage { get; init; } = "";
    public string State { get; init; } = IncidentStates.Active;
    public string ElementId { get; init; } = "";
    public long ElementInstanceKey { get; init; }
    public long ProcessInstanceKey { get; init; }
    public long ProcessDefinitionKey { get; init; }
    public string ProcessDefinitionId { get; init; } = "";
    public long? JobKey { get; init; }
    public DateTimeOffset CreationTime { get; init; }
    public DateTimeOffset? ResolvedTime { get; init; }
}
