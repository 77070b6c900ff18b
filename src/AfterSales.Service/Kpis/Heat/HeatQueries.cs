using System.Data.Common;
using AfterSales.Engine;
using AfterSales.Service.Calendars;
using AfterSales.Service.Languages;
using AfterSales.Service.Storage;
using AfterSales.Service.Tasks;
using AfterSales.Service.Timeline;
using AfterSales.Service.Workflows;

namespace AfterSales.Service.Kpis.Heat;

/// <summary>
/// Computes how long steps take and what they wait for, from the history: nothing is summed up beforehand. A run counts where it began in the
/// period, with all its steps whenever they ended.
/// </summary>
public sealed class HeatQueries(ProcessEngine engine, WorkflowCatalog workflows, CalendarRegistry calendars, TimeProvider clock)
{
    // Steps that take no time at all are automatic; a median of nothing would only hide the others.
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    /// <summary>The versions that cases ran through, by process id, the latest first.</summary>
    public Task<IReadOnlyList<HeatVersion>> VersionsAsync(CancellationToken ct = default) => engine.ReadAsync<IReadOnlyList<HeatVersion>>(db =>
    [
        .. db.List<(string ProcessId, long Version, long DefinitionKey, long Runs)>(
            """
            SELECT process_id, version, definition_key, count(*) FROM case_processes
            GROUP BY process_id, version, definition_key ORDER BY process_id, version DESC
            """).Select(row => new HeatVersion(row.ProcessId, (int)row.Version, row.DefinitionKey, (int)row.Runs)),
    ], ct);

    /// <param name="version">Null for all versions together.</param>
    /// <param name="from">Runs that began from then on; null for all.</param>
    /// <returns>Null when no case ever ran through such a process or version.</returns>
    public async Task<HeatMap?> ReadAsync(string processId, int? version, DateTimeOffset? from, CancellationToken ct = default)
    {
        var known = (await VersionsAsync(ct)).Where(one => one.ProcessId == processId && (version is null || one.Version == version)).ToList();
        if (known.Count == 0)
            return null;
        var names = workflows.ElementNames(known[0].DefinitionKey);
        var (runs, visits) = await engine.ReadAsync(db => Read(db, new { processId, version = version ?? 0, From = from?.ToStored() ?? 0 }), ct);
        return new(known[0].DefinitionKey, runs, Steps(visits, names));
    }

    private static List<HeatStep> Steps(List<Visit> visits, IReadOnlyDictionary<string, LocalText> names)
    {
        var steps = visits.GroupBy(visit => visit.ElementId)
            .Select(same =>
            {
                var ended = same.Where(visit => visit.Ended).Select(visit => visit.Length).Order().ToList();
                var taken = same.Where(visit => visit.UntilTaken is not null).Select(visit => visit.UntilTaken!.Value).Order().ToList();
                var all = same.Sum(visit => visit.Length.Ticks);
                return new HeatStep(
                    same.Key, names.TryGetValue(same.Key, out var name) ? name : new LocalText(same.Key), ended.Count, same.Count(visit => !visit.Ended),
                    Median(ended), ended.Count == 0 ? null : ended[(9 * ended.Count + 9) / 10 - 1], Median(taken),
                    all == 0 ? 0 : Math.Min(1, Math.Round((decimal)same.Sum(visit => visit.ForCustomer.Ticks) / all, 3)), 0);
            })
            .Where(step => step.Here > 0 || step.Percentile90 >= Moment)
            .OrderByDescending(step => step.Median ?? TimeSpan.MinValue).ThenBy(step => step.ElementId, StringComparer.Ordinal)
            .ToList();
        var slowest = steps.Select(step => step.Median ?? TimeSpan.Zero).Append(TimeSpan.Zero).Max();
        return [.. steps.Select(step => step with { Level = LevelOf(step.Median, slowest) })];
    }

    private static int LevelOf(TimeSpan? median, TimeSpan slowest) =>
        median is not { } time ? 0 : slowest == TimeSpan.Zero ? 1 : Math.Clamp((int)Math.Ceiling(HeatMap.Levels * (time / slowest)), 1, HeatMap.Levels);

    private static TimeSpan? Median(List<TimeSpan> ordered) =>
        ordered.Count == 0 ? null : ordered.Count % 2 == 1 ? ordered[ordered.Count / 2] : (ordered[ordered.Count / 2 - 1] + ordered[ordered.Count / 2]) / 2;

    private (int Runs, List<Visit> Visits) Read(DbConnection db, object parameters)
    {
        const string runs = "p.process_id = @processId AND (@version = 0 OR p.version = @version) AND p.started_at >= @From";
        var count = (int)db.List<long>($"SELECT count(*) FROM case_processes p WHERE {runs}", parameters)[0];
        var spans = db.List<Span>(
            $"""
            SELECT t.element_id AS ElementId, c.case_number AS CaseNumber, c.calendar_id AS CalendarId, t.task_key AS TaskKey, t.created_at AS Since, t.ended_at AS Until,
                   t.ended_as AS EndedAs, CASE WHEN t.assignee LIKE '{TaskActor.CustomerPrefix}%' THEN 1 ELSE 0 END AS IsCustomers,
                   (SELECT count(*) FROM task_candidates tc WHERE tc.task_key = t.task_key) AS Candidates
            FROM case_processes p JOIN cases c ON c.case_number = p.case_number
                JOIN tasks t ON t.case_number = p.case_number AND t.instance_key = p.instance_key
            WHERE {runs}
            """, parameters);
        spans.AddRange(db.List<Span>(
            $"""
            SELECT e.element_id AS ElementId, c.case_number AS CaseNumber, c.calendar_id AS CalendarId, e.started_at AS Since, e.ended_at AS Until,
                   CASE e.state WHEN 'COMPLETED' THEN 'completed' ELSE 'cancelled' END AS EndedAs
            FROM case_processes p JOIN cases c ON c.case_number = p.case_number JOIN engine_element_instances e ON e.instance_key = p.instance_key
            WHERE {runs}
                AND e.type NOT IN ('PROCESS', 'USER_TASK', 'SUB_PROCESS', 'MULTI_INSTANCE_BODY', 'BOUNDARY_EVENT', 'EVENT_SUB_PROCESS')
                AND (e.ended_at IS NULL OR e.ended_at - e.started_at >= 1000)
            """, parameters));
        var taken = db.List<(long TaskKey, long At)>(
            $"""
            SELECT l.task_key, min(l.happened_at) FROM case_processes p JOIN timeline l ON l.case_number = p.case_number
            WHERE {runs} AND l.kind IN ('{TimelineKinds.TaskClaimed}', '{TimelineKinds.TaskReassigned}') AND l.task_key IS NOT NULL
            GROUP BY l.task_key
            """, parameters).ToDictionary(row => row.TaskKey, row => row.At);
        var pauses = db.List<(string CaseNumber, string ElementId, long Since, long? Until)>(
            $"""
            SELECT d.case_number, d.element_id, d.started_at, d.ended_at FROM case_processes p JOIN deadline_pause d ON d.case_number = p.case_number
            WHERE {runs}
            """, parameters).Distinct().ToLookup(row => (row.CaseNumber, row.ElementId), row => (row.Since, row.Until));
        var now = clock.GetUtcNow().ToStored();
        return (count, [.. spans.Where(span => span.EndedAs != TaskTable.Cancelled || span.Until is null).Select(span => Measure(span, taken, pauses[(span.CaseNumber, span.ElementId)], now))]);
    }

    private Visit Measure(Span span, Dictionary<long, long> taken, IEnumerable<(long Since, long? Until)> pauses, long now)
    {
        var calendar = calendars.FindOrStandard(span.CalendarId);
        TimeSpan Between(long from, long to) =>
            to <= from ? TimeSpan.Zero : WorkingTime.TimeBetween(calendar, Instants.FromStored(from), Instants.FromStored(to));
        var until = span.Until ?? now;
        var length = Between(span.Since, until);
        var forCustomer = span.IsCustomers == 1
            ? length
            : pauses.Aggregate(TimeSpan.Zero, (sum, pause) => sum + Between(Math.Max(pause.Since, span.Since), Math.Min(pause.Until ?? now, until)));
        // A task that nobody took before it was done waited for its doer all the time; one that was somebody's from the start did not wait.
        TimeSpan? untilTaken = span.Candidates == 0 ? null : Between(span.Since, taken.TryGetValue(span.TaskKey, out var at) && at < until ? at : until);
        return new(span.ElementId, span.Until is not null, length, span.Until is null ? null : untilTaken, forCustomer);
    }

    private readonly record struct Visit(string ElementId, bool Ended, TimeSpan Length, TimeSpan? UntilTaken, TimeSpan ForCustomer);

    private sealed class Span
    {
        public string ElementId { get; init; } = "";
        public string CaseNumber { get; init; } = "";
        public string? CalendarId { get; init; }
        public long TaskKey { get; init; }
        public long Since { get; init; }
        public long? Until { get; init; }
        public string? EndedAs { get; init; }
        public long IsCustomers { get; init; }
        public long Candidates { get; init; }
    }
}
