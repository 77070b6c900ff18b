using AfterSales.Engine;
using AfterSales.Service.Designer.Runs;
using Microsoft.Extensions.Logging;

namespace AfterSales.Service.Designer.Scenarios;

/// <summary>
/// Saved runs that every later version has to pass (LINT-25). They are run on what is in force, on drafts, and on a change before it is
/// published; one that fails keeps the change back until it is changed itself or retired with a reason.
/// </summary>
public sealed class ScenarioBook(ProcessEngine engine, RunLibraries libraries, TestRuns runs, AfterSalesOptions options, ILogger<ScenarioBook> log)
{
    /// <summary>All scenarios, retired ones among them.</summary>
    public Task<List<Scenario>> AllAsync(CancellationToken ct = default) => engine.ReadAsync(db => ScenarioTable.All(db), ct);

    public Task<Scenario?> FindAsync(long key, CancellationToken ct = default) => engine.ReadAsync(db => ScenarioTable.Find(db, key), ct);

    public Task<List<ScenarioChange>> HistoryAsync(long key, CancellationToken ct = default) => engine.ReadAsync(db => ScenarioTable.History(db, key), ct);

    /// <summary>What was run for a change, latest first.</summary>
    public Task<List<ScenarioEvidence>> EvidenceAsync(long releaseKey, CancellationToken ct = default) => engine.ReadAsync(db => ScenarioTable.Evidence(db, releaseKey), ct);

    /// <summary>What no scenario had taken when a change was proposed.</summary>
    public Task<List<UntakenWays>> UntakenAsync(long releaseKey, CancellationToken ct = default) => engine.ReadAsync(db => ScenarioTable.Untaken(db, releaseKey), ct);

    /// <summary>
    /// Saves a scenario, or changes the one of that name; one that was retired must be passed again. It is refused where it does not pass on
    /// the drafts as they are.
    /// </summary>
    public async Task<Outcome<Scenario>> SaveAsync(string name, RunScript script, Expectation expected, string by, CancellationToken ct = default)
    {
        name = name.Trim();
        if (name.Length is 0 or > Scenario.LongestName)
            return Failure.Invalid($"Give the scenario a name of at most {Scenario.LongestName} characters.");
        if (script.Write().Length > TestRuns.LongestScript)
            return Failure.Invalid($"The run is longer than {TestRuns.LongestScript} characters.");
        var run = await runs.PlayAsync(script, await libraries.WithDraftsAsync(ct).ConfigureAwait(false), ct).ConfigureAwait(false);
        if (expected.Judge(run) is { } departure)
            return Failure.Conflict($"The run does not do what is expected of it: {departure.Why.English}");
        return await engine.WriteAsync(
            commit => ScenarioTable.Find(commit, ScenarioTable.Save(commit, script.Process, name, script, expected, by))!, by, ct).ConfigureAwait(false);
    }

    /// <summary>Need not be passed any more; the reason stays on record.</summary>
    public Task<Outcome<Done>> RetireAsync(long key, string reason, string by, CancellationToken ct = default) =>
        string.IsNullOrWhiteSpace(reason) || reason.Length > Releases.LongestText
            ? Task.FromResult<Outcome<Done>>(Failure.Invalid($"Say in at most {Releases.LongestText} characters why it need not be passed any more."))
            : engine.WriteAsync<Outcome<Done>>(commit => ScenarioTable.Retire(commit, key, reason.Trim(), by) ? default(Done) : Failure.NotFound("There is no such scenario in use."), by, ct);

    /// <summary>Must be passed again.</summary>
    public Task<Outcome<Done>> RestoreAsync(long key, string by, CancellationToken ct = default) =>
        engine.WriteAsync<Outcome<Done>>(commit => ScenarioTable.Restore(commit, key, by) ? default(Done) : Failure.NotFound("There is no such scenario that was retired."), by, ct);

    /// <summary>Runs the scenarios in use, of one workflow or of all, on what is in force with all drafts over it.</summary>
    public async Task<IReadOnlyList<ScenarioResult>> RunAsync(string? processId, CancellationToken ct = default)
    {
        var library = await libraries.WithDraftsAsync(ct).ConfigureAwait(false);
        var scenarios = (await AllAsync(ct).ConfigureAwait(false)).Where(scenario => scenario.IsActive && (processId is null || scenario.ProcessId == processId));
        return await PlayAllAsync([.. scenarios], library, ct).ConfigureAwait(false);
    }

    /// <summary>
    /// Runs what a change could break on what is in force with the files of the change over it: every scenario in use that made use of one of
    /// its files, on the version in force or on the changed one.
    /// </summary>
    public async Task<IReadOnlyList<ScenarioResult>> RunAsync(IReadOnlyCollection<(ArtifactId Artifact, string Content)> files, CancellationToken ct = default)
    {
        var changed = files.Select(file => file.Artifact).ToHashSet();
        var results = new List<ScenarioResult>();
        var scenarios = (await AllAsync(ct).ConfigureAwait(false)).Where(scenario => scenario.IsActive).ToList();
        if (scenarios.Count == 0)
            return [];
        var after = await libraries.WithAsync(files, ct).ConfigureAwait(false);
        RunLibrary? before = null;
        foreach (var scenario in scenarios)
        {
            var run = await runs.PlayAsync(scenario.Script, after, ct).ConfigureAwait(false);
            var isTouched = run.Used.Overlaps(changed) || changed.Contains(new ArtifactId(ArtifactKind.Workflow, scenario.ProcessId));
            if (scenario.Expected.Judge(run) is not { } departure)
            {
                if (isTouched)
                    results.Add(new ScenarioResult(scenario, null) { Pictures = run.Pictures });
            }
            // One that is broken by what is in force already is not the fault of a change that does not touch it.
            else if (isTouched || scenario.Expected.Judge(await runs.PlayAsync(
                scenario.Script, before ??= await libraries.WithAsync([], ct).ConfigureAwait(false), ct).ConfigureAwait(false)) is null)
                results.Add(new ScenarioResult(scenario, departure) { Pictures = run.Pictures });
        }
        return results;
    }

    /// <summary>The scenarios of a workflow as a file; null when it has none in use.</summary>
    public async Task<byte[]?> ExportAsync(string processId, CancellationToken ct = default)
    {
        var own = (await AllAsync(ct).ConfigureAwait(false)).Where(scenario => scenario.IsActive && scenario.ProcessId == processId).ToList();
        return own.Count == 0 ? null : ScenarioFiles.Write(processId, own.Select(scenario => new WrittenScenario(scenario.Name, scenario.Script, scenario.Expected)));
    }

    /// <summary>Takes scenarios of a file up. They need not pass: what they are run on may come with the same import as a draft.</summary>
    public async Task<int> ImportAsync(string processId, IReadOnlyList<WrittenScenario> scenarios, string by, CancellationToken ct = default) => await engine.WriteAsync(commit =>
    {
        var taken = 0;
        foreach (var written in scenarios)
            if (ScenarioTable.Find(commit, processId, written.Name) is not { IsActive: true } known || !IsSame(known, written))
            {
                ScenarioTable.Save(commit, processId, written.Name, written.Script, written.Expected, by);
                taken++;
            }
        return taken;
    }, by, ct).ConfigureAwait(false);

    /// <summary>At start: takes up the scenarios of the folder. One that somebody changed or retired here stays as it is.</summary>
    public async Task StartAsync(CancellationToken ct = default)
    {
        if (options.WorkflowsDirectory is not { } folder)
            return;
        foreach (var (file, processId, scenarios, problem) in ScenarioFiles.In(folder))
        {
            if (problem is not null)
                log.LogError("The scenarios of {File} are left out: {Problem}", file, problem);
            await engine.WriteAsync(commit =>
            {
                foreach (var written in scenarios)
                    if (ScenarioTable.Find(commit, processId, written.Name) is var known && (known is null || (known is { SavedBy: null, IsActive: true } && !IsSame(known, written))))
                        ScenarioTable.Save(commit, processId, written.Name, written.Script, written.Expected, by: null);
            }, ct: ct).ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyList<ScenarioResult>> PlayAllAsync(IReadOnlyList<Scenario> scenarios, RunLibrary library, CancellationToken ct)
    {
        var results = new List<ScenarioResult>();
        foreach (var scenario in scenarios)
        {
            var run = await runs.PlayAsync(scenario.Script, library, ct).ConfigureAwait(false);
            results.Add(new ScenarioResult(scenario, scenario.Expected.Judge(run)) { Pictures = run.Pictures });
        }
        return results;
    }

    private static bool IsSame(Scenario known, WrittenScenario written) => known.Script.Write() == written.Script.Write() && known.Expected.Write() == written.Expected.Write();
}
