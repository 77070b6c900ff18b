namespace AfterSales.Engine.UserTasks;

/// <summary>Spellings of what people and programs do to a user task.</summary>
public static class UserTaskOperations
{
    public const string Assign = "ASSIGN";
    public const string Unassign = "UNASSIGN";
    public const string Update = "UPDATE";
    public const string Complete = "COMPLETE";
}

/// <summary>Something that was done to a user task, and by whom. Only what was done is kept, not what was refused.</summary>
public sealed record UserTaskOperationRow
{
    /// <summary>Of the change; of the task itself for its completion.</summary>
    public long AuditLogKey { get; init; }
    public long UserTaskKey { get; init; }

    /// <summary>One of <see cref="UserTaskOperations"/>.</summary>
    public string OperationType { get; init; } = "";

    /// <summary>To whom the task was given.</summary>
    public string? Assignee { get; init; }

    /// <summary>Null where nobody was named.</summary>
    public string? ActorId { get; init; }

    /// <summary><c>USER</c>, or <c>UNKNOWN</c> where nobody was named.</summary>
    public string ActorType { get; init; } = "";

    /// <summary>Always <c>SUCCESS</c>.</summary>
    public string Result { get; init; } = "";
    public DateTimeOffset Timestamp { get; init; }
    public string ElementId { get; init; } = "";
    public long ElementInstanceKey { get; init; }
    public long ProcessInstanceKey { get; init; }
    public long ProcessDefinitionKey { get; init; }
    public string ProcessDefinitionId { get; init; } = "";
    public long? FormKey { get; init; }
}
