using System.Data.Common;
using System.Globalization;
using AfterSales.Engine.Commits;
using AfterSales.Service.Storage;

namespace AfterSales.Service.Schedules;

/// <summary>Runs in the database. The unique period is what keeps a schedule from running twice, through restarts and clock changes.</summary>
internal static class ScheduleRunTable
{
    private const string Columns =
        """
        run_key AS RunKey, schedule_id AS ScheduleId, period_id AS PeriodId, target AS Target, period_from AS PeriodFrom, period_to AS PeriodTo,
        fire_at AS FireAt, state AS State, result AS Result, problem AS Problem, attempts AS Attempts, started_by AS StartedBy, settled_at AS SettledAt
        """;

    /// <summary>Plans a period once; false when it stands there already.</summary>
    public static bool Plan(CommitContext commit, string scheduleId, PeriodOfSchedule period, DateTimeOffset fireAt, string target = "", string? by = null, bool skipped = false) =>
        commit.Change(
            """
            INSERT INTO schedule_run (run_key, schedule_id, period_id, target, period_from, period_to, fire_at, state, next_try_at, started_by, created_at, settled_at)
            VALUES (@key, @scheduleId, @Id, @target, @From, @To, @fire, @state, @Now, @by, @Now, @settled)
            ON CONFLICT (schedule_id, period_id, target) DO NOTHING
            """,
            new
            {
                key = commit.NextKey(), scheduleId, period.Id, target, From = Day(period.From), To = Day(period.To), fire = fireAt.ToStored(),
                state = skipped ? "skipped" : "planned", Now = commit.Now.ToStored(), by, settled = skipped ? commit.Now.ToStored() : (long?)null,
            }) > 0;

    /// <summary>Marks a waiting run as done; false when it no longer waits, so that nothing else of the commit may happen.</summary>
    public static bool Done(CommitContext commit, long runKey, string result) => commit.Change(
        "UPDATE schedule_run SET state = 'done', result = @result, problem = NULL, attempts = attempts + 1, settled_at = @Now WHERE run_key = @runKey AND state IN ('planned', 'failed')",
        new { runKey, result, Now = commit.Now.ToStored() }) > 0;

    public static void Failed(CommitContext commit, long runKey, string problem, DateTimeOffset nextTry) => commit.Execute(
        "UPDATE schedule_run SET state = 'failed', problem = @problem, attempts = attempts + 1, next_try_at = @next, settled_at = @Now WHERE run_key = @runKey AND state IN ('planned', 'failed')",
        new { runKey, problem, next = nextTry.ToStored(), Now = commit.Now.ToStored() });

    /// <summary>What is to be done now, in the order it fell due.</summary>
    public static List<ScheduleRun> Waiting(DbConnection db, DateTimeOffset now, int atMost) => Read(
        db, "state IN ('planned', 'failed') AND next_try_at <= @now ORDER BY next_try_at, run_key LIMIT @atMost", new { now = now.ToStored(), atMost });

    /// <summary>When the next failed run is to be tried again.</summary>
    public static DateTimeOffset? NextTry(DbConnection db, DateTimeOffset now) => Instants.FromStored(
        db.List<long?>("SELECT min(next_try_at) FROM schedule_run WHERE state IN ('planned', 'failed') AND next_try_at > @now", new { now = now.ToStored() }).Single());

    /// <summary>The latest runs of a schedule as a whole, newest first.</summary>
    public static List<ScheduleRun> Latest(DbConnection db, string scheduleId, int atMost) => Read(
        db, "schedule_id = @scheduleId AND target = '' ORDER BY fire_at DESC, run_key DESC LIMIT @atMost", new { scheduleId, atMost });

    public static ScheduleRun? Find(DbConnection db, string scheduleId, string periodId) =>
        Read(db, "schedule_id = @scheduleId AND period_id = @periodId AND target = ''", new { scheduleId, periodId }).FirstOrDefault();

    private static List<ScheduleRun> Read(DbConnection db, string where, object parameters) =>
        [.. db.List<Row>($"SELECT {Columns} FROM schedule_run WHERE {where}", parameters).Select(row => row.ToRun())];

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed class Row
    {
        public long RunKey { get; init; }
        public string ScheduleId { get; init; } = "";
        public string PeriodId { get; init; } = "";
        public string Target { get; init; } = "";
        public string PeriodFrom { get; init; } = "";
        public string PeriodTo { get; init; } = "";
        public long FireAt { get; init; }
        public string State { get; init; } = "";
        public string? Result { get; init; }
        public string? Problem { get; init; }
        public long Attempts { get; init; }
        public string? StartedBy { get; init; }
        public long? SettledAt { get; init; }

        public ScheduleRun ToRun() => new()
        {
            Key = RunKey,
            ScheduleId = ScheduleId,
            Period = new(PeriodId, Parse(PeriodFrom), Parse(PeriodTo)),
            Customer = Target.Length == 0 ? null : long.Parse(Target, CultureInfo.InvariantCulture),
            FireAt = Instants.FromStored(FireAt),
            State = Enum.Parse<ScheduleRunState>(State, ignoreCase: true),
            Result = Result,
            Problem = Problem,
            Attempts = (int)Attempts,
            StartedBy = StartedBy,
            SettledAt = Instants.FromStored(SettledAt),
        };

        private static DateOnly Parse(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
