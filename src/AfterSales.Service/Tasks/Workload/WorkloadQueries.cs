using System.Data.Common;
using AfterSales.Engine;
using AfterSales.Service.Calendars;
using AfterSales.Service.Cases;
using AfterSales.Service.Languages;
using AfterSales.Service.People;
using AfterSales.Service.Storage;

namespace AfterSales.Service.Tasks.Workload;

/// <summary>Counts the open work for those who oversee it. Reads open tasks and the cases of twelve weeks only, through their indexes.</summary>
public sealed class WorkloadQueries(ProcessEngine engine, People.Directory people, CalendarRegistry calendars, TimeProvider clock)
{
    /// <summary>How many weeks a course of open cases has.</summary>
    public const int Weeks = 12;

    private const int SoonDays = 2;
    private const long Week = 7 * 24 * 60 * 60 * 1000L;

    private static readonly LocalText Nobody = new("Nobody yet", "هنوز هیچ‌کس", "尚无人");
    private static readonly LocalText Customers = new("Customers", "مشتریان", "客户");

    /// <param name="calendarId">By whose days "soon" is meant.</param>
    /// <param name="kind">Only work on cases of this kind; null: all.</param>
    public Task<WorkloadReport> ReadAsync(string calendarId, string? kind = null, CancellationToken ct = default)
    {
        var now = clock.GetUtcNow();
        var soon = WorkingTime.DaysLater(calendars.FindOrStandard(calendarId), now, SoonDays);
        return engine.ReadAsync(db => Read(db, now, soon, kind), ct);
    }

    private WorkloadReport Read(DbConnection db, DateTimeOffset now, DateTimeOffset soon, string? kind)
    {
        var open = db.List<OpenRow>(
            $"""
            SELECT CASE WHEN t.assignee LIKE '{TaskActor.CustomerPrefix}%' THEN '{WorkloadReport.Customers}' ELSE t.role END AS Role,
                   CASE WHEN t.assignee LIKE '{TaskActor.CustomerPrefix}%' THEN '{WorkloadReport.Customers}' ELSE t.assignee END AS Assignee,
                   CASE WHEN t.due_at < @Now THEN 2 WHEN t.due_at <= @Soon THEN 1 ELSE 0 END AS Pressing, count(*) AS Count
            FROM tasks t {(kind is null ? "" : "JOIN cases c ON c.case_number = t.case_number AND c.kind = @kind")}
            WHERE t.ended_at IS NULL GROUP BY 1, 2, 3
            """,
            new { Now = now.ToStored(), Soon = soon.ToStored(), kind });
        return new(now, soon,
            Rows(open, row => row.Role, id => id == WorkloadReport.Customers ? Customers : RoleCatalog.Default.NameOf(id)),
            Rows(open.Where(row => row.Assignee != WorkloadReport.Customers), row => row.Assignee, id => people.ById(id)?.Name ?? new LocalText(id)),
            Backlog(db, now, kind));
    }

    private static List<WorkloadRow> Rows(IEnumerable<OpenRow> open, Func<OpenRow, string?> key, Func<string, LocalText> name) =>
    [
        .. open.GroupBy(key)
            .Select(same => new WorkloadRow(
                same.Key, same.Key is { } id ? name(id) : Nobody, (int)same.Where(row => row.Pressing == 2).Sum(row => row.Count),
                (int)same.Where(row => row.Pressing == 1).Sum(row => row.Count), (int)same.Sum(row => row.Count)))
            .OrderByDescending(row => row.Total).ThenBy(row => row.Id, StringComparer.Ordinal),
    ];

    private static List<BacklogRow> Backlog(DbConnection db, DateTimeOffset now, string? kind)
    {
        var ends = Enumerable.Range(0, Weeks).Select(week => now.ToStored() - (Weeks - 1 - week) * Week).ToArray();
        var only = kind is null ? "" : " AND kind = @kind";
        var rows = db.List<CaseSpan>(
            $"""
            SELECT kind AS Kind, received_at AS Received, closed_at AS Closed FROM cases WHERE closed_at IS NULL{only}
            UNION ALL SELECT kind, received_at, closed_at FROM cases WHERE closed_at >= @First{only}
            """,
            new { First = ends[0], kind });
        var late = db.List<(string Kind, long Count)>(
            $"""
            SELECT c.kind, count(DISTINCT c.case_number) FROM tasks t JOIN cases c ON c.case_number = t.case_number
            WHERE t.ended_at IS NULL AND t.due_at < @Now{only.Replace("kind =", "c.kind =", StringComparison.Ordinal)} GROUP BY c.kind
            """,
            new { Now = now.ToStored(), kind }).ToDictionary(row => row.Kind, row => (int)row.Count);
        return
        [
            .. CaseKinds.All.Select(known => new BacklogRow(
                known.Id, known.Name, late.GetValueOrDefault(known.Id),
                [.. ends.Select(end => rows.Count(row => row.Kind == known.Id && row.Received <= end && (row.Closed is not { } closed || closed > end)))]))
                .Where(row => row.Weeks.Any(count => count > 0)),
        ];
    }

    private sealed class OpenRow
    {
        public string? Role { get; init; }
        public string? Assignee { get; init; }
        public long Pressing { get; init; }
        public long Count { get; init; }
    }

    private sealed class CaseSpan
    {
        public string Kind { get; init; } = "";
        public long Received { get; init; }
        public long? Closed { get; init; }
    }
}
