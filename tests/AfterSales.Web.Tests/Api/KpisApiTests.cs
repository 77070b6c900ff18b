using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using AfterSales.Web.Tests.Support;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.Api;

/// <summary>The indicators and schedules as data and as pages, with bad input.</summary>
public sealed class KpisApiTests(Site site) : IClassFixture<Site>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Indicators_come_with_targets_denominators_and_words()
    {
        var answer = await JsonAsync("/api/kpis?from=2026-01-01&to=2026-03-31&by=month&group=role&language=zh");

        answer.GetProperty("periods").GetArrayLength().ShouldBe(3);
        var installed = answer.GetProperty("kpis").EnumerateArray().Single(kpi => kpi.GetProperty("id").GetString() == "installation-7-days");
        installed.GetProperty("name").GetString().ShouldBe("7 个工作日内完成安装");
        installed.GetProperty("target").GetProperty("comparator").GetString().ShouldBe("moreThan");
        installed.GetProperty("target").GetProperty("value").GetDecimal().ShouldBe(90);
        installed.GetProperty("total").GetProperty("value").ValueKind.ShouldBe(JsonValueKind.Null, "nothing was installed");
        installed.GetProperty("total").GetProperty("denominator").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task Solar_months_are_asked_for()
    {
        var answer = await JsonAsync("/api/kpis?from=2026-03-21&to=2026-05-21&months=solar&calendar=iran&kpi=received&language=fa");
        answer.GetProperty("periods").EnumerateArray().Select(period => period.GetProperty("name").GetString()).ShouldBe(["فروردین ۱۴۰۵", "اردیبهشت ۱۴۰۵"]);
        answer.GetProperty("kpis").GetArrayLength().ShouldBe(1);
    }

    [Theory]
    [InlineData("from=2026-02-30", "'from'")]
    [InlineData("to=tomorrow", "'to'")]
    [InlineData("from=2026-05-01&to=2026-04-01", "before it begins")]
    [InlineData("from=1000-01-01&to=1000-02-01", "1980")]
    [InlineData("from=0001-01-01&to=0001-01-02", "1980")]
    [InlineData("to=0001-01-01", "1980")]
    [InlineData("to=9999-12-31", "1980")]
    [InlineData("from=1990-01-01&to=2026-01-01", "ten years")]
    [InlineData("by=week", "'by'")]
    [InlineData("by=1", "'by'")]
    [InlineData("group=planet", "'group'")]
    [InlineData("months=lunar", "'months'")]
    [InlineData("kind=unicorn", "unicorn")]
    [InlineData("kpi=received,luck", "luck")]
    [InlineData("calendar=mars", "mars")]
    [InlineData("language=xx", "'language'")]
    [InlineData("from=%D9%A2%D9%A0%D9%A2%D9%A6-01-01", "'from'")]
    [InlineData("to=0001-01-01&months=solar", "1980")]
    public async Task A_question_that_makes_no_sense_is_refused_with_the_reason(string query, string reason)
    {
        foreach (var path in new[] { "/api/kpis", "/api/kpis.csv" })
        {
            using var response = await GetAsync($"{path}?{query}");
            var body = await response.Content.ReadAsStringAsync(Ct);
            response.StatusCode.ShouldBe(HttpStatusCode.BadRequest, $"{path}?{query}: {body}");
            JsonDocument.Parse(body).RootElement.GetProperty("detail").GetString()!.ShouldContain(reason);
        }
    }

    [Fact]
    public async Task The_table_is_one_for_spreadsheets()
    {
        using var response = await GetAsync("/api/kpis.csv?from=2026-01-01&to=2026-02-28&kpi=received");
        response.Content.Headers.ContentType!.ToString().ShouldBe("text/csv; charset=utf-8");
        var bytes = await response.Content.ReadAsByteArrayAsync(Ct);
        bytes.AsSpan(0, 3).SequenceEqual(Encoding.UTF8.Preamble).ShouldBeTrue("spreadsheets know the encoding by it");
        var lines = Encoding.UTF8.GetString(bytes).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(4, "a head, two months and the total");
        lines[1].ShouldBe("received,,Cases received,count,,,2026-01,January 2026,2026-01-01,2026-01-31,0,0,0,,");
    }

    [Theory]
    [InlineData("/api/kpis")]
    [InlineData("/api/kpis.csv")]
    [InlineData("/api/schedules")]
    public async Task Only_managers_may_ask(string path)
    {
        using (var anonymous = await site.Visit().Client.GetAsync(path, Ct))
            anonymous.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var staff = await GetAsync(path, "sales-desk", Site.DemoPassword);
        staff.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Schedules_are_listed_switched_and_refuse_what_they_do_not_know()
    {
        var list = await JsonAsync("/api/schedules?language=fa");
        var report = list.GetProperty("items").EnumerateArray().Single(item => item.GetProperty("id").GetString() == "monthly-complaint-report");
        report.GetProperty("name").GetString().ShouldBe("گزارش ماهانه شکایت‌ها");
        report.GetProperty("nextAt").GetString().ShouldNotBeNull();

        (await PostAsync("/api/schedules/nothing/run", "")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await PostAsync("/api/schedules/yearly-competence/enabled", """{"enabled": "perhaps"}""")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync("/api/schedules/nothing/enabled", """{"enabled": false}""")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await PostAsync("/api/schedules/yearly-competence/enabled", """{"enabled": false}""")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        list = await JsonAsync("/api/schedules");
        list.GetProperty("items").EnumerateArray().Single(item => item.GetProperty("id").GetString() == "yearly-competence").GetProperty("enabled").GetBoolean().ShouldBeFalse();
    }

    [Theory]
    [InlineData("en", "Key figures", "target: more than 90%")]
    [InlineData("fa", "شاخص‌ها", "هدف: بیش از ۹۰٪")]
    [InlineData("zh", "服务指标", "目标：超过 90%")]
    public async Task The_page_shows_charts_with_acceptance_line_and_a_table_beneath(string language, string title, string target)
    {
        using var boss = await site.SignInAsync("admin", Site.AdminPassword);
        // The reader's own choice counts before the person's language.
        await boss.GetAsync("/kpis?lang=" + language);
        foreach (var query in new[] { "", "?by=quarter&group=person&net=1", "?by=year&group=kind&kind=complaint", "?until=2025-06-01&group=calendar", "?by=nonsense&group=nonsense&kind=nonsense&until=nonsense" })
        {
            var page = await boss.GetAsync("/kpis" + query);
            page.Status.ShouldBe(HttpStatusCode.OK, query);
            page.One("h1").TextContent.ShouldBe(title);
            page.Text.ShouldContain(target);
            page.Text.ShouldNotContain("⟦");
            page.All("svg.chart").Count.ShouldBe(2);
            page.All("svg.chart").ShouldAllBe(chart => chart.GetAttribute("aria-label")!.Length > 0 && chart.QuerySelector("line.accept") != null);
            page.All(".kpi-data table tbody tr").Count.ShouldBeGreaterThan(4, "whoever cannot see the chart reads the table");
            page.All("[style]").ShouldBeEmpty("the content policy refuses styles within a page");
        }
        (await boss.GetAsync("/admin/schedules")).Text.ShouldNotContain("⟦");
    }

    [Fact]
    public async Task Staff_do_not_see_the_page()
    {
        using var staff = await site.SignInAsync("sales-desk");
        (await staff.GetAsync("/kpis")).Status.ShouldNotBe(HttpStatusCode.OK);
        (await staff.GetAsync("/admin/schedules")).Status.ShouldNotBe(HttpStatusCode.OK);
    }

    private async Task<JsonElement> JsonAsync(string path)
    {
        using var response = await GetAsync(path);
        var body = await response.Content.ReadAsStringAsync(Ct);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, body);
        return JsonDocument.Parse(body).RootElement;
    }

    private Task<HttpResponseMessage> GetAsync(string path, string name = "admin", string password = Site.AdminPassword) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path), name, password);

    private Task<HttpResponseMessage> PostAsync(string path, string body) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = body.Length == 0 ? null : new StringContent(body, Encoding.UTF8, "application/json") }, "admin", Site.AdminPassword);

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string name, string password)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{password}")));
        return await new HttpClient { BaseAddress = site.Address }.SendAsync(request, Ct);
    }
}
