using AfterSales.Engine;
using AfterSales.Service.Sweeps;
using Microsoft.Extensions.Logging;

namespace AfterSales.Service.Deadlines.Moves;

/// <summary>
/// Lets everything open follow edited calendars and policies: at once after an edit, and every few seconds for what another node edited or
/// counted by an older version meanwhile.
/// </summary>
internal sealed class MoveSweep(ProcessEngine engine, IEnumerable<IPendingMoves> rules, MoveWake wake, ILogger<MoveSweep> log)
    : WokenSweep(engine, wake, TimeSpan.FromSeconds(5), log)
{
    protected override bool FollowsClock => false;

    protected override string Failed => "Open limits could not follow an edited calendar or policy yet; it is tried again.";

    protected override async Task<int> SweepAsync(CancellationToken ct)
    {
        var done = 0;
        foreach (var rule in rules)
            done += await rule.RunAsync(ct);
        return done;
    }
}
