namespace AfterSales.Service.Escalation;

/// <summary>Wakes the sweep before its time: an earlier rung was planned, or the clock moved. A missed call costs one poll interval.</summary>
internal sealed class EscalationWake
{
    private TaskCompletionSource next = New();

    /// <summary>Take it before looking for work, wait for it after finding none.</summary>
    public Task Next => Volatile.Read(ref next).Task;

    public void Set() => Interlocked.Exchange(ref next, New()).TrySetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
