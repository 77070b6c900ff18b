using AfterSales.Engine.Commits;
using AfterSales.Service.Storage;

namespace AfterSales.Service.Tasks.Obstacles;

/// <summary>Obstacles in the database.</summary>
internal static class ObstacleTable
{
    private const string Columns =
        """
        SELECT o.obstacle_key AS ObstacleKey, o.task_key AS TaskKey, o.case_number AS CaseNumber, o.reason AS Reason, o.text AS Text, o.reported_by AS ReportedBy,
               o.reported_at AS ReportedAt, o.closed_at AS ClosedAt, o.closed_by AS ClosedBy, o.solution AS Solution
        FROM task_obstacle o
        """;

    public static void Add(CommitContext commit, Obstacle obstacle) => commit.Execute(
        """
        INSERT INTO task_obstacle (obstacle_key, task_key, case_number, reason, text, reported_by, reported_at)
        VALUES (@Key, @TaskKey, @CaseNumber, @Reason, @Text, @ReportedBy, @At)
        """,
        new { obstacle.Key, obstacle.TaskKey, obstacle.CaseNumber, obstacle.Reason, obstacle.Text, obstacle.ReportedBy, At = obstacle.ReportedAt.ToStored() });

    /// <summary>Marks an obstacle as solved; false when it was closed before.</summary>
    public static bool Solve(CommitContext commit, long key, string by, string? solution) => commit.Change(
        "UPDATE task_obstacle SET closed_at = @Now, closed_as = 'solved', closed_by = @by, solution = @solution WHERE obstacle_key = @key AND closed_at IS NULL",
        new { key, by, solution, Now = commit.Now.ToStored() }) > 0;

    /// <summary>Whatever stood in the way of a task stands there no more once the task has ended.</summary>
    public static void EndWithTask(CommitContext commit, long taskKey) => commit.Execute(
        "UPDATE task_obstacle SET closed_at = @Now, closed_as = 'task-ended' WHERE task_key = @taskKey AND closed_at IS NULL",
        new { taskKey, Now = commit.Now.ToStored() });

    public static Obstacle? Find(RowSource rows, long key) => Read(rows, "WHERE o.obstacle_key = @key", new { key }).FirstOrDefault();

    /// <summary>Oldest first.</summary>
    public static IReadOnlyList<Obstacle> OfTask(RowSource rows, long taskKey) => Read(rows, "WHERE o.task_key = @taskKey", new { taskKey });

    public static IReadOnlyList<Obstacle> OpenOfCase(RowSource rows, string caseNumber) =>
        Read(rows, "WHERE o.case_number = @caseNumber AND o.closed_at IS NULL", new { caseNumber });

    /// <param name="and">A further condition on cases <c>c</c>; tasks outside any case are left out where it says anything.</param>
    public static IReadOnlyList<Obstacle> Open(RowSource rows, string and, object parameters) =>
        Read(rows, $"LEFT JOIN cases c ON c.case_number = o.case_number WHERE o.closed_at IS NULL AND {and}", parameters);

    private static List<Obstacle> Read(RowSource rows, string where, object parameters) =>
        [.. rows.List<Row>($"{Columns} {where} ORDER BY o.reported_at, o.obstacle_key", parameters).Select(row => row.ToObstacle())];

    private sealed class Row
    {
        public long ObstacleKey { get; init; }
        public long TaskKey { get; init; }
        public string? CaseNumber { get; init; }
        public string Reason { get; init; } = "";
        public string Text { get; init; } = "";
        public string ReportedBy { get; init; } = "";
        public long ReportedAt { get; init; }
        public long? ClosedAt { get; init; }
        public string? ClosedBy { get; init; }
        public string? Solution { get; init; }

        public Obstacle ToObstacle() => new(
            ObstacleKey, TaskKey, CaseNumber, Reason, Text, ReportedBy, Instants.FromStored(ReportedAt), Instants.FromStored(ClosedAt), ClosedBy, Solution);
    }
}
