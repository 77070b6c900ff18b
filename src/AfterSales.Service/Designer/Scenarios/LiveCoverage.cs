using System.Collections.Concurrent;
using AfterSales.Service.Designer.Runs;

namespace AfterSales.Service.Designer.Scenarios;

/// <summary>
/// What the scenarios in use go through while somebody draws (LINT-25). A scenario is played once, and again only when something it made use
/// of has changed: its workflow or one that is called from it, however deep, a form, a decision, or the scenario itself.
/// </summary>
/// <remarks>
/// People, calendars, escalation policies and the wording of mails may have changed unnoticed for up to <see cref="Memory"/>; what a change
/// is published by is played anew each time (<see cref="ScenarioBook"/>).
/// </remarks>
public sealed class LiveCoverage(ScenarioBook book, RunLibraries libraries, TestRuns runs, TimeProvider clock)
{
    /// <summary>How long a run is taken as told without being played again.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);

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
        var results = new List<ScenarioResult>();
        foreach (var scenario in scenarios)
        {
            if (!_played.TryGetValue(scenario.Key, out var played) || !IsAsBefore(played, scenario, library))
                _played[scenario.Key] = played = await PlayAsync(scenario, library, ct).ConfigureAwait(false);
            results.Add(played.Result);
        }
        return new ScenarioCoverage(results);
    }

    private bool IsAsBefore(Played played, Scenario scenario, RunLibrary library) =>
        played.Result.Scenario.Revision == scenario.Revision && clock.GetUtcNow() - played.At < Memory && library.IsAlikeFor(played.Used, played.Library);

    private async Task<Played> PlayAsync(Scenario scenario, RunLibrary library, CancellationToken ct)
    {
        Interlocked.Increment(ref _count);
        var at = clock.GetUtcNow();
        var run = await runs.PlayAsync(scenario.Script, library, ct).ConfigureAwait(false);
        return new Played(new ScenarioResult(scenario, scenario.Expected.Judge(run)) { Pictures = run.Pictures }, run.Used, library, at);
    }

    private sealed record Played(ScenarioResult Result, IReadOnlySet<ArtifactId> Used, RunLibrary Library, DateTimeOffset At);
}
