using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Serialization;
using AfterSales.Engine.Commits;
using AfterSales.Service.Escalation.Editing;
using AfterSales.Service.Storage;
using Dapper;

namespace AfterSales.Service.Escalation;

/// <summary>A rung as the sweep works on it.</summary>
internal sealed record DueRung(
    long Key, long UserTaskKey, string? CaseNumber, string StepId, decimal Share, IReadOnlyList<EscalationNotice> Notices, bool Urgent,
    bool Digest, string? OwnerDepartment, DateTimeOffset PlannedAt);

/// <summary>A notice as the sweep works on it.</summary>
internal sealed record DueNotice(
    long Key, long RungKey, long UserTaskKey, string? CaseNumber, string PersonId, string Template, bool Urgent, bool Digest, string StepId,
    decimal Share);

/// <summary>The ladders in the database. Every change is guarded by the state it starts from, so that two sweeps cannot both win.</summary>
internal static class EscalationTable
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    public static void Plan(CommitContext commit, DueRung rung, string policyId) => commit.Later.Execute(
        """
        INSERT INTO escalation_rung (rung_key, user_task_key, case_number, policy_id, step_id, share, notices, urgent, digest, owner_department, planned_at, state)
        VALUES (@key, @task, @caseNumber, @policy, @step, @share, @notices, @urgent, @digest, @owner, @planned, 'planned')
        ON CONFLICT (user_task_key, step_id) DO NOTHING
        """,
        new
        {
            key = rung.Key, task = rung.UserTaskKey, caseNumber = rung.CaseNumber, policy = policyId, step = rung.StepId, share = (double)rung.Share,
            notices = JsonSerializer.Serialize(rung.Notices, Format), urgent = rung.Urgent ? 1 : 0, digest = rung.Digest ? 1 : 0, owner = rung.OwnerDepartment, planned = Ms(rung.PlannedAt),
        }, commit.Transaction);

    /// <summary>Makes a rung that has not been told what its edited step says.</summary>
    public static void Change(CommitContext commit, long rungKey, DueRung to) => commit.Later.Execute(
        """
        UPDATE escalation_rung SET share = @share, notices = @notices, urgent = @urgent, digest = @digest, planned_at = @planned, state = 'planned', reason = NULL, settled_at = NULL
        WHERE rung_key = @rungKey AND (state = 'planned' OR state = 'skipped' AND reason = @changed)
        """,
        new
        {
            rungKey, share = (double)to.Share, notices = JsonSerializer.Serialize(to.Notices, Format), urgent = to.Urgent ? 1 : 0, digest = to.Digest ? 1 : 0,
            planned = Ms(to.PlannedAt), changed = SkipReasons.PolicyChanged,
        }, commit.Transaction);

    // What the sweeps ask again and again. The plus signs keep the planner from walking all rungs or notices there ever were in the order
    // it will sort a handful by.
    internal const string TasksWithDueRungsSql =
        """
        SELECT task FROM (SELECT +user_task_key AS task, planned_at FROM escalation_rung WHERE state = 'planned' AND planned_at <= @now) due
        GROUP BY task ORDER BY MIN(planned_at) LIMIT @limit
        """;

    internal const string PersonsWithDueNoticesSql =
        "SELECT person_id FROM escalation_notice WHERE state = 'planned' AND not_before <= @now GROUP BY person_id ORDER BY MIN(not_before) LIMIT @limit";

    internal const string DueTasksOfSql =
        "SELECT DISTINCT +user_task_key FROM escalation_notice WHERE person_id = @personId AND state = 'planned' AND not_before <= @now";

    internal const string DueForSql =
        """
        SELECT n.notice_key, n.rung_key, n.user_task_key, n.case_number, n.person_id, n.template, n.urgent, n.digest, r.step_id, r.share
        FROM escalation_notice n JOIN escalation_rung r ON r.rung_key = n.rung_key
        WHERE n.person_id = @personId AND n.state = 'planned' AND n.not_before <= @now ORDER BY +n.notice_key
        """;

    /// <summary>Tasks with a rung whose time has come, those that wait longest first.</summary>
    public static IReadOnlyList<long> TasksWithDueRungs(DbConnection db, DateTimeOffset now, int limit) => [.. db.Query<long>(
        TasksWithDueRungsSql,
        new { now = Ms(now), limit })];

    public static IReadOnlyList<DueRung> PlannedOf(CommitContext commit, long userTaskKey) =>
        [.. commit.Connection.Query<(long Key, long Task, string? CaseNumber, string Step, double Share, string Notices, long Urgent, long Digest, string? Owner, long Planned)>(
            """
            SELECT rung_key, user_task_key, case_number, step_id, share, notices, urgent, digest, owner_department, planned_at
            FROM escalation_rung WHERE user_task_key = @userTaskKey AND state = 'planned' ORDER BY share
            """, new { userTaskKey }, commit.Transaction)
            .Select(row => new DueRung(
                row.Key, row.Task, row.CaseNumber, row.Step, (decimal)row.Share, JsonSerializer.Deserialize<EscalationNotice[]>(row.Notices, Format)!,
                row.Urgent != 0, row.Digest != 0, row.Owner, Instant(row.Planned)))];

    /// <summary>Every rung of some tasks, whatever became of it.</summary>
    public static List<PlannedStep> StepsOf(RowSource db, IReadOnlyCollection<long> userTaskKeys) =>
        [.. db.List<(long Key, long Task, string Step, double Share, string Notices, long Urgent, long Digest, long Planned, string State, string? Reason)>(
            """
            SELECT rung_key, user_task_key, step_id, share, notices, urgent, digest, planned_at, state, reason
            FROM escalation_rung WHERE user_task_key IN @userTaskKeys ORDER BY rung_key
            """, new { userTaskKeys })
            .Select(row => new PlannedStep(
                row.Key, row.Task, row.Step, (decimal)row.Share, JsonSerializer.Deserialize<EscalationNotice[]>(row.Notices, Format)!, row.Urgent != 0, row.Digest != 0,
                Instant(row.Planned), row.State == "planned", row.State == "told" || row.State == "skipped" && row.Reason != SkipReasons.PolicyChanged))];

    public static void Postpone(CommitContext commit, long rungKey, DateTimeOffset to) => commit.Later.Execute(
        "UPDATE escalation_rung SET planned_at = @to WHERE rung_key = @rungKey AND state = 'planned'", new { rungKey, to = Ms(to) }, commit.Transaction);

    public static void Settle(CommitContext commit, long rungKey, bool told, string? reason) => commit.Later.Execute(
        "UPDATE escalation_rung SET state = @state, reason = @reason, settled_at = @now WHERE rung_key = @rungKey AND state = 'planned'",
        new { rungKey, state = told ? "told" : "skipped", reason, now = Ms(commit.Now) }, commit.Transaction);

    public static void AddNotice(CommitContext commit, DueRung rung, string personId, string template, DateTimeOffset notBefore) => commit.Later.Execute(
        """
        INSERT INTO escalation_notice (notice_key, rung_key, user_task_key, case_number, person_id, template, urgent, digest, not_before, state)
        VALUES (@key, @rung, @task, @caseNumber, @person, @template, @urgent, @digest, @notBefore, 'planned') ON CONFLICT (rung_key, person_id) DO NOTHING
        """,
        new
        {
            key = commit.NextKey(), rung = rung.Key, task = rung.UserTaskKey, caseNumber = rung.CaseNumber, person = personId, template,
            urgent = rung.Urgent ? 1 : 0, digest = rung.Digest ? 1 : 0, notBefore = Ms(notBefore),
        }, commit.Transaction);

    /// <summary>Notices whose time has come, person by person.</summary>
    public static IReadOnlyList<string> PersonsWithDueNotices(DbConnection db, DateTimeOffset now, int limit) => [.. db.Query<string>(
        PersonsWithDueNoticesSql,
        new { now = Ms(now), limit })];

    public static IReadOnlyList<long> DueTasksOf(DbConnection db, string personId, DateTimeOffset now) => [.. db.Query<long>(
        DueTasksOfSql,
        new { personId, now = Ms(now) })];

    public static IReadOnlyList<DueNotice> DueFor(CommitContext commit, string personId) =>
        [.. commit.Connection.Query<(long Key, long Rung, long Task, string? CaseNumber, string Person, string Template, long Urgent, long Digest, string Step, double Share)>(
            DueForSql, new { personId, now = Ms(commit.Now) }, commit.Transaction)
            .Select(row => new DueNotice(row.Key, row.Rung, row.Task, row.CaseNumber, row.Person, row.Template, row.Urgent != 0, row.Digest != 0, row.Step, (decimal)row.Share))];

    public static void PostponeNotice(CommitContext commit, long noticeKey, DateTimeOffset to) => commit.Later.Execute(
        "UPDATE escalation_notice SET not_before = @to WHERE notice_key = @noticeKey AND state = 'planned'", new { noticeKey, to = Ms(to) }, commit.Transaction);

    /// <summary>Takes a notice for sending; false when somebody was faster. The mail is queued in the same commit or not at all.</summary>
    public static bool Claim(CommitContext commit, long noticeKey) => commit.Connection.Execute(
        "UPDATE escalation_notice SET state = 'sent', settled_at = @now WHERE notice_key = @noticeKey AND state = 'planned'",
        new { noticeKey, now = Ms(commit.Now) }, commit.Transaction) == 1;

    public static void SetMail(CommitContext commit, long noticeKey, long mailKey) => commit.Later.Execute(
        "UPDATE escalation_notice SET mail_key = @mailKey WHERE notice_key = @noticeKey", new { noticeKey, mailKey }, commit.Transaction);

    public static void SkipNotice(CommitContext commit, long noticeKey, string reason) => commit.Later.Execute(
        "UPDATE escalation_notice SET state = 'skipped', reason = @reason, settled_at = @now WHERE notice_key = @noticeKey AND state = 'planned'",
        new { noticeKey, reason, now = Ms(commit.Now) }, commit.Transaction);

    /// <summary>The task has ended: what is planned is no longer needed.</summary>
    public static void Stop(CommitContext commit, long userTaskKey)
    {
        // Notices belong to rungs, and a task without a due time has none.
        if (commit.First<long?>("SELECT user_task_key FROM escalation_rung WHERE user_task_key = @userTaskKey LIMIT 1", new { userTaskKey }) is null)
            return;
        var ended = new { userTaskKey, reason = SkipReasons.TaskEnded, now = Ms(commit.Now) };
        commit.Execute("UPDATE escalation_rung SET state = 'skipped', reason = @reason, settled_at = @now WHERE user_task_key = @userTaskKey AND state = 'planned'", ended);
        commit.Execute("UPDATE escalation_notice SET state = 'skipped', reason = @reason, settled_at = @now WHERE user_task_key = @userTaskKey AND state = 'planned'", ended);
        commit.Execute("DELETE FROM escalation_ladder WHERE user_task_key = @userTaskKey", new { userTaskKey });
    }

    /// <summary>Who was told about a task so far, earliest first.</summary>
    public static IReadOnlyList<(string PersonId, DateTimeOffset At)> ToldOf(CommitContext commit, long userTaskKey) =>
        [.. commit.Connection.Query<(string Person, long At)>(
            "SELECT person_id, settled_at FROM escalation_notice WHERE user_task_key = @userTaskKey AND state = 'sent' ORDER BY settled_at, notice_key",
            new { userTaskKey }, commit.Transaction).Select(row => (row.Person, Instant(row.At)))];

    /// <summary>When something is planned next.</summary>
    public static DateTimeOffset? Next(DbConnection db) => db.ExecuteScalar<long?>(
        """
        SELECT MIN(at) FROM (
            SELECT MIN(planned_at) AS at FROM escalation_rung WHERE state = 'planned'
            UNION ALL SELECT MIN(not_before) FROM escalation_notice WHERE state = 'planned') AS soonest
        """) is { } next ? Instant(next) : null;

    public static IReadOnlyList<Rung> Read(DbConnection db, string where, object parameters)
    {
        var notices = db.Query<(long Key, long Rung, string Person, string Template, string State, long NotBefore, long? Settled, string? Reason)>(
            $"SELECT notice_key, rung_key, person_id, template, state, not_before, settled_at, reason FROM escalation_notice WHERE {where} ORDER BY notice_key", parameters)
            .Select(row => new RungNotice(
                row.Key, row.Rung, row.Person, row.Template, State(row.State), Instant(row.NotBefore), row.Settled is { } at ? Instant(at) : null, row.Reason))
            .ToLookup(notice => notice.RungKey);
        return [.. db.Query<(long Key, long Task, string? CaseNumber, string Policy, string Step, double Share, long Planned, string State, string? Reason)>(
            $"SELECT rung_key, user_task_key, case_number, policy_id, step_id, share, planned_at, state, reason FROM escalation_rung WHERE {where} ORDER BY planned_at, rung_key", parameters)
            .Select(row => new Rung(
                row.Key, row.Task, row.CaseNumber, row.Policy, row.Step, (decimal)row.Share, Instant(row.Planned), State(row.State), row.Reason, [.. notices[row.Key]]))];
    }

    private static RungState State(string text) => text switch
    {
        "planned" => RungState.Planned,
        "skipped" => RungState.Skipped,
        _ => RungState.Told,
    };

    private static long Ms(DateTimeOffset at) => at.ToUnixTimeMilliseconds();

    private static DateTimeOffset Instant(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);
}
