using System.Data.Common;
using System.Globalization;
using AfterSales.Engine;
using AfterSales.Service.Calendars;
using AfterSales.Service.Calendars.Editing;
using AfterSales.Service.Deadlines;
using AfterSales.Service.Deadlines.Moves;
using AfterSales.Service.Forms;
using AfterSales.Service.Languages;
using Directory = AfterSales.Service.People.Directory;

namespace AfterSales.Service.Escalation.Editing;

/// <summary>
/// Changes escalation policies: shows first which rungs of open tasks would change, and applies only what was shown. Rungs that told
/// somebody stay told; everything else follows within seconds (<see cref="PolicyMoves"/>).
/// </summary>
public sealed class PolicyChanges
{
    private readonly ProcessEngine engine;
    private readonly EscalationPolicies policies;
    private readonly CalendarRegistry calendars;
    private readonly Directory people;
    private readonly MoveWake wake;

    internal PolicyChanges(ProcessEngine engine, EscalationPolicies policies, CalendarRegistry calendars, Directory people, MoveWake wake) =>
        (this.engine, this.policies, this.calendars, this.people, this.wake) = (engine, policies, calendars, people, wake);

    /// <summary>What the draft would change, or what is wrong with it. An id that no policy has makes a new one.</summary>
    public async Task<(PolicyPreview? Preview, IReadOnlyList<FormError> Errors)> PreviewAsync(string policyId, PolicyDraft draft, Language language, CancellationToken ct = default)
    {
        var (policy, errors) = await ReadAsync(policyId, draft, language, ct);
        return policy is null ? (null, errors) : (await engine.ReadAsync(db => Preview(db, policy), ct), []);
    }

    /// <summary>Applies the draft if it still does exactly what the preview with this fingerprint said.</summary>
    public async Task<RuleChangeResult> ApplyAsync(
        string policyId, PolicyDraft draft, string? reason, string? fingerprint, string? by, Language language, CancellationToken ct = default)
    {
        var words = TextCatalog.For(language);
        var (policy, errors) = await ReadAsync(policyId, draft, language, ct);
        if (RuleReason.Fault(reason, language) is { } fault)
            errors = [.. errors, fault];
        if (policy is null || errors.Count > 0)
            return new RuleChangeResult.Invalid(errors);
        var current = await policies.FindAsync(policyId, ct);
        if (current is not null && EscalationPolicies.Write(current) == EscalationPolicies.Write(policy))
            return new RuleChangeResult.Invalid([new("", words["escalation.fault.nothingChanged"])]);
        var preview = await engine.ReadAsync(db => Preview(db, policy), ct);
        if (preview.Fingerprint != fingerprint)
            return new RuleChangeResult.Outdated(words["escalation.outdated"]);
        var changes = Difference(current, policy) with { Moved = preview.Shifts.Count };
        var stored = await engine.WriteAsync(commit =>
        {
            if (!policies.Store(commit, policy, reason!.Trim(), changes, preview.Fingerprint))
                return false;
            commit.AfterCommit(wake.Set);
            return true;
        }, by, ct);
        return stored ? new RuleChangeResult.Applied(policy.Version) : new RuleChangeResult.Outdated(words["escalation.outdated"]);
    }

    /// <summary>How many open tasks climb by each policy.</summary>
    public Task<IReadOnlyDictionary<string, int>> OpenTasksAsync(CancellationToken ct = default) => engine.ReadAsync(LadderTable.Counts, ct);

    private async Task<(EscalationPolicy? Policy, IReadOnlyList<FormError> Errors)> ReadAsync(string policyId, PolicyDraft draft, Language language, CancellationToken ct) =>
        PolicyCheck.Check(policyId, ((await policies.FindAsync(policyId, ct))?.Version ?? 0) + 1, draft, language, people);

    private PolicyPreview Preview(DbConnection db, EscalationPolicy policy)
    {
        var now = engine.Clock.GetUtcNow();
        var ladders = LadderTable.Of(db, policy.Id);
        var keys = ladders.Select(ladder => ladder.UserTaskKey).ToList();
        var limits = keys.Chunk(500).SelectMany(chunk => DeadlineTable.BySources(db, chunk)).Where(limit => limit.EndedAt is null).ToDictionary(limit => limit.SourceKey);
        var pauses = limits.Values.Where(limit => limit.DeductsPauses).Select(limit => limit.CaseNumber).OfType<string>().Distinct().Chunk(500)
            .SelectMany(numbers => PauseTable.OfCases(db, null, numbers)).ToLookup(pause => pause.CaseNumber);
        var rungs = keys.Chunk(500).SelectMany(chunk => EscalationTable.StepsOf(db, chunk)).ToLookup(rung => rung.UserTaskKey);
        var fingerprint = new Fingerprint();
        fingerprint.Add(EscalationPolicies.Write(policy));
        fingerprint.Add(policy.Version.ToString(CultureInfo.InvariantCulture));
        var shifts = new List<RungShift>();
        foreach (var ladder in ladders.Where(ladder => limits.ContainsKey(ladder.UserTaskKey)))
        {
            var limit = limits[ladder.UserTaskKey];
            IReadOnlyList<PauseRow> ofCase = [.. limit.CaseNumber is { } number ? pauses[number] : []];
            foreach (var change in LadderPlan.Changes(policy, ladder, [.. rungs[ladder.UserTaskKey]], limit, calendars.FindOrStandard(limit.CalendarId), ofCase, now))
            {
                fingerprint.Add(ladder.UserTaskKey, change.OldAt ?? DateTimeOffset.UnixEpoch, change.NewAt ?? DateTimeOffset.UnixEpoch);
                shifts.Add(new(
                    ladder.UserTaskKey, limit.CaseNumber, limit.Name, change.Kind, change.StepId, change.Share * 100, NotHeld(change.OldAt), NotHeld(change.NewAt),
                    AtOnce: change.NewAt <= now && (change.Share >= 1 || limit.AppliedDueAt > now)));
            }
        }
        return new(policy.Id, policy.Version, new(
            limits.Count,
            shifts.Select(shift => shift.UserTaskKey).Distinct().Count(),
            shifts.Count(shift => shift.Kind == RungChangeKind.Added),
            shifts.Count(shift => shift.Kind == RungChangeKind.Changed),
            shifts.Count(shift => shift.Kind == RungChangeKind.Removed),
            shifts.Count(shift => shift.AtOnce)), shifts, fingerprint.ToString());
    }

    private static DateTimeOffset? NotHeld(DateTimeOffset? at) => at == DeadlineLedger.Held ? null : at;

    private static RuleChanges Difference(EscalationPolicy? before, EscalationPolicy after)
    {
        var old = before?.Steps ?? [];
        return new(
            after.Steps.Count(step => old.All(one => one.Id != step.Id)),
            old.Count(step => after.Steps.All(one => one.Id != step.Id)),
            after.Steps.Count(step => old.Any(one => one.Id == step.Id && (one.Share != step.Share || one.Urgent != step.Urgent || one.Digest != step.Digest || !one.Notices.SequenceEqual(step.Notices)))),
            before?.Name != after.Name,
            Moved: 0);
    }
}
