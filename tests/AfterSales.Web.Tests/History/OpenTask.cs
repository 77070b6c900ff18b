using AfterSales.Engine;
using AfterSales.Service.Storage;
using AfterSales.Service.Tasks;

namespace AfterSales.Web.Tests.History;

/// <summary>A task that came up in the months.</summary>
internal sealed class OpenTask
{
    public long Key { get; init; }
    public string? CaseNumber { get; init; }
    public string ElementId { get; init; } = "";
    public string? Assignee { get; init; }
    public long CreatedAt { get; init; }
    public long? DueAt { get; init; }
    public string CalendarId { get; init; } = "";
    public string? Candidates { get; init; }

    public bool IsCustomers => Assignee?.StartsWith(TaskActor.CustomerPrefix, StringComparison.Ordinal) == true;

    public IReadOnlyList<string> Groups => Candidates?.Split(',') ?? [];

    /// <summary>The open tasks with a higher key than this, in the order they came up.</summary>
    public static async Task<IReadOnlyList<OpenTask>> SinceAsync(ProcessEngine engine, long last, CancellationToken ct) =>
        await engine.ReadAsync(
            db => db.List<OpenTask>(
                """
                SELECT t.task_key AS Key, t.case_number AS CaseNumber, t.element_id AS ElementId, t.assignee AS Assignee, t.created_at AS CreatedAt, t.due_at AS DueAt,
                       COALESCE(c.calendar_id, 'standard') AS CalendarId,
                       (SELECT group_concat(candidate) FROM task_candidates tc WHERE tc.task_key = t.task_key) AS Candidates
                FROM tasks t LEFT JOIN cases c ON c.case_number = t.case_number
                WHERE t.task_key > @last AND t.ended_at IS NULL ORDER BY t.task_key
                """, new { last }), ct);
}
