using AfterSales.Bpmn.Interpretation;

namespace AfterSales.Engine.UserTasks;

/// <summary>A waiting task changed hands. Either name may be null: nobody.</summary>
public sealed record UserTaskAssigned(long UserTaskKey, string ElementId, string? Assignee, string? PreviousAssignee) : Effect;

/// <summary>Dates, candidates or priority of a waiting task were changed; the values are the new ones.</summary>
public sealed record UserTaskUpdated(
    long UserTaskKey,
    string ElementId,
    DateTimeOffset? DueDate,
    DateTimeOffset? FollowUpDate,
    IReadOnlyList<string> CandidateGroups,
    IReadOnlyList<string> CandidateUsers,
    int Priority) : Effect;
