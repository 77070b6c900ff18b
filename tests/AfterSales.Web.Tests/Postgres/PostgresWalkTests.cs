using System.Net;
using AfterSales.TestSupport;
using AfterSales.Web.Tests.Product;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.Postgres;

/// <summary>
/// The product does on PostgreSQL what it does on SQLite: a complaint from request to close, calendars and policies changed, and a workflow changed
/// in the designer, each in a real browser, and every list and report read. One language each; how pages look is seen on SQLite.
/// </summary>
[Collection(PostgresProductCollection.Name)]
public sealed class PostgresWalkTests
{
    private readonly PostgresProduct product;

    public PostgresWalkTests(PostgresProduct product) => this.product = product;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_case_runs_from_request_to_close_through_mails() =>
        await WalkAsync("walk.mjs", RunningProduct.AdminPassword, "complaint-handling/solved-and-satisfied", "fa");

    [Fact]
    public async Task A_calendar_and_a_policy_are_changed() => await WalkAsync("rules.mjs", RunningProduct.AdminPassword, "zh");

    [Fact]
    public async Task A_process_owner_changes_a_workflow_and_the_next_case_follows_it() =>
        await WalkAsync("designer.mjs", RunningProduct.AdminPassword, "after-sales-demo", "fa");

    [Theory]
    [InlineData("/tasks?view=all")]
    [InlineData("/cases")]
    [InlineData("/cases?q=seam")]
    [InlineData("/records")]
    [InlineData("/records?q=seam")]
    [InlineData("/customers")]
    [InlineData("/customers?q=li")]
    [InlineData("/equipment")]
    [InlineData("/equipment?q=hx")]
    [InlineData("/kpis")]
    [InlineData("/mailbox")]
    [InlineData("/designer")]
    [InlineData("/designer/changes")]
    [InlineData("/admin/calendars/standard")]
    [InlineData("/admin/escalation-policies")]
    [InlineData("/admin/schedules")]
    [InlineData("/admin/workflows")]
    [InlineData("/api/cases?q=seam")]
    [InlineData("/api/kpis?from=2026-01-01&to=2026-12-31&group=kind")]
    [InlineData("/api/kpis.csv?from=2026-01-01&to=2026-12-31")]
    [InlineData("/api/records?q=seam")]
    [InlineData("/api/records.csv")]
    [InlineData("/api/work-orders")]
    [InlineData("/api/trainings")]
    [InlineData("/api/corrective-actions")]
    [InlineData("/api/contracts")]
    [InlineData("/api/sites")]
    [InlineData("/api/parts")]
    [InlineData("/api/requisitions")]
    [InlineData("/api/quotations")]
    [InlineData("/api/charges")]
    [InlineData("/api/charges/finance.csv")]
    [InlineData("/api/schedules")]
    [InlineData("/api/mail")]
    public async Task Lists_and_reports_are_read(string path)
    {
        using var response = await product.Client.GetAsync(path, Ct);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, $"{await response.Content.ReadAsStringAsync(Ct)}\n{product.Log}");
        NothingWasRefused();
    }

    private async Task WalkAsync(string script, params string[] arguments)
    {
        var chromium = Part.Browser();
        Part.Require(chromium is not null, "Chromium is needed to walk the pages.");
        var result = await NodeScript.RunAsync("browser", [script, product.Address, RunningProduct.Admin, .. arguments, "--chromium", chromium!], Ct);
        result.ExitCode.ShouldBe(0, $"{result.Output}\n{product.Log}");
        NothingWasRefused();
    }

    /// <summary>Sweeps run beside the pages; what the database refuses of theirs stands in the log only.</summary>
    private void NothingWasRefused() => product.Log.Split('\n').Where(line => line.Contains("PostgresException", StringComparison.Ordinal)).ShouldBeEmpty();
}
