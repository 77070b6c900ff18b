namespace AfterSales.Engine.Clock;

/// <summary>
/// The system clock until it is pinned; then a clock that stands still at the pinned instant until it is pinned elsewhere or reset.
/// For tests and demonstrations of deadlines. It tells who listens when it moves, so that waiting timers wake up at once.
/// Timers created from it (<see cref="TimeProvider.CreateTimer"/>) and time stamps stay those of the system: only the wall clock is controlled.
/// </summary>
public sealed class ControllableTimeProvider : TimeProvider
{
    private readonly Lock _gate = new();
    private DateTimeOffset? _pinned;

    /// <summary>Raised after every <see cref="Pin"/>, <see cref="Advance"/> and <see cref="Reset"/>, on the caller's thread.</summary>
    public event Action? Moved;

    /// <summary>True while the clock stands at a pinned instant.</summary>
    public bool IsPinned
    {
        get
        {
            lock (_gate)
                return _pinned is not null;
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return _pinned ?? System.GetUtcNow();
    }

    /// <summary>Stands still at this instant (kept in UTC), also when it lies in the past.</summary>
    public void Pin(DateTimeOffset instant)
    {
        lock (_gate)
            _pinned = instant.ToUniversalTime();
        Moved?.Invoke();
    }

    /// <summary>Pins the clock this much later than it is now.</summary>
    public void Advance(TimeSpan by) => Pin(GetUtcNow() + by);

    /// <summary>Runs with the system again.</summary>
    public void Reset()
    {
        lock (_gate)
            _pinned = null;
        Moved?.Invoke();
    }
}
