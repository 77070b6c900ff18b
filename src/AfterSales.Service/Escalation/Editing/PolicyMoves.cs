using AfterSales.Engine;
using AfterSales.Engine.Commits;
using AfterSales.Service.Calendars;
using AfterSales.Service.Calendars.Editing;
using AfterSales.Service.Deadlines;
using AfterSales.Service.Deadlines.Moves;
using Microsoft.Extensions.Logging;

namespace AfterSales.Service.Escalation.Editing;

/// <summary>
/// Lets the ladders of open tasks follow an edited policy. The work of a change is the ladders planned by an earlier version; a ladder is
/// changed and marked in one commit.
/// </summary>
internal sealed class PolicyMoves(ProcessEngine engine, EscalationPolicies policies, CalendarRegistry calendars, EscalationWake wake, ILogger<PolicyMoves> log) : IPendingMoves
{
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var done = 0;
        foreach (var policy in (await policies.ReloadAsync(ct)).Values.Where(policy => policy.Version > 0))
        {
            var moved = 0;
            while (await engine.ReadAsync(db => LadderTable.Behind(db, policy.Id, policy.Version, 1).Count, ct) > 0)
                moved += await engine.WriteAsync(commit => Move(commit, policy), ct: ct);
            done += moved;
            if (!(await engine.ReadAsync(db => RuleVersionTable.Policies.Pending(db), ct)).Contains(policy.Id))
                continue;
            await engine.WriteAsync(commit => RuleVersionTable.Policies.Applied(commit, policy.Id, policy.Version), ct: ct);
            log.LogInformation("Escalation policy {Policy} version {Version} now applies to everything open; {Count} ladders were looked at.", policy.Id, policy.Version, moved);
        }
        return done;
    }

    private int Move(CommitContext commit, EscalationPolicy policy)
    {
        var behind = LadderTable.Behind(commit, policy.Id, policy.Version, CalendarMoves.Batch);
        foreach (var ladder in behind)
            if (DeadlineTable.BySource(commit.Connection, commit.Transaction, ladder.UserTaskKey) is { EndedAt: null } limit)
                Move(commit, policy, ladder, limit);
            else
                LadderTable.Forget(commit, ladder.UserTaskKey);
        commit.AfterCommit(wake.Set);
        return behind.Count;
    }

    private void Move(CommitContext commit, EscalationPolicy policy, Ladder ladder, DeadlineRow limit)
    {
        if (!LadderTable.Follow(commit, ladder.UserTaskKey, policy.Version))
            return;
        var pauses = limit is { DeductsPauses: true, CaseNumber: { } number } ? PauseTable.OfCase(commit.Connection, commit.Transaction, number) : [];
        var rungs = EscalationTable.StepsOf(commit, [ladder.UserTaskKey]);
        foreach (var change in LadderPlan.Changes(policy, ladder, rungs, limit, calendars.FindOrStandard(limit.CalendarId), pauses, commit.Now))
            if (change.Step is not { } step)
                EscalationTable.Settle(commit, change.ExistingKey!.Value, told: false, SkipReasons.PolicyChanged);
            else if (change.ExistingKey is { } existing)
                EscalationTable.Change(commit, existing, ladder.Rung(existing, step, change.NewAt!.Value));
            else
                EscalationTable.Plan(commit, ladder.Rung(commit.NextKey(), step, change.NewAt!.Value), policy.Id);
    }
}
