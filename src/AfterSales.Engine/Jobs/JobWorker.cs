using AfterSales.Engine.Commits;
using AfterSales.Feel.Values;
using Microsoft.Extensions.Logging;

namespace AfterSales.Engine.Jobs;

/// <summary>
/// Runs one <see cref="IJobHandler"/>: takes as many jobs as there is room for, runs them side by side, and hands what they made to
/// the instance's commit. A job whose lock expired while this process still works on it is begun again only when that attempt has
/// ended without a result.
/// </summary>
internal sealed class JobWorker(EngineCore core, IJobHandler handler, ILogger log)
{
    private readonly Dictionary<long, Task<bool>> _running = [];

    public async Task RunAsync(CancellationToken ct)
    {
        await ReleaseOldLocksAsync().ConfigureAwait(false);
        while (!ct.IsCancellationRequested)
        {
            var woken = core.Signals.Jobs(handler.JobType).Next;
            Forget();
            var room = core.Options.JobConcurrency - _running.Count;
            var taken = room > 0 ? await TakeAsync(room).ConfigureAwait(false) : 0;
            if (room == 0 || taken < room)
                await Waiting.AnyAsync(Any(woken), core.Options.PollInterval, ct).ConfigureAwait(false);
        }
        await Task.WhenAll(_running.Values).ConfigureAwait(false);

        async Task<int> TakeAsync(int room)
        {
            var jobs = await ActivateAsync(room).ConfigureAwait(false);
            foreach (var job in jobs)
            {
                var earlier = _running.GetValueOrDefault(job.JobKey);
                _running[job.JobKey] = Task.Run(() => WorkAsync(job, earlier, ct), CancellationToken.None);
            }
            return jobs.Count;
        }
    }

    // Whoever held these locks under our name is dead, or this loop is beginning anew; waiting for their timeout helps nobody.
    private async Task ReleaseOldLocksAsync()
    {
        Forget();
        if (_running.Count > 0)
            return;
        await core.Commands.SendInternal(
            "job.release_locks", x => (Outcome<int>)x.Session.Jobs.ReleaseLocks(handler.JobType, core.WorkerName, x.Now)).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<ActivatedJob>> ActivateAsync(int room)
    {
        try
        {
            var options = core.Options;
            var outcome = await core.Commands.SendInternal(
                "job.activate", x => JobTransitions.Activate(x, handler.JobType, room, options.JobTimeout, core.WorkerName), Foreseen.Nothing).ConfigureAwait(false);
            return outcome.IsOk ? outcome.Value : [];
        }
        catch (CommandFailedException failure)
        {
            log.LogError(failure, "Jobs of type {Type} could not be activated.", handler.JobType);
            return [];
        }
    }

    /// <returns>Whether the job is done with, so that nobody needs to begin it again.</returns>
    private async Task<bool> WorkAsync(ActivatedJob job, Task<bool>? earlier, CancellationToken ct)
    {
        if (earlier is not null && await earlier.ConfigureAwait(false))
            return true;
        try
        {
            return await HandleAsync(job, ct).ConfigureAwait(false) is { } outcome && await ReportAsync(job, outcome).ConfigureAwait(false);
        }
        catch (CommandFailedException failure)
        {
            log.LogError(failure, "The result of job {Job} of type {Type} could not be stored.", job.JobKey, job.Type);
            await FailQuietlyAsync(job, failure).ConfigureAwait(false);
            return false;
        }
    }

    /// <summary>Null when the engine is stopping: the job keeps its lock and comes again after it.</summary>
    private async Task<JobOutcome?> HandleAsync(ActivatedJob job, CancellationToken ct)
    {
        try
        {
            return await handler.HandleAsync(job, ct).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception failure)
        {
            log.LogWarning(failure, "Job {Job} of type {Type} failed.", job.JobKey, job.Type);
            return JobOutcome.Fail(failure.Message);
        }
    }

    private async Task<bool> ReportAsync(ActivatedJob job, JobOutcome outcome)
    {
        var stored = outcome switch
        {
            JobOutcome.Completed done => await core.Commands.SendInternal(
                "job.complete", x => JobTransitions.Complete(x, job.JobKey, done.Variables ?? FeelContext.Empty, done.Rows, job.Worker), Foreseen.Job(job.JobKey)).ConfigureAwait(false),
            JobOutcome.DoneInCommit done => await core.Commands.SendInternal(
                "job.complete", x => JobTransitions.Complete(x, job.JobKey, done.Work, job.Worker), Foreseen.Job(job.JobKey)).ConfigureAwait(false),
            JobOutcome.ErrorThrown error => await core.Commands.SendInternal(
                "job.throw_error", x => JobTransitions.ThrowError(x, job.JobKey, error.Code, error.Message, error.Variables ?? FeelContext.Empty, job.Worker), Foreseen.Job(job.JobKey)).ConfigureAwait(false),
            JobOutcome.Failed failed => await FailAsync(job, failed.Message, failed.RetryAfter, failed.RetriesLeft).ConfigureAwait(false),
            _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
        };
        if (!stored.IsOk)
            log.LogInformation("The result of job {Job} of type {Type} came too late: {Reason}", job.JobKey, job.Type, stored.Failure.Message);
        return outcome is not JobOutcome.Failed;
    }

    private Task<Outcome<Done>> FailAsync(ActivatedJob job, string message, TimeSpan? retryAfter, int? retriesLeft) => core.Commands.SendInternal(
        "job.fail",
        x => JobTransitions.Fail(
            x, job.JobKey, Math.Max(0, retriesLeft ?? (job.Retries - 1)), message, retryAfter ?? core.Backoff(job.Attempt), null, job.Worker),
        Foreseen.Job(job.JobKey));

    private async Task FailQuietlyAsync(ActivatedJob job, CommandFailedException cause)
    {
        try
        {
            await FailAsync(job, cause.InnerException?.Message ?? cause.Message, null, null).ConfigureAwait(false);
        }
        catch (CommandFailedException failure)
        {
            log.LogError(failure, "Job {Job} of type {Type} could not be failed; it comes again when its lock is over.", job.JobKey, job.Type);
        }
    }

    private void Forget()
    {
        foreach (var (key, task) in _running.ToList())
            if (task.IsCompleted)
                _running.Remove(key);
    }

    private Task Any(Task woken) => _running.Count == 0 ? woken : Task.WhenAny([woken, .. _running.Values]);
}
