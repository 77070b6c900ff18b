namespace AfterSales.Service.Sweeps;

/// <summary>
/// Wakes a sweep before its time. A missed call costs one poll interval, never the work. Each sweep has a type of its own, so that whoever
/// wakes it says which.
/// </summary>
internal abstract class SweepWake
{
    private TaskCompletionSource next = New();

    /// <summary>Take it before looking for work, wait for it after finding none.</summary>
    public Task Next => Volatile.Read(ref next).Task;

    public void Set() => Interlocked.Exchange(ref next, New()).TrySetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
