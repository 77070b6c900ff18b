namespace AfterSales.Engine.Keys;

/// <summary>
/// Makes 64-bit keys that grow with time, without asking the database: 41 bits of milliseconds since 2024, 12 bits of sequence,
/// 10 bits of node. Keys of one node never repeat and never go back, also when the clock does; beyond 4096 keys in a millisecond
/// the sequence borrows from the milliseconds to come. Thread-safe.
/// </summary>
public sealed class KeyGenerator
{
    private const int NodeBits = 10;
    private const int SequenceBits = 12;
    private static readonly long Epoch = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    private readonly TimeProvider _clock;
    private readonly int _node;
    private long _last;

    /// <param name="clock">The clock of the machine, never a controllable one: a clock set back and forth must not shape keys.</param>
    /// <param name="node">0 to 1023; every node that writes to one database needs its own.</param>
    /// <param name="highestUsed">The highest key in the database at start, so that a machine clock set back while the engine was down repeats nothing.</param>
    public KeyGenerator(TimeProvider clock, int node = 0, long highestUsed = 0)
    {
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentOutOfRangeException.ThrowIfNegative(node);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(node, 1 << NodeBits);
        _clock = clock;
        _node = node;
        _last = highestUsed >> NodeBits;
    }

    /// <summary>The next key: greater than every key this generator made before.</summary>
    public long Next()
    {
        var byClock = (_clock.GetUtcNow().ToUnixTimeMilliseconds() - Epoch) << SequenceBits;
        while (true)
        {
            var last = Volatile.Read(ref _last);
            var next = Math.Max(last + 1, byClock);
            if (Interlocked.CompareExchange(ref _last, next, last) == last)
                return (next << NodeBits) | (long)_node;
        }
    }
}
