using System.Text.Json;
using AfterSales.Engine;
using AfterSales.Service.Designer.Runs;
using AfterSales.Service.Languages;
using AfterSales.Service.Storage;

namespace AfterSales.Service.Designer.Replay;

/// <summary>How a past case would have gone.</summary>
public enum ReplayOutcome
{
    /// <summary>Through the same steps.</summary>
    Same,

    /// <summary>Another way.</summary>
    Differs,

    /// <summary>It cannot be told.</summary>
    Unknown,
}

/// <summary>One past case played again.</summary>
/// <param name="Version">The version it ran on.</param>
/// <param name="ElementId">Where it would have gone another way.</param>
/// <param name="Why">How it differs, or why it cannot be told; null where it is the same.</param>
public sealed record ReplayedCase(long InstanceKey, string? CaseNumber, int Version, DateTimeOffset StartedAt, bool IsRunning, ReplayOutcome Outcome, string? ElementId, LocalText? Why);

/// <summary>
/// Which of the last cases would have taken another way under the drafts: what people decided and steps gave is played again at the times
/// at which it was given, so that clocks with another limit show too. Cases are only read.
/// </summary>
public sealed class CaseReplay(ProcessEngine engine, RunLibraries libraries, TestRuns runs)
{
    /// <summary>Most cases of one replay.</summary>
    public const int Most = 200;

    /// <summary>The last cases of a workflow, latest first, finished and running ones.</summary>
    public async Task<IReadOnlyList<ReplayedCase>> ReplayAsync(string processId, int last, CancellationToken ct = default)
    {
        var cases = await engine.ReadAsync(db => db.List<PastCase>(
            """
            SELECT i.instance_key AS InstanceKey, i.business_key AS CaseNumber, d.version AS Version, i.started_at AS StartedAt, i.ended_at AS EndedAt
            FROM engine_process_instances i JOIN engine_process_definitions d ON d.definition_key = i.definition_key
            WHERE i.process_id = @processId AND i.parent_instance_key IS NULL ORDER BY i.started_at DESC, i.instance_key DESC LIMIT @last
            """,
            new { processId, last = Math.Clamp(last, 1, Most) }), ct).ConfigureAwait(false);
        var library = await libraries.WithDraftsAsync(ct).ConfigureAwait(false);
        var replayed = new List<ReplayedCase>();
        foreach (var past in cases)
            replayed.Add(await ReplayAsync(processId, past, library, ct).ConfigureAwait(false));
        return replayed;
    }

    private async Task<ReplayedCase> ReplayAsync(string processId, PastCase past, RunLibrary library, CancellationToken ct)
    {
        var (given, steps) = await engine.ReadAsync(db => (GivenTable.Of(db, past.InstanceKey), Steps(db, past.InstanceKey)), ct).ConfigureAwait(false);
        ReplayedCase Tell(ReplayOutcome outcome, string? element, LocalText? why) => new(
            past.InstanceKey, past.CaseNumber, (int)past.Version, Instants.FromStored(past.StartedAt), past.EndedAt is null, outcome, element, why);
        if (given is not [{ Kind: GivenKind.Start } start, ..])
            return Tell(ReplayOutcome.Unknown, null, LocalText.Of("designer.replay.notRecorded"));
        var script = new RunScript { Process = processId, At = start.At, Variables = Json(start.Variables), Stops = true };
        var run = await runs.BeginAsync(script, library, ct).ConfigureAwait(false);
        if (run.Refusal is { } refusal)
            return Tell(ReplayOutcome.Unknown, null, refusal.Why);
        LocalText? refused = null;
        foreach (var one in given.Skip(1))
        {
            if (one.Kind == GivenKind.Error)
                return Tell(ReplayOutcome.Unknown, one.ElementId, TestRun.Say("designer.replay.error", one.ElementId));
            refused = run.PassUntil(one.At) ?? run.Take(new RunAction
            {
                Do = one.Kind switch { GivenKind.Task => RunDeed.Complete, GivenKind.Job => RunDeed.Result, _ => RunDeed.Message },
                Step = one.ElementId,
                Variables = Json(one.Variables),
            });
            if (refused is not null)
                break;
        }
        if (refused is null)
            refused = run.PassUntil(past.EndedAt is { } ended ? Instants.FromStored(ended) : engine.Clock.GetUtcNow());
        return Difference(run, steps) is { } difference ? Tell(ReplayOutcome.Differs, difference.ElementId, difference.Why)
            : refused is not null ? Tell(ReplayOutcome.Unknown, null, refused)
            : Tell(ReplayOutcome.Same, null, null);
    }

    // Steps of parallel branches have no order among each other: they are compared by how often each was passed.
    private static (string ElementId, LocalText Why)? Difference(TestRun run, Dictionary<string, int> steps)
    {
        var left = new Dictionary<string, int>(steps);
        foreach (var step in run.Steps.Where(step => step.IsTold))
            if (left.GetValueOrDefault(step.Part.Path) is var times && times == 0)
                return (step.Part.ElementId, Say("designer.replay.goesTo", step.Part.Name));
            else
                left[step.Part.Path] = times - 1;
        return left.FirstOrDefault(entry => entry.Value > 0) is { Key: { } missing }
            ? (missing[(missing.IndexOf('/', StringComparison.Ordinal) + 1)..], Say("designer.replay.doesNotGoTo", run.NameAt(missing)))
            : null;
    }

    private static LocalText Say(string key, LocalText name) => new(
        TextCatalog.For(Language.English)[key, name.In(Language.English)], TextCatalog.For(Language.Persian)[key, name.In(Language.Persian)], TextCatalog.For(Language.Chinese)[key, name.In(Language.Chinese)]);

    private static Dictionary<string, int> Steps(RowSource db, long rootKey) => db.List<(string Process, string Element, long Times)>(
        """
        WITH RECURSIVE family (instance_key) AS (
          SELECT CAST(@rootKey AS BIGINT)
          UNION ALL SELECT called.instance_key FROM family f JOIN engine_process_instances called ON called.parent_instance_key = f.instance_key)
        SELECT i.process_id, e.element_id, COUNT(*)
        FROM family f JOIN engine_process_instances i ON i.instance_key = f.instance_key JOIN engine_element_instances e ON e.instance_key = f.instance_key
        WHERE e.type NOT IN ('PROCESS', 'MULTI_INSTANCE_BODY', 'EXCLUSIVE_GATEWAY', 'PARALLEL_GATEWAY', 'INCLUSIVE_GATEWAY', 'EVENT_BASED_GATEWAY')
        GROUP BY i.process_id, e.element_id
        """,
        new { rootKey }).ToDictionary(row => $"{row.Process}/{row.Element}", row => (int)row.Times, StringComparer.Ordinal);

    private static JsonElement? Json(string? text)
    {
        if (text is null)
            return null;
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    private sealed class PastCase
    {
        public long InstanceKey { get; init; }
        public string? CaseNumber { get; init; }
        public long Version { get; init; }
        public long StartedAt { get; init; }
        public long? EndedAt { get; init; }
    }
}
