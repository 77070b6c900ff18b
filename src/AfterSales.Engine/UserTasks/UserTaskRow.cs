using AfterSales.Engine.Search;

namespace AfterSales.Engine.UserTasks;

/// <summary>Spellings of a user task's state.</summary>
public static class UserTaskStates
{
    public const string Created = "CREATED";
    public const string Completed = "COMPLETED";
    public const string Canceled = "CANCELED";
}

/// <summary>A user task, waiting or ended.</summary>
public sealed record UserTaskRow
{
    public long UserTaskKey { get; init; }
    public long ElementInstanceKey { get; init; }
    public string ElementId { get; init; } = "";
    public string? Name { get; init; }
    public long ProcessInstanceKey { get; init; }
    public long ProcessDefinitionKey { get; init; }
    public string ProcessDefinitionId { get; init; } = "";
    public string? ProcessName { get; init; }
    public int ProcessDefinitionVersion { get; init; }
    public string? BusinessKey { get; init; }
    public string State { get; init; } = UserTaskStates.Created;
    public string? Assignee { get; init; }
    public DateTimeOffset CreationDate { get; init; }
    public DateTimeOffset? CompletionDate { get; init; }
    public DateTimeOffset? DueDate { get; init; }
    public DateTimeOffset? FollowUpDate { get; init; }
    public int Priority { get; init; }
    public string? FormId { get; init; }
    public long? FormKey { get; init; }
    public string? ExternalFormReference { get; init; }
    public string? CompletedBy { get; init; }

    /// <summary>Groups any member of which may take the task.</summary>
    public IReadOnlyList<string> CandidateGroups => JsonText.StringList(CandidateGroupsJson);

    /// <summary>People who may take the task.</summary>
    public IReadOnlyList<string> CandidateUsers => JsonText.StringList(CandidateUsersJson);

    /// <summary>The task headers of the diagram.</summary>
    public IReadOnlyDictionary<string, string> CustomHeaders => JsonText.StringMap(HeadersJson);

    internal string? HeadersJson { get; init; }
    internal string? CandidateGroupsJson { get; init; }
    internal string? CandidateUsersJson { get; init; }
}

/// <summary>What of a waiting task may change; null leaves as it is, the <c>Clear…</c> flags empty a date.</summary>
public sealed record UserTaskChanges
{
    public DateTimeOffset? DueDate { get; init; }
    public bool ClearDueDate { get; init; }
    public DateTimeOffset? FollowUpDate { get; init; }
    public bool ClearFollowUpDate { get; init; }
    public IReadOnlyList<string>? CandidateGroups { get; init; }
    public IReadOnlyList<string>? CandidateUsers { get; init; }

    /// <summary>0 to 100.</summary>
    public int? Priority { get; init; }
}
