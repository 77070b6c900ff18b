namespace AfterSales.Engine.Jobs;

/// <summary>
/// A worker inside this process for one job type. Jobs are handed over at least once: after a crash, or when the lock expires
/// while the handler still runs, the same job comes again. An exception counts as a failed attempt.
/// </summary>
public interface IJobHandler
{
    string JobType { get; }

    ValueTask<JobOutcome> HandleAsync(ActivatedJob job, CancellationToken ct);
}
