using System.Collections.Concurrent;
using AfterSales.Service.Designer.Runs;

namespace AfterSales.Service.Designer.Scenarios;

/// <summary>
/// What the scenarios in use go through while somebody draws (LINT-25). A scenario is played once, and again only when something it made use
/// of has changed: its workflow or one that is called from it, however deep, a form, a decision, people, a calendar, an escalation policy, or
/// the scenario itself. The wording of mails changes nothing of what a scenario expects.
/// </summary>
/// <remarks>What a change is published by is played anew each time (<see cref="ScenarioBook"/>).</remarks>
public sealed class LiveCoverage(ScenarioBook book, RunLibraries libraries, TestRuns runs)
{
    private readonly ConcurrentDictionary<long, Played> _played = new();
    private long _count;

    /// <summary>How many runs were played since the start.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>What the scenarios that pass go through when these files lie over what is in force.</summary>
    public async Task<ScenarioCoverage> OfAsync(IEnumerable<(ArtifactId Artifact, string Content)> files, CancellationToken ct = default)
    {
        var scenarios = (await book.AllAsync(ct).ConfigureAwait(false)).Where(scenario => scenario.IsActive).ToList();
        foreach (var gone in _played.Keys.Except(scenarios.Select(scenario => scenario.Key)).ToList())
            _played.TryRemove(gone, out _);
        if (scenarios.Count == 0)
            return new ScenarioCoverage([]);
        var library = await libraries.WithAsync(files, ct).ConfigureAwait(false);
        // Taken before anything is played: what changes meanwhile is noticed the next time.
        var around = await runs.SurroundingsAsync(ct).ConfigureAwait(false);
        var results = new List<ScenarioResult>();
        foreach (var scenario in scenarios)
        {
            if (!_played.TryGetValue(scenario.Key, out var played) || !IsAsBefore(played, scenario, library, around))
                _played[scenario.Key] = played = await PlayAsync(scenario, library, around, ct).ConfigureAwait(false);
            results.Add(played.Result);
        }
        return new ScenarioCoverage(results);
    }

    private static bool IsAsBefore(Played played, Scenario scenario, RunLibrary library, RunSurroundings around) =>
        played.Result.Scenario.Revision == scenario.Revision && played.Around.Equals(around) && library.IsAlikeFor(played.Used, played.Library);

    private async Task<Played> PlayAsync(Scenario scenario, RunLibrary library, RunSurroundings around, CancellationToken ct)
    {
        Interlocked.Increment(ref _count);
        var run = await runs.PlayAsync(scenario.Script, library, ct).ConfigureAwait(false);
        return new Played(new ScenarioResult(scenario, scenario.Expected.Judge(run)) { Pictures = run.Pictures }, run.Used, library, around);
    }

    private sealed record Played(ScenarioResult Result, IReadOnlySet<ArtifactId> Used, RunLibrary Library, RunSurroundings Around);
}
