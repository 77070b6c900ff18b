using System.Data.Common;
using AfterSales.Engine.Commits;
using AfterSales.Service.Languages;
using AfterSales.Service.Storage;
using Dapper;

namespace AfterSales.Service.Tasks;

/// <summary>A task as the database gives it, with a little of its case.</summary>
internal sealed class TaskRow
{
    public const string Select =
        """
        SELECT t.task_key AS Key, t.case_number AS CaseNumber, t.definition_key AS DefinitionKey, t.element_id AS ElementId, t.name_en AS English,
               t.name_fa AS Persian, t.name_zh AS Chinese, t.role AS Role, t.record_id AS RecordId, t.assignee AS Assignee, t.priority AS Priority,
               t.created_at AS CreatedAt, t.due_at AS DueAt, t.ended_as AS EndedAs, t.ended_at AS EndedAt, t.completed_by AS CompletedBy,
               c.subject AS Subject, c.customer_name AS CustomerName, c.serial_number AS SerialNumber, c.urgency AS Urgency, c.kind AS Kind,
               (SELECT q.asked_at FROM task_question q WHERE q.task_key = t.task_key AND q.closed_at IS NULL) AS AskedAt,
               (SELECT min(o.reason) FROM task_obstacle o WHERE o.task_key = t.task_key AND o.closed_at IS NULL) AS Obstacle
        FROM tasks t LEFT JOIN cases c ON c.case_number = t.case_number
        """;

    public long Key { get; init; }
    public string? CaseNumber { get; init; }
    public long DefinitionKey { get; init; }
    public string ElementId { get; init; } = "";
    public string English { get; init; } = "";
    public string? Persian { get; init; }
    public string? Chinese { get; init; }
    public string? Role { get; init; }
    public string? RecordId { get; init; }
    public string? Assignee { get; init; }
    public int Priority { get; init; }
    public long CreatedAt { get; init; }
    public long? DueAt { get; init; }
    public string? EndedAs { get; init; }
    public long? EndedAt { get; init; }
    public string? CompletedBy { get; init; }
    public string? Subject { get; init; }
    public string? CustomerName { get; init; }
    public string? SerialNumber { get; init; }
    public string? Urgency { get; init; }
    public string? Kind { get; init; }
    public long? AskedAt { get; init; }
    public string? Obstacle { get; init; }

    public LocalText Name => new(English, Persian, Chinese);

    public bool IsOpen => EndedAt is null;

    public static TaskRow? Find(CommitContext commit, long key) => commit.First<TaskRow>(Select + " WHERE t.task_key = @key", new { key });

    public static TaskRow? Find(DbConnection db, long key) => db.QueryFirstOrDefault<TaskRow>(Select + " WHERE t.task_key = @key", new { key });
}
