using AfterSales.Engine.Search;
using static AfterSales.Engine.Search.Entities;

namespace AfterSales.Engine.Statistics;

/// <summary>
/// Counts of jobs within a window (parameters <c>since</c> and <c>until</c>) as rows that can be searched. No index serves them: it would cost
/// every job of every instance, and these are asked by an operator now and then. They read all jobs that are kept, of the asked type, once.
/// </summary>
internal static class JobCounts
{
    private const string Within = "BETWEEN @since AND @until - 1";

    private const string Counts =
        $"""
        COUNT(CASE WHEN j.created_at {Within} THEN 1 END) AS created, MAX(CASE WHEN j.created_at {Within} THEN j.created_at END) AS last_created,
        COUNT(CASE WHEN j.state = 'COMPLETED' AND j.ended_at {Within} THEN 1 END) AS completed,
        MAX(CASE WHEN j.state = 'COMPLETED' AND j.ended_at {Within} THEN j.ended_at END) AS last_completed,
        COUNT(CASE WHEN j.failed_at {Within} THEN 1 END) AS failed, MAX(CASE WHEN j.failed_at {Within} THEN j.failed_at END) AS last_failed
        """;

    private const string InWindow =
        $"(j.created_at {Within} OR j.failed_at {Within} OR (j.state = 'COMPLETED' AND j.ended_at {Within}))";

    // Who has it, or had it when it failed.
    private const string Worker = "COALESCE(j.worker, j.failed_by)";

    /// <summary>One row, of all types, or of the parameter <c>type</c> where that is not null.</summary>
    public static readonly Entity<JobTypeCount> Global = new(
        "statistics of jobs", $"(SELECT 'all' AS type, {Counts}, COUNT(DISTINCT {Worker}) AS workers FROM engine_jobs j WHERE {InWindow} AND (@type IS NULL OR j.type = @type)) c", "jobType",
        [Text("jobType", "c.type"), Number("workers", "c.workers"), .. Fields()]);

    public static readonly Entity<JobTypeCount> ByType = new(
        "statistics of job types", $"(SELECT j.type, {Counts}, COUNT(DISTINCT {Worker}) AS workers FROM engine_jobs j WHERE {InWindow} GROUP BY j.type) c", "jobType",
        [Text("jobType", "c.type"), Number("workers", "c.workers"), .. Fields()]);

    public static readonly Entity<JobWorkerCount> ByWorker = new(
        "statistics of workers",
        $"(SELECT {Worker} AS worker, {Counts} FROM engine_jobs j WHERE j.type = @type AND {Worker} IS NOT NULL AND {InWindow} GROUP BY {Worker}) c", "worker",
        [Text("worker", "c.worker"), .. Fields()]);

    /// <summary>In parts of <c>step</c> milliseconds; parts without a job are left out.</summary>
    public static readonly Entity<JobTimeCount> OverTime = new(
        "statistics of jobs over time",
        $"""
        (SELECT t.part,
                COUNT(CASE WHEN t.what = 1 THEN 1 END) AS created, MAX(CASE WHEN t.what = 1 THEN t.at END) AS last_created,
                COUNT(CASE WHEN t.what = 2 THEN 1 END) AS completed, MAX(CASE WHEN t.what = 2 THEN t.at END) AS last_completed,
                COUNT(CASE WHEN t.what = 3 THEN 1 END) AS failed, MAX(CASE WHEN t.what = 3 THEN t.at END) AS last_failed
         FROM (SELECT 1 AS what, j.created_at AS at, (j.created_at - @since) / @step AS part FROM engine_jobs j WHERE j.type = @type AND j.created_at {Within}
               UNION ALL
               SELECT 2, j.ended_at, (j.ended_at - @since) / @step FROM engine_jobs j WHERE j.type = @type AND j.state = 'COMPLETED' AND j.ended_at {Within}
               UNION ALL
               SELECT 3, j.failed_at, (j.failed_at - @since) / @step FROM engine_jobs j WHERE j.type = @type AND j.failed_at {Within}) t
         GROUP BY t.part) c
        """,
        "time", [Instant("time", "(@since + c.part * @step)"), .. Fields()]);

    public static readonly Entity<JobErrorCount> Errors = new(
        "statistics of job errors",
        $"""
        (SELECT COALESCE(j.error_code, '') AS code, COALESCE(j.error_message, '') AS message, COUNT(DISTINCT j.failed_by) AS workers, COUNT(*) AS jobs,
                MIN(j.job_key) AS first
         FROM engine_jobs j WHERE j.type = @type AND j.failed_at {Within} GROUP BY COALESCE(j.error_code, ''), COALESCE(j.error_message, '')) c
        """,
        "first",
        [
            Text("errorCode", "c.code"), Text("errorMessage", "c.message"), Number("workers", "c.workers"), Number("jobs", "c.jobs"),
            new Field("first", null, "c.first", FieldKind.Key),
        ]);

    private static Field[] Fields() =>
    [
        Number("created", "c.created"), Instant("lastCreatedAt", "c.last_created", nullable: true),
        Number("completed", "c.completed"), Instant("lastCompletedAt", "c.last_completed", nullable: true),
        Number("failed", "c.failed"), Instant("lastFailedAt", "c.last_failed", nullable: true),
    ];
}
