namespace AfterSales.Service.Schedules;

/// <summary>What became of a schedule in one period.</summary>
public sealed record ScheduleRun
{
    public required long Key { get; init; }

    public required string ScheduleId { get; init; }

    public required PeriodOfSchedule Period { get; init; }

    /// <summary>Key of the customer it is for; null for the run as a whole.</summary>
    public long? Customer { get; init; }

    public required DateTimeOffset FireAt { get; init; }

    public required ScheduleRunState State { get; init; }

    /// <summary>Number of the case it opened; of a mail or a run for many customers, how many.</summary>
    public string? Result { get; init; }

    /// <summary>Why it failed or was skipped.</summary>
    public string? Problem { get; init; }

    public int Attempts { get; init; }

    /// <summary>Who ran it by hand.</summary>
    public string? StartedBy { get; init; }

    public DateTimeOffset? SettledAt { get; init; }
}

/// <summary>How far a run is.</summary>
public enum ScheduleRunState
{
    Planned,
    Done,

    /// <summary>To be tried again.</summary>
    Failed,

    /// <summary>Missed during a stop, and a later one took its place.</summary>
    Skipped,
}
