using AfterSales.Engine;

namespace AfterSales.Service.Deadlines;

/// <summary>
/// Records breaches of due times that nothing else watches: a task's due date fires no timer. Each at most once, whatever restarts
/// or overlapping sweeps come.
/// </summary>
internal sealed class DeadlineSweep(ProcessEngine engine, DeadlineLedger ledger)
{
    private const int Batch = 200;

    /// <summary>Records what is due; the number of limits looked at.</summary>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var done = 0;
        while (true)
        {
            var now = engine.Clock.GetUtcNow();
            var missed = await engine.ReadAsync(db => DeadlineTable.Unrecorded(db, now, Batch), ct);
            if (missed.Count == 0)
                return done;
            await engine.WriteAsync(commit =>
            {
                foreach (var seen in missed)
                    if (DeadlineTable.BySource(commit.Connection, commit.Transaction, seen.SourceKey) is { EndedAt: null } limit && limit.AppliedDueAt < commit.Now)
                        ledger.Record(commit, limit, limit.AppliedDueAt);
            }, ct: ct);
            done += missed.Count;
        }
    }

    /// <summary>When the next open due time passes; null when there is none.</summary>
    public Task<DateTimeOffset?> NextAsync(CancellationToken ct)
    {
        var now = engine.Clock.GetUtcNow();
        return engine.ReadAsync(db => DeadlineTable.NextDue(db, now), ct);
    }
}
