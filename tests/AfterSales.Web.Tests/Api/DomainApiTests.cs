using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AfterSales.TestSupport;
using AfterSales.Web.Tests.Product;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.Api;

[Collection(RunningProductCollection.Name)]
public sealed class DomainApiTests
{
    private readonly RunningProduct product;

    public DomainApiTests(RunningProduct product) => this.product = product;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Samples => [.. Directory
        .EnumerateFiles(RepositoryRoot.Combine("samples", "requests"), "*.json").Select(file => Path.GetFileName(file)!).Order()];

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task A_sample_request_becomes_a_case_with_a_clock_a_task_and_an_acknowledgement(string sample)
    {
        var body = await File.ReadAllTextAsync(RepositoryRoot.Combine("samples", "requests", sample), Cancel);
        using var anonymous = new HttpClient { BaseAddress = product.Client.BaseAddress };
        using var response = await anonymous.PostAsync("/api/requests", new StringContent(body, null, "application/json"), Cancel);

        response.StatusCode.ShouldBe(HttpStatusCode.Created, await response.Content.ReadAsStringAsync(Cancel));
        var accepted = await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        var number = accepted.GetProperty("caseNumber").GetString()!;
        (await anonymous.GetAsync(new Uri(accepted.GetProperty("trackingUrl").GetString()!), Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var view = await EventuallyAsync(number, static view => view.GetProperty("openTasks").GetArrayLength() > 0);
        view.GetProperty("subject").GetString().ShouldBe(JsonDocument.Parse(body).RootElement.GetProperty("subject").GetString());
        var clocks = view.GetProperty("deadlineClocks").EnumerateArray().ToList();
        clocks.ShouldNotBeEmpty();
        clocks.ShouldAllBe(clock => clock.GetProperty("receipt").GetProperty("rows").GetArrayLength() >= 4, "every due time says its start, its rule, its pauses and the result");
        var mails = (await product.GetAsync($"/api/mail?caseNumber={number}&template=acknowledgement", Cancel)).GetProperty("items");
        mails.GetArrayLength().ShouldBe(1);
        mails[0].GetProperty("links").EnumerateArray().Select(link => link.GetString()).ShouldContain(accepted.GetProperty("trackingUrl").GetString());
    }

    [Fact]
    public async Task The_same_idempotency_key_opens_one_case()
    {
        var body = await File.ReadAllTextAsync(RepositoryRoot.Combine("samples", "requests", "02-crate-damaged.json"), Cancel);
        var key = Guid.NewGuid().ToString();
        var numbers = new HashSet<string?>();
        for (var attempt = 0; attempt < 3; attempt++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/requests") { Content = new StringContent(body, null, "application/json") };
            request.Headers.Add("Idempotency-Key", key);
            using var response = await product.Client.SendAsync(request, Cancel);
            numbers.Add((await response.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("caseNumber").GetString());
        }
        numbers.Count.ShouldBe(1, "a repeated call is the same request");
    }

    [Theory]
    [InlineData("engine", "/v2/topology", "/v2/jobs/activation", "/v2/user-tasks/{key}/completion")]
    [InlineData("domain", "/api/requests", "/api/cases", "/api/cases/{number}", "/api/mail")]
    public async Task The_openapi_document_names_the_paths(string document, params string[] paths)
    {
        var openApi = await product.GetAsync($"/openapi/{document}.json", Cancel);
        var named = openApi.GetProperty("paths").EnumerateObject().Select(path => path.Name).ToList();
        foreach (var path in paths)
            named.ShouldContain(path);
    }

    [Fact]
    public async Task Without_an_account_only_the_front_door_is_open()
    {
        using var anonymous = new HttpClient { BaseAddress = product.Client.BaseAddress };
        foreach (var path in (string[])["/api/cases", "/api/mail", "/v2/topology", "/v2/process-instances/1"])
        {
            using var response = await anonymous.GetAsync(path, Cancel);
            response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized, path);
            response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json", path);
        }
    }

    private async Task<JsonElement> EventuallyAsync(string number, Func<JsonElement, bool> holds) =>
        await Eventually.HoldsAsync(() => product.GetAsync($"/api/cases/{number}?language=en", Cancel), holds, $"case {number} moves on", Cancel);
}
