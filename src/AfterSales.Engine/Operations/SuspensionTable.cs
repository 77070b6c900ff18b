using AfterSales.Engine.Jobs;
using AfterSales.Engine.Storage;

namespace AfterSales.Engine.Operations;

/// <summary>
/// The rows of suspended instances: their timers are never due and their jobs never available, so that neither is looked at while it lasts,
/// and what other instances ask of them is kept.
/// </summary>
internal sealed class SuspensionTable(StoreSession session)
{
    /// <summary>The last millisecond of the year 9999.</summary>
    private const long Never = 253_402_300_799_999;

    private readonly PreparedSql _mark = session.Prepare("UPDATE engine_process_instances SET suspended_at = @at WHERE instance_key = @key", "@at", "@key");
    private readonly PreparedSql _holdTimers = session.Prepare("UPDATE engine_timers SET next_try_at = @never WHERE instance_key = @key", "@never", "@key");
    private readonly PreparedSql _holdTimer = session.Prepare("UPDATE engine_timers SET next_try_at = @never WHERE timer_key = @key", "@never", "@key");
    private readonly PreparedSql _freeTimers = session.Prepare("UPDATE engine_timers SET next_try_at = due_at WHERE instance_key = @key", "@key");
    private readonly PreparedSql _holdJobs = session.Prepare("UPDATE engine_jobs SET available_at = NULL WHERE instance_key = @key AND ended_at IS NULL", "@key");
    private readonly PreparedSql _holdJob = session.Prepare("UPDATE engine_jobs SET available_at = NULL WHERE job_key = @key", "@key");

    // One that failed for good has no time to be tried again: its incident holds it on.
    private readonly PreparedSql _freeJobs = session.Prepare(
        $"""
        UPDATE engine_jobs SET available_at = CASE state WHEN '{JobStates.Created}' THEN @now WHEN '{JobStates.Activated}' THEN deadline ELSE retry_at END
        WHERE instance_key = @key AND ended_at IS NULL
        """, "@now", "@key");

    private readonly PreparedSql _jobTypes = session.Prepare("SELECT DISTINCT type FROM engine_jobs WHERE instance_key = @key AND ended_at IS NULL", "@key");
    private readonly PreparedSql _keep = session.Prepare(
        "INSERT INTO engine_held_follow_ups (held_key, instance_key, kind, payload) VALUES (@held, @key, @kind, @payload)", "@held", "@key", "@kind", "@payload");
    private readonly PreparedSql _kept = session.Prepare("SELECT kind, payload FROM engine_held_follow_ups WHERE instance_key = @key ORDER BY held_key", "@key");
    private readonly PreparedSql _forget = session.Prepare("DELETE FROM engine_held_follow_ups WHERE instance_key = @key", "@key");

    public void Hold(long instanceKey, DateTimeOffset at)
    {
        _mark.Send(at.Ms(), instanceKey);
        _holdTimers.Send(Never, instanceKey);
        _holdJobs.Send(instanceKey);
    }

    /// <returns>The types of the jobs that workers may have again.</returns>
    public List<string> Free(long instanceKey, DateTimeOffset at)
    {
        _mark.Send(null, instanceKey);
        _freeTimers.Send(instanceKey);
        _freeJobs.Send(at.Ms(), instanceKey);
        return _jobTypes.Query(row => row.GetString(0), instanceKey);
    }

    public void HoldTimer(long timerKey) => _holdTimer.Send(Never, timerKey);

    public void HoldJob(long jobKey) => _holdJob.Send(jobKey);

    public void Keep(long heldKey, long instanceKey, string kind, string payload) => _keep.Send(heldKey, instanceKey, kind, payload);

    /// <summary>What was kept for the instance, in the order in which it came; it is kept no longer.</summary>
    public List<(string Kind, string Payload)> TakeKept(long instanceKey)
    {
        var kept = _kept.Query(row => (row.GetString(0), row.GetString(1)), instanceKey);
        if (kept.Count > 0)
            _forget.Send(instanceKey);
        return kept;
    }
}
