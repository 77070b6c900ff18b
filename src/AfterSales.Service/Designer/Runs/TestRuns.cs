using AfterSales.Engine;
using AfterSales.Service.Escalation;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Designer.Runs;

/// <summary>A stored run, played on the drafts as they are now.</summary>
public sealed record PlayedRun(StoredRun Stored, TestRun Run, RunLibrary Library);

/// <summary>
/// Test runs of process owners. What is kept is what was decided; every look plays it again on the drafts as they stand, so that a changed
/// draft shows at once what becomes of the run. Any process owner may open a run of another.
/// </summary>
public sealed class TestRuns
{
    /// <summary>Runs kept for each person; older ones are forgotten.</summary>
    public const int MostKept = 40;

    /// <summary>Longest script, in characters.</summary>
    public const int LongestScript = 400_000;

    private readonly ProcessEngine _engine;
    private readonly RunLibraries _libraries;
    private readonly RunParts _parts;
    private readonly EscalationPolicies _policies;

    internal TestRuns(ProcessEngine engine, RunLibraries libraries, RunParts parts, EscalationPolicies policies) => (_engine, _libraries, _parts, _policies) = (engine, libraries, parts, policies);

    /// <summary>Plays a script on a library; stores nothing.</summary>
    public async Task<TestRun> PlayAsync(RunScript script, RunLibrary library, CancellationToken ct = default)
    {
        var policies = (await _policies.AllAsync(ct).ConfigureAwait(false)).ToDictionary(policy => policy.Id, StringComparer.Ordinal);
        return await Task.Run(() => TestRun.Play(_parts, library, policies, script), ct).ConfigureAwait(false);
    }

    /// <summary>What a run that is played now finds around it.</summary>
    internal async Task<RunSurroundings> SurroundingsAsync(CancellationToken ct = default) =>
        new(_parts.Calendars, _parts.People, await _policies.AllAsync(ct).ConfigureAwait(false));

    /// <summary>Begins a script on a library, to go on step by step; stores nothing.</summary>
    internal async Task<TestRun> BeginAsync(RunScript script, RunLibrary library, CancellationToken ct = default) =>
        TestRun.Open(_parts, library, (await _policies.AllAsync(ct).ConfigureAwait(false)).ToDictionary(policy => policy.Id, StringComparer.Ordinal), script);

    /// <summary>The run, played on the drafts; null when there is none.</summary>
    public async Task<PlayedRun?> FindAsync(long key, CancellationToken ct = default) =>
        await _engine.ReadAsync(db => RunTable.Find(db, key), ct).ConfigureAwait(false) is { } stored ? await PlayAsync(stored, ct).ConfigureAwait(false) : null;

    /// <summary>The latest runs of a person, not played.</summary>
    public Task<List<StoredRun>> OfAsync(string by, CancellationToken ct = default) => _engine.ReadAsync(db => RunTable.Of(db, by, MostKept), ct);

    /// <summary>Begins a run. One that cannot even start is not kept.</summary>
    public async Task<Outcome<PlayedRun>> BeginAsync(RunScript script, string by, CancellationToken ct = default)
    {
        if (script.Write().Length > LongestScript)
            return Failure.Invalid($"The run is longer than {LongestScript} characters.");
        var library = await _libraries.WithDraftsAsync(ct).ConfigureAwait(false);
        var run = await PlayAsync(script, library, ct).ConfigureAwait(false);
        if (run.Refusal is { } refusal)
            return Failure.Invalid(Words(refusal, library));
        var stored = await _engine.WriteAsync(commit =>
        {
            var key = RunTable.Add(commit, script, by);
            RunTable.Keep(commit, by, MostKept);
            return RunTable.Find(commit, key)!;
        }, by, ct).ConfigureAwait(false);
        return new PlayedRun(stored, run, library);
    }

    /// <summary>Keeps a script as a run whatever becomes of it, so that one that fails can be looked at. Returns its key.</summary>
    public Task<long> OpenAsync(RunScript script, string by, CancellationToken ct = default) => _engine.WriteAsync(commit =>
    {
        var key = RunTable.Add(commit, script, by);
        RunTable.Keep(commit, by, MostKept);
        return key;
    }, by, ct);

    /// <summary>Does one thing more. What cannot be done is refused with the reason in all languages, and the run stays as it was.</summary>
    public async Task<(PlayedRun? Run, LocalText? Refused)> DoAsync(long key, int revision, RunAction action, string by, CancellationToken ct = default)
    {
        if (await _engine.ReadAsync(db => RunTable.Find(db, key), ct).ConfigureAwait(false) is not { } stored)
            return (null, LocalText.Of("designer.run.gone"));
        if (stored.Script.Actions.Count >= RunScript.MostActions)
            return (null, TestRun.Say("designer.run.tooLong", RunScript.MostActions));
        return await ChangeAsync(stored, revision, stored.Script.With(action), by, ct).ConfigureAwait(false);
    }

    /// <summary>Takes the last things that were done back.</summary>
    public async Task<(PlayedRun? Run, LocalText? Refused)> BackAsync(long key, int revision, int keep, string by, CancellationToken ct = default)
    {
        if (await _engine.ReadAsync(db => RunTable.Find(db, key), ct).ConfigureAwait(false) is not { } stored)
            return (null, LocalText.Of("designer.run.gone"));
        var kept = stored.Script with { Actions = [.. stored.Script.Actions.Take(Math.Clamp(keep, 0, stored.Script.Actions.Count))] };
        return await ChangeAsync(stored, revision, kept, by, ct).ConfigureAwait(false);
    }

    /// <summary>Chooses what an automatic step gives from the beginning of the run on; null takes the usual result again.</summary>
    public async Task<(PlayedRun? Run, LocalText? Refused)> ChooseAsync(long key, int revision, string step, System.Text.Json.JsonElement? result, string by, CancellationToken ct = default)
    {
        if (await _engine.ReadAsync(db => RunTable.Find(db, key), ct).ConfigureAwait(false) is not { } stored)
            return (null, LocalText.Of("designer.run.gone"));
        var results = new Dictionary<string, System.Text.Json.JsonElement>(stored.Script.Results);
        if (result is { } chosen)
            results[step] = chosen;
        else
            results.Remove(step);
        return await ChangeAsync(stored, revision, stored.Script with { Results = results }, by, ct).ConfigureAwait(false);
    }

    /// <summary>What stands against a run, with what is wrong with the draft itself.</summary>
    public static string Words(RunRefusal refusal, RunLibrary library) =>
        string.Join(" ", library.Problems.Take(3).Select(problem => $"{problem.Artifact}: {problem.Message}").Prepend(refusal.Why.English));

    private async Task<PlayedRun> PlayAsync(StoredRun stored, CancellationToken ct)
    {
        var library = await _libraries.WithDraftsAsync(ct).ConfigureAwait(false);
        return new PlayedRun(stored, await PlayAsync(stored.Script, library, ct).ConfigureAwait(false), library);
    }

    private async Task<(PlayedRun? Run, LocalText? Refused)> ChangeAsync(StoredRun stored, int revision, RunScript script, string by, CancellationToken ct)
    {
        if (stored.Revision != revision)
            return (null, LocalText.Of("designer.run.changedMeanwhile"));
        if (script.Write().Length > LongestScript)
            return (null, TestRun.Say("designer.run.tooLong", RunScript.MostActions));
        var library = await _libraries.WithDraftsAsync(ct).ConfigureAwait(false);
        var run = await PlayAsync(script, library, ct).ConfigureAwait(false);
        // Going back is always possible; going on only where the run can.
        if (run.Refusal is { } refusal && script.Actions.Count > stored.Script.Actions.Count && refusal.Action == script.Actions.Count - 1)
            return (null, refusal.Why);
        return await _engine.WriteAsync(commit => RunTable.Save(commit, stored.Key, revision, script), by, ct).ConfigureAwait(false)
            ? (new PlayedRun(stored with { Script = script, Revision = revision + 1 }, run, library), null)
            : (null, LocalText.Of("designer.run.changedMeanwhile"));
    }
}
