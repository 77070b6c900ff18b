namespace AfterSales.Engine;

/// <summary>What an operator may set. The defaults suit one node on SQLite.</summary>
public sealed record EngineOptions
{
    /// <summary>Folder of the database file; made when missing. Relative paths start at the working directory.</summary>
    public string DataDirectory { get; init; } = "data";

    /// <summary>Name of the database file inside <see cref="DataDirectory"/>.</summary>
    public string DatabaseFile { get; init; } = "aftersales.db";

    /// <summary>
    /// This node's number, 0 to 1023: part of every key it makes. On a database that several nodes share it is the first number to try; the
    /// node takes the next that is free.
    /// </summary>
    public int Node { get; init; }

    /// <summary>
    /// How long a node of a shared database is believed to live without a sign of life. After that others take over what it had claimed, and a
    /// transaction it left open is undone. Shorter finds a dead node sooner; too short takes a busy one for dead.
    /// </summary>
    public TimeSpan NodeLease { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Name under which handlers in this process lock jobs (on a shared database followed by the node's epoch); no worker outside may use it.
    /// At start its old locks are released.
    /// </summary>
    public string WorkerName { get; init; } = "aftersales-in-process";

    /// <summary>At most this many commands share one commit.</summary>
    public int GroupSize { get; init; } = 200;

    /// <summary>At most this many commands wait; more callers wait before their command is accepted.</summary>
    public int QueueCapacity { get; init; } = 4_000;

    /// <summary>Instances whose state is kept in memory to save reading it again. Waiting instances need not be among them.</summary>
    public int CachedInstances { get; init; } = 2_000;

    /// <summary>Due timers handled in one batch, so that a storm of timers never blocks other commands for long.</summary>
    public int TimerBatch { get; init; } = 100;

    /// <summary>How often timers, job back-offs, expired locks and the outbox are looked at when nothing woke them.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Handlers of one job type that run at the same time in this process.</summary>
    public int JobConcurrency { get; init; } = 8;

    /// <summary>A job locked by a handler in this process is given to another after this time.</summary>
    public TimeSpan JobTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Waiting time before the second attempt of a job or outbox item; doubles with each further attempt, up to <see cref="MaxBackoff"/>.</summary>
    public TimeSpan FirstBackoff { get; init; } = TimeSpan.FromSeconds(5);

    public TimeSpan MaxBackoff { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Deliveries of one outbox kind that run at the same time.</summary>
    public int OutboxConcurrency { get; init; } = 4;

    /// <summary>Delivered outbox items are kept this long for inspection and for refusing repeated dedupe keys.</summary>
    public TimeSpan OutboxRetention { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Zone in which local dates and times of workflows without an own zone are read (IANA id).</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>Register a <see cref="Clock.ControllableTimeProvider"/> as the clock. For tests and demonstrations only.</summary>
    public bool AllowClockControl { get; init; }
}
