using AfterSales.Bpmn.Interpretation;
using AfterSales.Engine.Commits;
using AfterSales.Engine.Instances;
using AfterSales.Engine.Operations;
using AfterSales.Engine.Search;
using AfterSales.Feel.Values;

namespace AfterSales.Engine.Jobs;

/// <summary>What may happen to a job, and the one place that says when it may not.</summary>
internal static class JobTransitions
{
    /// <summary>Tells waiting workers, after the commit, that there is work of this type.</summary>
    public static void Wake(Execution x, string type) => x.AfterCommit.Add(x.Core.Signals.Jobs(type).Set);

    public static Outcome<IReadOnlyList<ActivatedJob>> Activate(Execution x, string type, int maxJobs, TimeSpan timeout, string worker)
    {
        if (maxJobs < 1)
            return Failure.Invalid($"Expected to activate at least one job, but {maxJobs} were asked for.");
        if (timeout <= TimeSpan.Zero)
            return Failure.Invalid("Expected a timeout greater than zero.");
        var deadline = x.Now + timeout;
        var jobs = new List<ActivatedJob>();
        foreach (var job in x.Session.Jobs.Available(type, x.Now, maxJobs))
        {
            // Freed from a worker that died; its instance was suspended before.
            if (SuspensionTransitions.IsSuspended(x, job.InstanceKey))
            {
                x.Session.Suspensions.HoldJob(job.Key);
                continue;
            }
            x.Session.Jobs.Lock(job.Key, worker, deadline);
            jobs.Add(Activated(x, job, worker, deadline));
        }
        return jobs;
    }

    public static Outcome<Done> Complete(Execution x, long key, FeelContext variables, Action<CommitContext>? rows, string? holder = null)
    {
        x.Alongside = rows;
        var open = Open(x, key, holder);
        return open.IsOk ? Move(x, open.Value, new CompleteJob(key, open.Value.ElementInstanceKey, variables)) : open.Failure;
    }

    /// <summary>The same for a result that is made inside the commit; a job that is closed already does no work.</summary>
    public static Outcome<Done> Complete(Execution x, long key, Func<CommitContext, FeelContext> work, string? holder = null)
    {
        var open = Open(x, key, holder);
        return open.IsOk ? Move(x, open.Value, new CompleteJob(key, open.Value.ElementInstanceKey, work(x.Commit))) : open.Failure;
    }

    public static Outcome<Done> Fail(Execution x, long key, int retries, string? message, TimeSpan backoff, FeelContext? variables, string? holder = null)
    {
        if (retries < 0)
            return Failure.Invalid($"Expected the retries of job {key} not to be negative, but they are {retries}.");
        var open = Open(x, key, holder);
        if (!open.IsOk)
            return open.Failure;
        var job = open.Value;
        var text = string.IsNullOrWhiteSpace(message) ? "The job failed without saying why." : message;
        if (variables is { Count: > 0 } && x.Load(job.InstanceKey) is { } instance)
            x.Advance(instance, new SetVariables(job.ElementInstanceKey, variables, Local: true));
        if (retries > 0)
        {
            x.Session.Jobs.Fail(key, retries, x.Now + (backoff > TimeSpan.Zero ? backoff : TimeSpan.Zero), text, null, x.Now);
            Wake(x, job.Type);
            return default(Done);
        }
        x.Session.Jobs.Fail(key, 0, null, text, null, x.Now);
        return Move(x, job, new FailJob(key, job.ElementInstanceKey, text));
    }

    public static Outcome<Done> ThrowError(Execution x, long key, string errorCode, string? message, FeelContext variables, string? holder = null)
    {
        if (string.IsNullOrEmpty(errorCode))
            return Failure.Invalid($"Expected an error code for job {key}, but it is empty.");
        var open = Open(x, key, holder);
        if (!open.IsOk)
            return open.Failure;
        // When nothing catches the error an incident holds the job; without this a worker would get it again meanwhile.
        x.Session.Jobs.Fail(key, open.Value.Retries, null, message ?? $"The error '{errorCode}' was thrown.", errorCode, x.Now);
        return Move(x, open.Value, new ThrowJobError(key, open.Value.ElementInstanceKey, errorCode, message, variables));
    }

    public static Outcome<Done> Update(Execution x, long key, int? retries, TimeSpan? timeout)
    {
        if (retries < 1)
            return Failure.Invalid($"Expected the retries of job {key} to be at least 1, but they are {retries}.");
        if (x.Session.Jobs.Find(key) is not { } job || IsClosed(job))
            return Failure.NotFound($"Expected job {key} to exist, but it does not.");
        if (SuspensionTransitions.IsSuspended(x, job.InstanceKey))
            return Failure.Conflict(SuspensionTransitions.Words(job.InstanceKey));
        if (timeout is { } until && job.State != JobStates.Activated)
            return Failure.Conflict($"Expected job {key} to be activated, but it is {InstanceTransitions.Words(job.State)}.");
        else if (timeout is { } lockFor)
            x.Session.Jobs.ExtendLock(key, x.Now + lockFor);
        if (retries is { } left)
            SetRetries(x, job, left);
        return default(Done);
    }

    /// <summary>New retries. A job held by an incident stays held until that is resolved; a worker that has it keeps it.</summary>
    public static void SetRetries(Execution x, StoredJob job, int retries) => x.Session.Jobs.SetRetries(job.Key, retries);

    /// <param name="holder">The handler's name in this process; null for a worker outside, who is known by the job's key alone.</param>
    private static Outcome<StoredJob> Open(Execution x, long key, string? holder)
    {
        if (x.Session.Jobs.Find(key) is not { } job || IsClosed(job))
            return Failure.NotFound($"Expected job {key} to be waiting for a worker, but there is no such job (any more).");
        // This node was away for longer than its lease: the job is somebody else's now.
        if (holder is not null && x.Core.Store.IsShared && job.Worker != holder)
            return Failure.Conflict($"Expected job {key} to be held by '{holder}', but it was given to another node.");
        if (SuspensionTransitions.IsSuspended(x, job.InstanceKey))
            return Failure.Conflict(SuspensionTransitions.Words(job.InstanceKey));
        return job.State == JobStates.Failed
            ? Failure.Conflict($"Expected job {key} to be activated, but it is failed.")
            : job;
    }

    private static bool IsClosed(StoredJob job) => job.State is JobStates.Completed or JobStates.Canceled or JobStates.ErrorThrown;

    private static Outcome<Done> Move(Execution x, StoredJob job, Trigger trigger)
    {
        if (x.Load(job.InstanceKey) is not { } instance)
            return Failure.NotFound($"Expected process instance {job.InstanceKey} of job {job.Key} to be active, but it has ended.");
        return x.Advance(instance, trigger) is { } reason ? Failure.Conflict(reason) : default(Done);
    }

    private static ActivatedJob Activated(Execution x, StoredJob job, string worker, DateTimeOffset deadline)
    {
        var instance = x.Load(job.InstanceKey);
        var definition = instance?.Definition ?? x.Core.Definitions.Find(job.DefinitionKey, x.Session)!;
        return new ActivatedJob(
            job.Key, job.Type, job.InstanceKey, job.DefinitionKey, definition.Process.Id, definition.Row.Version, job.ElementInstanceKey, job.ElementId,
            job.Retries, worker, deadline, JsonText.StringMap(job.HeadersJson),
            instance is null ? (FeelContext)FeelJson.Parse(job.VariablesJson) : Variables.VisibleVariables.From(instance.State, job.ElementInstanceKey))
        {
            BusinessKey = instance?.State.BusinessKey,
            Attempt = job.Attempts + 1,
        };
    }
}
