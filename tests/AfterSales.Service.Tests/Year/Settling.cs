using System.Diagnostics;
using AfterSales.Engine;
using AfterSales.Service.Storage;

namespace AfterSales.Service.Tests.Year;

/// <summary>Waits until everything that is due at the pinned instant has been done: timers, jobs, messages, mails, reminders.</summary>
internal sealed class Settling(ProcessEngine engine)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private const string Due =
        """
        SELECT (SELECT count(*) FROM engine_timers WHERE next_try_at <= @now) AS timers,
               (SELECT count(*) FROM engine_jobs WHERE ended_at IS NULL AND (state = 'ACTIVATED' OR available_at <= @now)) AS jobs,
               (SELECT count(*) FROM engine_outbox WHERE state = 'PENDING' AND due_at <= @now) AS outbox,
               (SELECT count(*) FROM escalation_rung WHERE state = 'planned' AND planned_at <= @now) AS rungs,
               (SELECT count(*) FROM escalation_notice WHERE state = 'planned' AND not_before <= @now) AS notices
        """;

    public async Task SettleAsync(CancellationToken ct)
    {
        var since = Stopwatch.StartNew();
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(3));
        while (true)
        {
            var open = await OpenAsync(ct);
            if (open.Total == 0)
                return;
            if (since.Elapsed > Patience)
                throw new InvalidOperationException($"At {engine.Clock.GetUtcNow():O} something due is not done: {open}");
            await beat.WaitForNextTickAsync(ct);
        }
    }

    /// <summary>When the next timer, rung or notice is due; null when nothing is.</summary>
    public async Task<DateTimeOffset?> NextAsync(CancellationToken ct)
    {
        var next = await engine.ReadAsync(db => db.List<long?>(
            """
            SELECT min(at) FROM (SELECT min(next_try_at) AS at FROM engine_timers
                UNION ALL SELECT min(planned_at) FROM escalation_rung WHERE state = 'planned'
                UNION ALL SELECT min(not_before) FROM escalation_notice WHERE state = 'planned')
            """)[0], ct);
        return next is { } at ? Instants.FromStored(at) : null;
    }

    private Task<OpenWork> OpenAsync(CancellationToken ct) =>
        engine.ReadAsync(db => db.List<OpenWork>(Due, new { now = engine.Clock.GetUtcNow().ToStored() })[0], ct);

    private sealed class OpenWork
    {
        public long Timers { get; init; }
        public long Jobs { get; init; }
        public long Outbox { get; init; }
        public long Rungs { get; init; }
        public long Notices { get; init; }

        public long Total => Timers + Jobs + Outbox + Rungs + Notices;

        public override string ToString() => $"{Timers} timers, {Jobs} jobs, {Outbox} mails or messages, {Rungs} rungs, {Notices} notices";
    }
}
