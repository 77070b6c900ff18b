using System.Diagnostics;
using AfterSales.Engine;
using AfterSales.Service.Storage;

namespace AfterSales.Web.Tests.History;

/// <summary>Whether everything that is due at the pinned instant has been done: timers, jobs, messages, mails, reminders.</summary>
internal sealed class Settled(ProcessEngine engine)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public async Task WaitAsync(CancellationToken ct)
    {
        var since = Stopwatch.StartNew();
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(4));
        while (await DueAsync(ct) is var due and > 0)
        {
            if (since.Elapsed > Patience)
                throw new InvalidOperationException($"At {engine.Clock.GetUtcNow():O} {due} things that are due are not done.");
            await beat.WaitForNextTickAsync(ct);
        }
    }

    /// <summary>When the next timer, rung or notice is due; null when nothing is.</summary>
    public async Task<DateTimeOffset?> NextAsync(CancellationToken ct) => Instants.FromStored(await engine.ReadAsync(db => db.List<long?>(
        """
        SELECT min(at) FROM (SELECT min(next_try_at) AS at FROM engine_timers
            UNION ALL SELECT min(planned_at) FROM escalation_rung WHERE state = 'planned'
            UNION ALL SELECT min(not_before) FROM escalation_notice WHERE state = 'planned')
        """)[0], ct));

    private Task<long> DueAsync(CancellationToken ct) => engine.ReadAsync(db => db.List<long>(
        """
        SELECT (SELECT count(*) FROM engine_timers WHERE next_try_at <= @now)
             + (SELECT count(*) FROM engine_jobs WHERE ended_at IS NULL AND (state = 'ACTIVATED' OR available_at <= @now))
             + (SELECT count(*) FROM engine_outbox WHERE state = 'PENDING' AND due_at <= @now)
             + (SELECT count(*) FROM escalation_rung WHERE state = 'planned' AND planned_at <= @now)
             + (SELECT count(*) FROM escalation_notice WHERE state = 'planned' AND not_before <= @now)
        """, new { now = engine.Clock.GetUtcNow().ToStored() })[0], ct);
}
