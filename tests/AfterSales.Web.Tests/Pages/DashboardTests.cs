using System.Net;
using System.Text.Json;
using AfterSales.Service.Languages;
using AfterSales.Web.Tests.Support;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.Pages;

/// <summary>The dashboard, the cases behind a figure and the heat map: what they show, and to whom.</summary>
public sealed class DashboardTests(Site site) : IClassFixture<Site>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("en")]
    [InlineData("fa")]
    [InlineData("zh")]
    public async Task A_manager_sees_the_open_work_and_every_number_leads_to_what_it_counts(string language)
    {
        var request = await site.ComplainAsync($"dashboard-{language}@customer.example");
        await site.TaskLinksAsync(request.CaseNumber);
        using var manager = await site.SignInAsync("rnd-head", language: language);
        await manager.GetAsync("/dashboard?lang=" + language);
        var page = await manager.GetAsync("/dashboard");
        page.Status.ShouldBe(HttpStatusCode.OK);
        page.All("[data-kpi] svg.chart").Count.ShouldBe(2);
        page.All("[style]").ShouldBeEmpty("the content policy stops inline styles");
        var row = page.One("[data-load=groups] [data-of]");
        var list = await manager.GetAsync(row.QuerySelector("a")!.GetAttribute("href")!);
        list.Status.ShouldBe(HttpStatusCode.OK);
        list.All("[data-task]").Count.ShouldBeGreaterThan(0);
        var cases = await manager.GetAsync(page.One("[data-backlog] [data-kind=complaint] a").GetAttribute("href")!);
        cases.Text.ShouldContain(request.CaseNumber);
    }

    [Fact]
    public async Task The_cases_behind_a_figure_are_as_many_as_the_figure_says_on_the_page_and_in_the_table()
    {
        var request = await site.ComplainAsync("behind@customer.example");
        using var manager = await site.SignInAsync("rnd-head");
        var kpis = await manager.GetAsync("/kpis");
        var behind = await manager.GetAsync(kpis.One("tr[data-kpi=received] td:last-child a").GetAttribute("href")!);
        behind.Status.ShouldBe(HttpStatusCode.OK);
        Digits.ToLatin(behind.One("[data-value]").TextContent).ShouldBe(behind.All("[data-case]").Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
        behind.Text.ShouldContain(request.CaseNumber);
        var csv = await manager.Client.GetStringAsync(behind.One("a[href*='/csv']").GetAttribute("href")!, Ct);
        csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(behind.All("[data-case]").Count + 1);
    }

    [Theory]
    [InlineData("/kpis/cases")]
    [InlineData("/kpis/cases?kpi=nothing&from=2026-01-01&to=2026-02-01")]
    [InlineData("/kpis/cases?kpi=received&from=2026-02-01&to=2026-01-01")]
    [InlineData("/kpis/cases?kpi=received&from=x&to=2026-01-01")]
    [InlineData("/kpis/cases?kpi=received&from=2026-01-01&to=2026-02-01&group=colour&of=red")]
    [InlineData("/kpis/cases?kpi=received&from=2026-01-01&to=2026-02-01&kind=colour")]
    [InlineData("/kpis/cases/xml?kpi=received&from=2026-01-01&to=2026-02-01")]
    [InlineData("/heat?process=nothing")]
    [InlineData("/heat/diagram?process=nothing")]
    [InlineData("/heat/csv?process=nothing")]
    [InlineData("/heat/xml")]
    [InlineData("/dashboard/xml")]
    public async Task An_address_that_names_nothing_is_not_found(string address)
    {
        using var manager = await site.SignInAsync("rnd-head");
        (await manager.GetAsync(address)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_heat_of_a_workflow_is_a_diagram_a_table_and_a_file_with_the_same_steps()
    {
        var request = await site.ComplainAsync("heat@customer.example");
        await site.TaskLinksAsync(request.CaseNumber);
        using var manager = await site.SignInAsync("rnd-head");
        var page = await manager.GetAsync("/heat?process=complaint-handling&days=30");
        var steps = page.All("[data-step]").Select(row => row.GetAttribute("data-step")!).ToList();
        steps.ShouldNotBeEmpty();
        var diagram = JsonDocument.Parse(await manager.Client.GetStringAsync(page.One("[data-diagram]").GetAttribute("data-diagram")!, Ct)).RootElement;
        diagram.GetProperty("xml").GetString()!.ShouldContain("complaint-handling");
        diagram.GetProperty("heat").EnumerateArray().Select(step => step.GetProperty("id").GetString()!).ShouldBeSubsetOf(steps);
        var csv = await manager.Client.GetStringAsync(page.One("a[href*='/heat/csv']").GetAttribute("href")!, Ct);
        foreach (var step in steps)
            csv.ShouldContain(step + ",");
    }

    [Theory]
    [InlineData("/dashboard")]
    [InlineData("/dashboard/csv")]
    [InlineData("/kpis/cases?kpi=received&from=2026-01-01&to=2026-02-01")]
    [InlineData("/kpis/cases/csv?kpi=received&from=2026-01-01&to=2026-02-01")]
    [InlineData("/heat")]
    [InlineData("/heat/csv?process=complaint-handling")]
    [InlineData("/heat/diagram?process=complaint-handling")]
    public async Task Only_those_who_oversee_the_work_see_figures(string address)
    {
        using var staff = await site.SignInAsync("sales-desk");
        var refused = await staff.GetAsync(address);
        refused.Status.ShouldBe(HttpStatusCode.Found);
        refused.Location!.ShouldContain("/problem/403");
        using var visitor = site.Visit();
        (await visitor.GetAsync(address)).Status.ShouldBeOneOf(HttpStatusCode.Redirect, HttpStatusCode.Found);
    }
}
