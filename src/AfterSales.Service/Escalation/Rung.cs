namespace AfterSales.Service.Escalation;

/// <summary>Where a rung or a notice stands.</summary>
public enum RungState
{
    /// <summary>Its time has not come, or its receiver does not work now.</summary>
    Planned,

    /// <summary>Receivers were found and are told in their working time; of a notice: sent.</summary>
    Told,

    /// <summary>Not needed; the reason says why.</summary>
    Skipped,
}

/// <summary>Why a rung or notice was skipped.</summary>
public static class SkipReasons
{
    /// <summary>The task was done or taken away.</summary>
    public const string TaskEnded = "taskEnded";

    /// <summary>A later rung was due at the same time and said more.</summary>
    public const string Overtaken = "overtaken";

    /// <summary>The limit stands still: the customer is waited for.</summary>
    public const string Paused = "paused";

    /// <summary>There is nobody to tell: no superior, no process owner.</summary>
    public const string Nobody = "nobody";

    /// <summary>The policy was edited and has no such step any more.</summary>
    public const string PolicyChanged = "policyChanged";
}

/// <summary>One rung of a task's ladder, with whom it told.</summary>
public sealed record Rung(
    long Key, long UserTaskKey, string? CaseNumber, string PolicyId, string StepId, decimal Share, DateTimeOffset PlannedAt, RungState State,
    string? Reason, IReadOnlyList<RungNotice> Notices);

/// <summary>One person told at a rung.</summary>
public sealed record RungNotice(long Key, long RungKey, string PersonId, string Template, RungState State, DateTimeOffset NotBefore, DateTimeOffset? SettledAt, string? Reason);
