using AfterSales.Engine;
using AfterSales.Engine.Commits;
using AfterSales.Service.Designer.Scenarios;
using AfterSales.Service.People;

namespace AfterSales.Service.Designer;

/// <summary>A draft that is to be published, at the revision its preparer saw.</summary>
public readonly record struct DraftReference(ArtifactId Artifact, int Revision);

/// <summary>
/// Changes of documents on their way into force (DOC-01 to DOC-03): proposed with a note, judged by the self-check, signed by preparer,
/// confirmer and approver, then deployed. Every step is kept with who and when.
/// </summary>
public sealed class Releases(ProcessEngine engine, PublishedArtifacts published, PublishingGate gate, Publication publication, SignOff signOff, IReleaseNews news, ScenarioBook scenarios)
{
    /// <summary>Longest note, reason and remark.</summary>
    public const int LongestText = 2_000;

    private const int MostItems = 100;

    public Task<Release?> FindAsync(long key, CancellationToken ct = default) => engine.ReadAsync(db => ReleaseTable.Find(db, key), ct);

    /// <summary>Those that wait for signatures.</summary>
    public Task<List<Release>> OpenAsync(CancellationToken ct = default) => engine.ReadAsync(db => ReleaseTable.Open(db), ct);

    /// <summary>The log of changes, latest first, without the contents of files.</summary>
    public Task<List<Release>> LatestAsync(int most, CancellationToken ct = default) => engine.ReadAsync(db => ReleaseTable.Latest(db, most), ct);

    /// <summary>What stands against publishing these drafts; a failure where one is not there at that revision.</summary>
    public async Task<Outcome<GateReport>> JudgeAsync(IReadOnlyList<DraftReference> drafts, CancellationToken ct = default)
    {
        var items = await ItemsAsync(drafts, ct).ConfigureAwait(false);
        return items.IsOk ? await gate.JudgeAsync(items.Value, ct).ConfigureAwait(false) : items.Failure;
    }

    /// <summary>
    /// Proposes a change and signs it as its preparer. Where no other signature is asked for, it comes into force at once.
    /// </summary>
    public async Task<Outcome<Release>> ProposeAsync(IReadOnlyList<DraftReference> drafts, string note, string? warningReason, Person by, CancellationToken ct = default)
    {
        if (string.IsNullOrWhiteSpace(note) || note.Length > LongestText)
            return Failure.Invalid($"Say in at most {LongestText} characters what was changed and why.");
        if (warningReason?.Length > LongestText)
            return Failure.Invalid($"The reason is longer than {LongestText} characters.");
        var items = await ItemsAsync(drafts, ct).ConfigureAwait(false);
        if (!items.IsOk)
            return items.Failure;
        if (await OvertakenAsync(items.Value, ct).ConfigureAwait(false) is { } overtaken)
            return overtaken;
        var report = await gate.JudgeAsync(items.Value, ct).ConfigureAwait(false);
        if (report.Errors > 0)
            return Failure.Conflict("The self-check found errors: " + string.Join(" ", report.Findings.Where(finding => finding.Weight == GateWeight.Error).Take(5).Select(finding => $"{finding.Artifact}: {finding.Message.English}")));
        if (report.Warnings > 0 && string.IsNullOrWhiteSpace(warningReason))
            return Failure.Invalid($"The self-check warns {report.Warnings} times: say why the change is published all the same.");
        var key = await engine.WriteAsync(commit =>
        {
            var key = ReleaseTable.Insert(commit, note.Trim(), report.Warnings > 0 ? warningReason!.Trim() : null, report.Warnings, by.Id, items.Value);
            ScenarioTable.Record(commit, key, report.Scenarios, by.Id);
            ScenarioTable.RecordUntaken(commit, key, report.Untaken);
            Sign(commit, key, SignOffStep.Preparer, by, approved: true, remark: null);
            Announce(commit, ReleaseTable.Find(commit, key)!);
            return key;
        }, by.Id, ct).ConfigureAwait(false);
        return await FinishAsync(key, by.Id, ct).ConfigureAwait(false);
    }

    /// <summary>
    /// Signs or refuses. The next signature in order is given; who signed already may not sign again unless the setting allows it. The
    /// last signature brings the change into force.
    /// </summary>
    public async Task<Outcome<Release>> SignAsync(long key, bool approve, string? remark, Person by, CancellationToken ct = default)
    {
        if (remark?.Length > LongestText)
            return Failure.Invalid($"The remark is longer than {LongestText} characters.");
        if (!approve && string.IsNullOrWhiteSpace(remark))
            return Failure.Invalid("Say why you do not sign.");
        // What is in force and the scenarios may have changed since the proposal: the last signature is given on what holds then.
        IReadOnlyList<ScenarioResult> run = [];
        if (approve && await FindAsync(key, ct).ConfigureAwait(false) is { } waiting && signOff.Next(waiting.Signatures) is { } last && last == signOff.Steps[^1])
        {
            run = await scenarios.RunAsync([.. waiting.Items.Select(item => (item.Artifact, item.Content))], ct).ConfigureAwait(false);
            if (run.FirstOrDefault(result => !result.Passed) is { } failed)
                return Failure.Conflict($"The scenario '{failed.Scenario.Name}' of {failed.Scenario.ProcessId} fails on this change: {failed.Departure!.Why.English}");
        }
        var signed = await engine.WriteAsync<Outcome<Done>>(commit =>
        {
            if (ReleaseTable.Find(commit, key) is not { } release)
                return Failure.NotFound("There is no such change.");
            if (!release.IsOpen || signOff.Next(release.Signatures) is not { } step)
                return Failure.Conflict($"The change {release.Number} does not wait for a signature any more.");
            if (!signOff.SamePersonMaySign && release.Signatures.Any(signature => signature.PersonId == by.Id))
                return Failure.NotAllowed($"You have signed the change {release.Number} already; the next signature is somebody else's.");
            ScenarioTable.Record(commit, key, run, by.Id);
            Sign(commit, key, step, by, approve, string.IsNullOrWhiteSpace(remark) ? null : remark.Trim());
            if (!approve)
                ReleaseTable.Settle(commit, key, ReleaseState.Rejected);
            Announce(commit, ReleaseTable.Find(commit, key)!);
            return default(Done);
        }, by.Id, ct).ConfigureAwait(false);
        return signed.IsOk ? await FinishAsync(key, by.Id, ct).ConfigureAwait(false) : signed.Failure;
    }

    /// <summary>Takes a change back before it is in force; only its preparer may.</summary>
    public Task<Outcome<Done>> WithdrawAsync(long key, Person by, CancellationToken ct = default) => engine.WriteAsync<Outcome<Done>>(commit =>
        ReleaseTable.Find(commit, key) is not { } release ? Failure.NotFound("There is no such change.")
        : release.PreparedBy != by.Id ? Failure.NotAllowed("Only who prepared a change takes it back.")
        : signOff.Next(release.Signatures) is null || !ReleaseTable.Settle(commit, key, ReleaseState.Withdrawn) ? Failure.Conflict($"The change {release.Number} does not wait any more.")
        : default(Done), by.Id, ct);

    /// <summary>Who may give the next signature of a change.</summary>
    public bool MaySign(Release release, Person person) =>
        release.IsOpen && signOff.Next(release.Signatures) is not null && person.SeesEverything
        && (signOff.SamePersonMaySign || release.Signatures.All(signature => signature.PersonId != person.Id));

    /// <summary>The next signature, or null.</summary>
    public SignOffStep? NextStep(Release release) => release.IsOpen ? signOff.Next(release.Signatures) : null;

    /// <summary>The signatures every change needs.</summary>
    public IReadOnlyList<SignOffStep> Steps => signOff.Steps;

    /// <summary>Whether one person may give several of them.</summary>
    public bool SamePersonMaySign => signOff.SamePersonMaySign;

    // Signed and in force are two commits: a program that ended between them takes it up again at its next start.
    private async Task<Outcome<Release>> FinishAsync(long key, string actor, CancellationToken ct)
    {
        var release = (await FindAsync(key, ct).ConfigureAwait(false))!;
        if (!release.IsOpen || signOff.Next(release.Signatures) is not null)
            return release;
        var done = await publication.BringIntoForceAsync(release, actor, ct).ConfigureAwait(false);
        return done.IsOk ? (await FindAsync(key, ct).ConfigureAwait(false))! : done.Failure;
    }

    private async Task<Outcome<List<ReleaseItem>>> ItemsAsync(IReadOnlyList<DraftReference> drafts, CancellationToken ct)
    {
        if (drafts.Count is 0 or > MostItems)
            return Failure.Invalid($"Choose between one and {MostItems} drafts.");
        var stored = await engine.ReadAsync(db => drafts.Select(draft => (Wanted: draft, Found: DraftTable.Find(db, draft.Artifact))).ToList(), ct).ConfigureAwait(false);
        foreach (var (wanted, found) in stored)
            if (found is null)
                return Failure.NotFound($"There is no draft of the {wanted.Artifact.KindCode} '{wanted.Artifact.Name}'.");
            else if (found.Revision != wanted.Revision)
                return Failure.Conflict($"The draft of the {wanted.Artifact.KindCode} '{wanted.Artifact.Name}' was changed by {found.SavedBy} meanwhile. Look at it again.");
        List<ReleaseItem> items = [.. stored.Select(pair => new ReleaseItem(pair.Found!.Artifact, pair.Found.Content, pair.Found.Revision, pair.Found.BasedOn, null)).DistinctBy(item => item.Artifact)];
        return items;
    }

    private async Task<Failure?> OvertakenAsync(List<ReleaseItem> items, CancellationToken ct)
    {
        foreach (var item in items)
            if (await published.VersionAsync(item.Artifact, ct).ConfigureAwait(false) is var version && version != item.BasedOn)
                return Failure.Conflict($"Version {version} of the {item.Artifact.KindCode} '{item.Artifact.Name}' came into force after the draft was begun on version {item.BasedOn}. Take its changes up first.");
        return null;
    }

    private static void Sign(CommitContext commit, long key, SignOffStep step, Person by, bool approved, string? remark) =>
        ReleaseTable.Sign(commit, key, new ReleaseSignature(step, by.Id, by.Name, by.Groups, approved, remark, commit.Now));

    private void Announce(CommitContext commit, Release release) => news.Tell(commit, release, NextStep(release), person => MaySign(release, person));
}
