using AfterSales.Bpmn.Model;
using AfterSales.Feel.Values;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Designer.Runs;

/// <summary>A part of a diagram as a run names it: process, id, and the name in every language.</summary>
public sealed record RunPart(string ProcessId, string ElementId, LocalText Name)
{
    /// <summary>The same text in files: <c>process/element</c>.</summary>
    public string Path => $"{ProcessId}/{ElementId}";
}

/// <summary>A step a token went into.</summary>
/// <param name="Action">Index of the action that led there; -1 for the start.</param>
public sealed record RunStep(RunPart Part, ElementType Type, DateTimeOffset At, int Action)
{
    /// <summary>Whether people would name it when they tell the way of a case: tasks, events and called processes, no gateways.</summary>
    public bool IsTold => Type is not (ElementType.ExclusiveGateway or ElementType.ParallelGateway or ElementType.InclusiveGateway or ElementType.EventBasedGateway or ElementType.ComplexGateway);
}

/// <summary>A user task that waits for somebody.</summary>
public sealed record RunTask(
    RunPart Part, int Which, string? Assignee, IReadOnlyList<string> CandidateGroups, IReadOnlyList<string> CandidateUsers, DateTimeOffset? DueAt, DateTimeOffset Since, string? FormId,
    FeelContext Variables)
{
    /// <summary>Why it is due then, in words; null without a due time.</summary>
    public LocalText? Why { get; init; }

    public bool IsCustomers => Assignee?.StartsWith(TaskLinks.TaskLinks.CustomerPrefix, StringComparison.Ordinal) == true;
}

/// <summary>An automatic step that waits for its result.</summary>
public sealed record RunJob(RunPart Part, int Which, string JobType, FeelContext Given, IReadOnlyList<StepOutcome> Outcomes);

/// <summary>A timer that runs.</summary>
/// <param name="DueAt">Null while it stands still because the customer is waited for.</param>
public sealed record RunTimer(RunPart Part, int Which, DateTimeOffset? DueAt, LocalText? Limit);

/// <summary>A rung of a task's ladder that is to come.</summary>
public sealed record RunReminder(RunPart Task, string PolicyId, string StepId, decimal Share, DateTimeOffset At);

/// <summary>A message that a step waits for.</summary>
public sealed record RunMessage(RunPart Part, int Which, string Name, string Key);

/// <summary>A step that stands still, and why.</summary>
public sealed record RunIncident(RunPart Part, int Which, string Type, string Message, FeelContext Variables);

/// <summary>What a run tells of what happened.</summary>
public enum RunEventKind
{
    Started,
    TaskOpened,
    TaskDone,
    TaskEnded,
    StepDone,
    Called,
    Decided,
    MessageArrived,
    MessagePublished,
    TimerFired,
    Mail,
    Incident,
    Warning,
    Missed,
    NobodyTold,
    Ended,
}

/// <summary>One line of a run's story.</summary>
/// <param name="Detail">The result, the message or the reason; in the words of the engine.</param>
/// <param name="Mail">Index of the mail that was written.</param>
public sealed record RunEvent(RunEventKind Kind, DateTimeOffset At, RunPart? Part, string? Detail, int Action, int? Mail = null);

/// <summary>A due time that the run met: of a task or a drawn clock.</summary>
public sealed record RunDeadline(RunPart Part, DateTimeOffset DueAt);

/// <summary>An action that could not be done, and why.</summary>
/// <param name="Action">Its index; -1 for the start.</param>
public sealed record RunRefusal(int Action, LocalText Why);
