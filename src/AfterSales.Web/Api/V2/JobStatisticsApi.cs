using System.Xml;
using AfterSales.Engine;
using AfterSales.Engine.Statistics;
using AfterSales.Web.Api.Http;

namespace AfterSales.Web.Api.V2;

/// <summary>
/// Jobs within a window of time, counted from the jobs that are kept. A failure is a job's last failed attempt, a thrown BPMN error included.
/// </summary>
internal static class JobStatisticsApi
{
    /// <summary>More parts than this are nobody's picture.</summary>
    private const long MostParts = 10_000;

    private static readonly SearchVocabulary Types = new([SearchField.Text("jobType")], [], ["from", "to"]);

    private static readonly SearchVocabulary OfOneType = new([], [], ["from", "to", "jobType", "resolution"]);

    private static readonly SearchVocabulary Errors = new([SearchField.Text("errorCode"), SearchField.Text("errorMessage")], [], ["from", "to", "jobType"]);

    public static void Map(RouteGroupBuilder v2)
    {
        v2.MapGet("/jobs/statistics/global", GlobalAsync).WithSummary("Jobs created, completed and failed between 'from' and 'to'; of one type with 'jobType'.");

        v2.MapPost("/jobs/statistics/by-types", async (HttpContext http, JsonBody body, ProcessEngine engine, CancellationToken ct) =>
        {
            var window = Window(body.Nested("filter"));
            var request = SearchBody.Read(body, Types);
            return body.Problem() ?? Answers.Page(http, await engine.Statistics.JobTypesAsync(window, request, ct), row => With(row, ("jobType", row.JobType), ("workers", row.Workers)));
        }).WithSummary("The same per type of job.");

        v2.MapPost("/jobs/statistics/by-workers", async (HttpContext http, JsonBody body, ProcessEngine engine, CancellationToken ct) =>
        {
            var filter = body.Nested("filter");
            var (window, type) = (Window(filter), filter.RequiredText("jobType"));
            var request = SearchBody.Read(body, OfOneType);
            return body.Problem() ?? Answers.Page(http, await engine.Statistics.JobWorkersAsync(window, type, request, ct), row => With(row, ("worker", row.Worker)));
        }).WithSummary("The same per worker, of one type of job.");

        v2.MapPost("/jobs/statistics/time-series", async (HttpContext http, JsonBody body, ProcessEngine engine, CancellationToken ct) =>
        {
            var filter = body.Nested("filter");
            var (window, type) = (Window(filter), filter.RequiredText("jobType"));
            var step = Resolution(filter, window);
            var request = SearchBody.Read(body, OfOneType);
            return body.Problem() ?? Answers.Page(http, await engine.Statistics.JobsOverTimeAsync(window, type, step, request, ct), row => With(row, ("time", Answers.Instant(row.Time))));
        }).WithSummary("The same over time, in parts of 'resolution' (an ISO 8601 duration); parts without a job are left out.");

        v2.MapPost("/jobs/statistics/errors", async (HttpContext http, JsonBody body, ProcessEngine engine, CancellationToken ct) =>
        {
            var filter = body.Nested("filter");
            var (window, type) = (Window(filter), filter.RequiredText("jobType"));
            var request = SearchBody.Read(body, Errors);
            return body.Problem() ?? Answers.Page(http, await engine.Statistics.JobErrorsAsync(window, type, request, ct), row => new
            {
                errorCode = row.ErrorCode, errorMessage = row.ErrorMessage, workers = row.Workers,
            });
        }).WithSummary("Errors of one type of job, and how many workers met each.");
    }

    private static async Task<IResult> GlobalAsync(HttpContext http, string? from, string? to, string? jobType, ProcessEngine engine, CancellationToken ct)
    {
        if (!JsonBody.TryInstant(from, out var since) || !JsonBody.TryInstant(to, out var until))
            return ApiProblem.Invalid(http, "The parameters 'from' and 'to' are required: dates and times such as 2026-11-21T08:30:00Z.");
        var jobs = await engine.Statistics.JobsAsync(new TimeWindow(since, until), jobType, ct);
        var body = With(jobs);
        body["isIncomplete"] = false;
        return Results.Ok(body);
    }

    private static TimeWindow Window(JsonBody filter) => new(Required(filter, "from"), Required(filter, "to"));

    private static DateTimeOffset Required(JsonBody filter, string name)
    {
        filter.Require(name);
        return filter.Instant(name) ?? default;
    }

    /// <summary>As asked, else a minute for windows of a day or less, an hour for the rest.</summary>
    private static TimeSpan Resolution(JsonBody filter, TimeWindow window)
    {
        var asked = filter.Text("resolution");
        var length = window.Until - window.From;
        if (asked is null)
            return length <= TimeSpan.FromDays(1) ? TimeSpan.FromMinutes(1) : TimeSpan.FromHours(1);
        if (Duration(asked) is not { } step || step < TimeSpan.FromSeconds(1))
            filter.Refuse("resolution", "must be an ISO 8601 duration of at least a second, such as PT1M");
        else if (length.Ticks / step.Ticks > MostParts)
            filter.Refuse("resolution", "would give more than 10000 parts; ask for longer ones or a shorter window");
        else
            return step;
        return TimeSpan.FromMinutes(1);
    }

    private static TimeSpan? Duration(string text)
    {
        try
        {
            return XmlConvert.ToTimeSpan(text);
        }
        catch (Exception wrong) when (wrong is FormatException or OverflowException)
        {
            return null;
        }
    }

    private static Dictionary<string, object?> With(JobCount row, params ReadOnlySpan<(string Name, object? Value)> own)
    {
        var body = new Dictionary<string, object?>();
        foreach (var (name, value) in own)
            body[name] = value;
        body["created"] = Metric(row.Created, row.LastCreatedAt);
        body["completed"] = Metric(row.Completed, row.LastCompletedAt);
        body["failed"] = Metric(row.Failed, row.LastFailedAt);
        return body;
    }

    private static object Metric(long count, DateTimeOffset? last) => new { count, lastUpdatedAt = Answers.Instant(last) };
}
