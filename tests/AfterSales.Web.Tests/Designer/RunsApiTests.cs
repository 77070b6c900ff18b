using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using AfterSales.Web.Tests.Support;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.Designer;

/// <summary>Test runs, scenarios and replay over HTTP and as pages: who may, what bad input is told, what a run answers.</summary>
public sealed class RunsApiTests(Site site) : IClassFixture<Site>
{
    private const string Complaint =
        """
        {"process": "complaint-handling", "at": "2026-11-23T06:00:00Z", "variables": {"case": {"number": "RUN-1", "kind": "complaint", "receivedAt": "2026-11-23T09:30:00+03:30",
         "subject": "Seam", "description": "", "urgency": "normal", "channel": "web", "language": "en", "calendar": "iran", "trackingCode": "R",
         "customer": {"name": "Buyer", "email": "buyer@customer.example", "phone": null, "company": null}, "product": {"model": null, "serialNumber": null, "orderNumber": null}}},
         "actions": [{"do": "next"}]}
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/api/designer/scenarios")]
    [InlineData("/api/designer/replay/complaint-handling")]
    [InlineData("/designer/runs/new?process=complaint-handling")]
    [InlineData("/designer/scenarios?process=complaint-handling")]
    [InlineData("/designer/replay?process=complaint-handling")]
    public async Task Staff_and_managers_may_not(string path)
    {
        foreach (var name in new[] { "sales-desk", "management-rep" })
            if (path.StartsWith("/api", StringComparison.Ordinal))
                (await SendAsync(name, HttpMethod.Get, path)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            else
                (await (await site.SignInAsync(name)).GetAsync(path)).Status.ShouldNotBe(HttpStatusCode.OK, name);
    }

    [Theory]
    [InlineData("POST", "/api/designer/runs", """{"process": "complaint-handling"}""", 400)]
    [InlineData("POST", "/api/designer/runs", """[]""", 400)]
    [InlineData("POST", "/api/designer/runs", """{""", 400)]
    [InlineData("POST", "/api/designer/runs", """{"process": "x", "at": "2026-11-23T06:00:00Z", "actions": [{"do": "dance"}]}""", 400)]
    [InlineData("POST", "/api/designer/scenarios", """{"name": "x"}""", 400)]
    [InlineData("POST", "/api/designer/scenarios", """{"name": "", "script": {"process": "complaint-handling", "at": "2026-11-23T06:00:00Z"}}""", 400)]
    [InlineData("POST", "/api/designer/scenarios/1/retire", """{"reason": "Old"}""", 404)]
    [InlineData("POST", "/api/designer/scenarios/1/retire", """{}""", 400)]
    [InlineData("GET", "/api/designer/replay/nothing", null, 404)]
    [InlineData("GET", "/api/designer/replay/complaint-handling?last=0", null, 400)]
    public async Task Bad_input_is_answered_with_what_is_wrong(string method, string path, string? body, int status)
    {
        using var answer = await SendAsync("service-manager", new HttpMethod(method), path, body);
        ((int)answer.StatusCode).ShouldBe(status, await answer.Content.ReadAsStringAsync(Ct));
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task A_run_tells_what_is_open_due_and_sent()
    {
        var run = await JsonAsync(HttpMethod.Post, "/api/designer/runs?language=zh", Complaint);
        run.GetProperty("refusal").ValueKind.ShouldBe(JsonValueKind.Null);
        var task = run.GetProperty("tasks").EnumerateArray().ShouldHaveSingleItem();
        (task.GetProperty("step").GetString(), task.GetProperty("name").GetString()!.Any(letter => letter > 0x4E00)).ShouldBe(("Task_register", true));
        run.GetProperty("mails").EnumerateArray().Select(mail => mail.GetProperty("template").GetString()).ShouldContain("acknowledgement");
        run.GetProperty("now").GetDateTimeOffset().ShouldBeGreaterThan(new DateTimeOffset(2026, 11, 23, 6, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task A_run_is_kept_as_a_scenario_and_retired_with_a_reason()
    {
        var saved = await JsonAsync(HttpMethod.Post, "/api/designer/scenarios", $$"""{"name": "Reminded", "script": {{Complaint}}}""");
        var listed = await JsonAsync(HttpMethod.Get, "/api/designer/scenarios?process=complaint-handling");
        listed.GetProperty("items").EnumerateArray().Single(item => item.GetProperty("name").GetString() == "Reminded").GetProperty("passed").GetBoolean().ShouldBeTrue();
        using var conflict = await SendAsync("service-manager", HttpMethod.Post, "/api/designer/scenarios", $$$"""{"name": "Wrong", "script": {{{Complaint}}}, "expected": {"ended": true}}""");
        conflict.StatusCode.ShouldBe(HttpStatusCode.Conflict, "what is expected is not what happens");
        (await SendAsync("service-manager", HttpMethod.Post, $"/api/designer/scenarios/{saved.GetProperty("key").GetString()}/retire", """{"reason": "Too simple"}""")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        listed = await JsonAsync(HttpMethod.Get, "/api/designer/scenarios?process=complaint-handling");
        listed.GetProperty("retired").EnumerateArray().ShouldContain(item => item.GetProperty("reason").GetString() == "Too simple");
    }

    [Fact]
    public async Task Pages_of_what_is_not_there_say_so()
    {
        var owner = await site.SignInAsync("service-manager");
        foreach (var path in new[] { "/designer/runs/1", "/designer/runs/new", "/designer/runs/new?process=nothing", "/designer/scenarios", "/designer/replay?process=nothing" })
            (await owner.GetAsync(path)).Status.ShouldBe(HttpStatusCode.NotFound, path);
    }

    private async Task<JsonElement> JsonAsync(HttpMethod method, string path, string? body = null)
    {
        using var response = await SendAsync("service-manager", method, path, body);
        var text = await response.Content.ReadAsStringAsync(Ct);
        response.IsSuccessStatusCode.ShouldBeTrue($"{method} {path}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    private async Task<HttpResponseMessage> SendAsync(string name, HttpMethod method, string path, string? body = null)
    {
        var request = new HttpRequestMessage(method, path) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{Site.DemoPassword}")));
        return await new HttpClient { BaseAddress = site.Address }.SendAsync(request, Ct);
    }
}
