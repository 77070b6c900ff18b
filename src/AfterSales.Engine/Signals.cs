using System.Collections.Concurrent;

namespace AfterSales.Engine;

/// <summary>Wakes up what waits for work inside this process. A missed signal costs one poll interval, never the work.</summary>
internal sealed class Signals
{
    private readonly ConcurrentDictionary<string, Signal> _jobs = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Signal> _outbox = new(StringComparer.Ordinal);

    /// <summary>An earlier timer than the one waited for was written, or the clock moved.</summary>
    public Signal Timers { get; } = new();

    /// <summary>The clock moved: what has expired can go.</summary>
    public Signal Tidying { get; } = new();

    public Signal Jobs(string type) => _jobs.GetOrAdd(type, _ => new Signal());

    public Signal Outbox(string kind) => _outbox.GetOrAdd(kind, _ => new Signal());

    /// <summary>The clock moved: everything that waits for a time looks again.</summary>
    public void All()
    {
        Timers.Set();
        Tidying.Set();
        foreach (var signal in _jobs.Values)
            signal.Set();
        foreach (var signal in _outbox.Values)
            signal.Set();
    }
}

/// <summary>A flag that releases everyone who waits when it is set; later waiters wait for the next time.</summary>
internal sealed class Signal
{
    private TaskCompletionSource _next = New();

    public void Set() => Interlocked.Exchange(ref _next, New()).TrySetResult();

    /// <summary>The next time the flag is set, counted from this call: take it before looking for work, wait after finding none.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public Task WaitAsync(CancellationToken ct) => Next.WaitAsync(ct);

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
