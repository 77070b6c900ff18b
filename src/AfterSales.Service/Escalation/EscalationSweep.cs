using AfterSales.Engine;
using AfterSales.Service.Deadlines;
using AfterSales.Service.Sweeps;
using Microsoft.Extensions.Logging;

namespace AfterSales.Service.Escalation;

/// <summary>
/// Runs the sweeps over missed due times, rungs and notices whenever one of them is due: woken by new plans and by a moved clock, and
/// never asleep longer than the poll interval. What was told is never told twice.
/// </summary>
internal sealed class EscalationSweep(
    ProcessEngine engine, DeadlineSweep breaches, RungSweep rungs, NoticeSweep notices, EscalationWake wake, ILogger<EscalationSweep> log)
    : WokenSweep(engine, wake, Poll, log)
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);

    protected override string Failed => "Reminders and escalations could not be looked at; they are tried again.";

    /// <summary>Does everything that is due now; the number of mails queued.</summary>
    protected override async Task<int> SweepAsync(CancellationToken ct)
    {
        await breaches.RunAsync(ct);
        await rungs.RunAsync(ct);
        return await notices.RunAsync(ct);
    }

    protected override async Task<TimeSpan> UntilNextAsync(CancellationToken ct)
    {
        var rung = await Engine.ReadAsync(EscalationTable.Next, ct);
        var due = await breaches.NextAsync(ct);
        var next = rung is null || due < rung ? due : rung;
        // A millisecond after it: a due time is missed when it has passed.
        var wait = next is { } at ? at - Engine.Clock.GetUtcNow() + TimeSpan.FromMilliseconds(1) : Poll;
        // A clock that stands exactly at a due time never passes it: look again, but not without pause.
        return wait < Shortest ? Shortest : wait < Poll ? wait : Poll;
    }
}
