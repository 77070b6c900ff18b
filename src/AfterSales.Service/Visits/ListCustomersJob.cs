using System.Data.Common;
using AfterSales.Engine;
using AfterSales.Engine.Jobs;
using AfterSales.Feel.Values;
using AfterSales.Service.Cases;
using AfterSales.Service.Storage;

namespace AfterSales.Service.Visits;

/// <summary>
/// <c>aftersales:list-customers:1</c>: the customers to visit, call or ask (OPN-20): those with an open case, or with one closed in the
/// last <c>days</c> days (1 to 3660). Output <c>customers</c>: a list of {name, email, phone, company, openCases, cases}, those with the
/// most open cases first, then with the most cases, at most <see cref="Most"/>. Internal cases do not count.
/// </summary>
internal sealed class ListCustomersJob(ProcessEngine engine, TimeProvider time) : IJobHandler
{
    /// <summary>More cannot be chosen from on one page.</summary>
    public const int Most = 200;

    private const int LongestDays = 3660;

    private static readonly string[] Kinds = [.. CaseKinds.All.Where(kind => !kind.Internal).Select(kind => kind.Id)];

    public string JobType => "aftersales:list-customers:1";

    public async ValueTask<JobOutcome> HandleAsync(ActivatedJob job, CancellationToken ct)
    {
        if (job.Variables["days"] is not FeelNumber { Value: >= 1 and <= LongestDays } days)
            return JobOutcome.Fail($"The step '{job.ElementId}' does not say how far to look back: its input 'days' is a number from 1 to {LongestDays}.", retriesLeft: 0);
        var since = time.GetUtcNow().AddDays(-(double)days.Value);
        var found = await engine.ReadAsync(db => Find(db, since), ct);
        return JobOutcome.Complete(new FeelContext([new("customers", new FeelList([.. found.Select(Value)]))]));
    }

    private static List<Row> Find(DbConnection db, DateTimeOffset since) => db.List<Row>(
        """
        SELECT u.name AS Name, u.email AS Email, u.phone AS Phone, u.company AS Company, count(*) AS Cases,
            sum(CASE WHEN c.closed_at IS NULL THEN 1 ELSE 0 END) AS OpenCases
        FROM cases c JOIN customers u ON u.customer_key = c.customer_key
        WHERE c.kind IN @Kinds AND (c.closed_at IS NULL OR c.closed_at >= @Since)
        GROUP BY u.customer_key ORDER BY OpenCases DESC, Cases DESC, u.email LIMIT @Most
        """,
        new { Kinds, Since = since.ToStored(), Most });

    private static FeelValue Value(Row row) => new FeelContext(
    [
        new("name", FeelValue.Of(row.Name)), new("email", FeelValue.Of(row.Email)), new("phone", FeelValue.Of(row.Phone)),
        new("company", FeelValue.Of(row.Company)), new("openCases", FeelValue.Of((decimal)row.OpenCases)), new("cases", FeelValue.Of((decimal)row.Cases)),
    ]);

    private sealed class Row
    {
        public string Name { get; init; } = "";
        public string Email { get; init; } = "";
        public string? Phone { get; init; }
        public string? Company { get; init; }
        public long Cases { get; init; }
        public long OpenCases { get; init; }
    }
}
