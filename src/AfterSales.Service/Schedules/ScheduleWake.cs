namespace AfterSales.Service.Schedules;

/// <summary>Wakes the sweep: Quartz's tick, a moved clock, a run by hand.</summary>
internal sealed class ScheduleWake
{
    private TaskCompletionSource next = New();

    /// <summary>Take it before looking for work, wait for it after finding none.</summary>
    public Task Next => Volatile.Read(ref next).Task;

    public void Set() => Interlocked.Exchange(ref next, New()).TrySetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
