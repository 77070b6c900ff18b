namespace AfterSales.Engine.Batches;

/// <summary>Spellings of what a batch operation does.</summary>
public static class BatchTypes
{
    public const string Cancel = "CANCEL_PROCESS_INSTANCE";
    public const string DeleteDecision = "DELETE_DECISION_INSTANCE";
    public const string DeleteInstance = "DELETE_PROCESS_INSTANCE";
    public const string Migrate = "MIGRATE_PROCESS_INSTANCE";
    public const string Modify = "MODIFY_PROCESS_INSTANCE";
    public const string ResolveIncident = "RESOLVE_INCIDENT";
    public const string Resume = "RESUME_PROCESS_INSTANCE";
    public const string Suspend = "SUSPEND_PROCESS_INSTANCE";
}

/// <summary>Spellings of where a batch operation or one of its items stands.</summary>
public static class BatchStates
{
    /// <summary>Its instances are being collected.</summary>
    public const string Created = "CREATED";
    public const string Active = "ACTIVE";
    public const string Suspended = "SUSPENDED";
    public const string Canceled = "CANCELED";

    /// <summary>Every item was tried; those that failed say why.</summary>
    public const string Completed = "COMPLETED";

    /// <summary>Of items only.</summary>
    public const string Failed = "FAILED";
}

/// <summary>An operation on many instances.</summary>
public sealed record BatchOperationRow
{
    public long BatchOperationKey { get; init; }
    public string OperationType { get; init; } = "";

    /// <summary>As clients of Camunda 8 know it: they have no word for suspending and resuming, which are told as modifying.</summary>
    public string ClientOperationType { get; init; } = "";
    public string State { get; init; } = "";
    public string? Reason { get; init; }
    public string? ActorId { get; init; }
    public DateTimeOffset StartDate { get; init; }
    public DateTimeOffset? EndDate { get; init; }
    public int Total { get; init; }
    public int Completed { get; init; }
    public int Failed { get; init; }
}

/// <summary>What a batch operation does to one instance, or to one incident.</summary>
public sealed record BatchItemRow
{
    public long BatchOperationKey { get; init; }
    public string OperationType { get; init; } = "";

    /// <inheritdoc cref="BatchOperationRow.ClientOperationType"/>
    public string ClientOperationType { get; init; } = "";

    /// <summary>The key of the incident where incidents are resolved, of the evaluation where decisions are deleted, else that of the instance.</summary>
    public long ItemKey { get; init; }
    public long ProcessInstanceKey { get; init; }
    public long RootProcessInstanceKey { get; init; }
    public string State { get; init; } = "";
    public DateTimeOffset? ProcessedDate { get; init; }
    public string? ErrorMessage { get; init; }
}
