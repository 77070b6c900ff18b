using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AfterSales.TestSupport;
using AfterSales.Web.Tests.Support;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.Api;

/// <summary>Working calendars and escalation policies over the API: preview, confirm, refuse.</summary>
public sealed class RulesApiTests(Site site) : IClassFixture<Site>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_calendar_is_changed_in_two_calls_and_open_cases_follow()
    {
        using var admin = Client("admin");
        var opened = await JsonAsync(await admin.PostAsJsonAsync("/api/cases", new
        {
            kind = "complaint", subject = "Seam breaks", description = "Since Monday.", customer = new { name = "N", email = "rules@customer.example" }, calendar = "china",
        }, Ct));
        var number = opened.GetProperty("caseNumber").GetString()!;
        var first = await DueAsync(admin, number);
        var calendar = await CalendarAsync(admin, "china");
        // Every day until the due time becomes a holiday.
        calendar["dates"]!.AsArray().Clear();
        calendar["dates"]!.AsArray().Add(new JsonObject
        {
            ["on"] = TimeProvider.System.GetUtcNow().AddDays(-1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            ["to"] = first.AddDays(10).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            ["reason"] = new JsonObject { ["en"] = "Flood" },
        });

        var preview = await JsonAsync(await admin.PostAsJsonAsync("/api/calendars/china/preview", new { calendar }, Ct));
        preview.GetProperty("totals").GetProperty("moving").GetInt32().ShouldBePositive();
        var item = preview.GetProperty("items").EnumerateArray().First(item => item.GetProperty("caseNumber").GetString() == number && item.GetProperty("moves").GetBoolean());
        item.GetProperty("workingMinutes").GetInt64().ShouldBePositive();
        item.GetProperty("newDue").GetDateTimeOffset().ShouldBeGreaterThan(item.GetProperty("oldDue").GetDateTimeOffset());
        (await DueAsync(admin, number)).ShouldBe(first, "a preview writes nothing");

        using var stale = await admin.PutAsJsonAsync("/api/calendars/china", new { calendar, reason = "flood", fingerprint = "0" }, Ct);
        stale.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await JsonAsync(stale)).GetProperty("detail").GetString()!.ShouldContain("preview");
        using var silent = await admin.PutAsJsonAsync("/api/calendars/china", new { calendar, fingerprint = preview.GetProperty("fingerprint").GetString() }, Ct);
        silent.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var applied = await admin.PutAsJsonAsync("/api/calendars/china", new { calendar, reason = "flood", fingerprint = preview.GetProperty("fingerprint").GetString() }, Ct);
        applied.StatusCode.ShouldBe(HttpStatusCode.OK, await applied.Content.ReadAsStringAsync(Ct));
        (await JsonAsync(applied)).GetProperty("version").GetInt32().ShouldBe(1);

        await Eventually.HoldsAsync("open cases have followed", async () =>
            (await JsonAsync(await admin.GetAsync("/api/calendars/china", Ct))).GetProperty("versions")[0].GetProperty("appliedAt").ValueKind == JsonValueKind.String);
        (await DueAsync(admin, number)).ShouldBeGreaterThan(first);
        var view = await JsonAsync(await admin.GetAsync("/api/calendars/china", Ct));
        (view.GetProperty("version").GetInt32(), view.GetProperty("pending").GetInt32()).ShouldBe((1, 0));
        var version = view.GetProperty("versions")[0];
        (version.GetProperty("author").GetString(), version.GetProperty("reason").GetString()).ShouldBe(("admin", "flood"));
        (await (await admin.GetAsync("/api/cases/" + number, Ct)).Content.ReadAsStringAsync(Ct)).ShouldContain("deadline.moved");
    }

    [Fact]
    public async Task A_policy_is_changed_in_two_calls()
    {
        using var admin = Client("admin");
        var view = await JsonAsync(await admin.GetAsync("/api/escalation-policies/reminder-only", Ct));
        var policy = JsonNode.Parse(view.GetProperty("policy").GetRawText())!;
        policy["steps"]![0]!["percent"] = 60;
        var preview = await JsonAsync(await admin.PostAsJsonAsync("/api/escalation-policies/reminder-only/preview", new { policy }, Ct));
        using var applied = await admin.PutAsJsonAsync("/api/escalation-policies/reminder-only", new { policy, reason = "earlier", fingerprint = preview.GetProperty("fingerprint").GetString() }, Ct);
        applied.StatusCode.ShouldBe(HttpStatusCode.OK, await applied.Content.ReadAsStringAsync(Ct));
        var now = await JsonAsync(await admin.GetAsync("/api/escalation-policies/reminder-only", Ct));
        now.GetProperty("policy").GetProperty("steps")[0].GetProperty("percent").GetDecimal().ShouldBe(60);
        (await JsonAsync(await admin.GetAsync("/api/escalation-policies", Ct))).GetProperty("items").GetArrayLength().ShouldBe(4);
        using var again = await admin.PutAsJsonAsync("/api/escalation-policies/reminder-only", new { policy, reason = "earlier", fingerprint = preview.GetProperty("fingerprint").GetString() }, Ct);
        again.StatusCode.ShouldBe(HttpStatusCode.BadRequest, "nothing is different any more");
    }

    [Theory]
    [InlineData("calendars/standard", "{}")]
    [InlineData("calendars/standard", """{"calendar": 3}""")]
    [InlineData("calendars/standard", """{"calendar": {"colour": "red"}}""")]
    [InlineData("calendars/standard", """{"calendar": {"hours": {"monday": 8}}}""")]
    [InlineData("calendars/standard", """{"calendar": {"name": {"en": "x"}, "zone": "Etc/UTC", "hours": {"monday": ["08:00-12:00", "11:00-12:30"]}}}""")]
    [InlineData("calendars/standard", """{"calendar": {"name": {}, "zone": null, "hours": {"monday": null}, "dates": [null, {"on": "0000-00-00"}], "yearly": [null]}}""")]
    [InlineData("calendars/Not%20an%20id", """{"calendar": {"name": {"en": "x"}, "zone": "Etc/UTC", "hours": {"monday": ["08:00-12:00"]}}}""")]
    [InlineData("escalation-policies/standard", "{}")]
    [InlineData("escalation-policies/standard", """{"policy": {"name": {"en": "x"}, "steps": []}}""")]
    [InlineData("escalation-policies/standard", """{"policy": {"name": {"en": "x"}, "steps": [{"percent": 100, "notices": [{"to": "group", "group": "knights"}]}]}}""")]
    [InlineData("escalation-policies/standard", """{"policy": {"name": {"en": "x"}, "steps": [{"percent": 1e30, "notices": [{"to": null}]}, null]}}""")]
    [InlineData("escalation-policies/..%2f", """{"policy": {"name": {"en": "x"}, "steps": [{"percent": 100, "notices": [{"to": "assignee"}]}]}}""")]
    public async Task A_wrong_rule_is_refused_with_a_sentence(string path, string body)
    {
        using var admin = Client("admin");
        foreach (var (method, address) in new[] { (HttpMethod.Post, $"/api/{path}/preview"), (HttpMethod.Put, $"/api/{path}") })
        {
            using var request = new HttpRequestMessage(method, address) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            using var answer = await admin.SendAsync(request, Ct);
            answer.StatusCode.ShouldBeOneOf([HttpStatusCode.BadRequest, HttpStatusCode.NotFound]);
            (await JsonAsync(answer)).GetProperty("detail").GetString().ShouldNotBeNullOrWhiteSpace();
        }
    }

    [Fact]
    public async Task Only_process_owners_and_administrators_see_and_change_rules()
    {
        using var anonymous = new HttpClient { BaseAddress = site.Address };
        using var staff = Client("sales-desk");
        using var manager = Client("sales-head");
        foreach (var path in (string[])["/api/calendars", "/api/calendars/iran", "/api/escalation-policies", "/api/escalation-policies/standard"])
        {
            (await anonymous.GetAsync(path, Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, path);
            (await staff.GetAsync(path, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, path);
            (await manager.PutAsJsonAsync(path, new { reason = "r" }, Ct)).StatusCode.ShouldBeOneOf([HttpStatusCode.Forbidden, HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed]);
        }
        (await staff.PostAsJsonAsync("/api/calendars/iran/preview", new { }, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await staff.PutAsJsonAsync("/api/calendars/iran", new { }, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var admin = Client("admin");
        (await admin.GetAsync("/api/calendars/atlantis", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await admin.GetAsync("/api/escalation-policies/atlantis", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await JsonAsync(await admin.GetAsync("/api/calendars", Ct))).GetProperty("items").GetArrayLength().ShouldBeGreaterThanOrEqualTo(4);
    }

    private static async Task<JsonObject> CalendarAsync(HttpClient client, string id) =>
        JsonNode.Parse((await JsonAsync(await client.GetAsync("/api/calendars/" + id, Ct))).GetProperty("calendar").GetRawText())!.AsObject();

    private static async Task<DateTimeOffset> DueAsync(HttpClient client, string number)
    {
        var due = default(DateTimeOffset);
        await Eventually.HoldsAsync("the case has a task with a due time", async () =>
        {
            var view = await JsonAsync(await client.GetAsync("/api/cases/" + number, Ct));
            foreach (var clock in view.GetProperty("deadlineClocks").EnumerateArray())
                if (clock.TryGetProperty("dueAt", out var at) && at.ValueKind == JsonValueKind.String && at.GetDateTimeOffset() > due)
                    due = at.GetDateTimeOffset();
            return due != default;
        });
        return due;
    }

    private static Task<JsonElement> JsonAsync(HttpResponseMessage answer) => answer.Content.ReadFromJsonAsync<JsonElement>(Ct);

    private HttpClient Client(string name)
    {
        var client = new HttpClient { BaseAddress = site.Address };
        var password = name == "admin" ? Site.AdminPassword : Site.DemoPassword;
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{password}")));
        return client;
    }
}
