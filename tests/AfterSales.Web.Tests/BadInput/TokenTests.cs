using System.Net;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.BadInput;

/// <summary>Links that are not, or no longer, what they should be.</summary>
public sealed class TokenTests(BadInputProduct product) : BadInputTests(product)
{
    [Theory]
    [InlineData("en", "en")]
    [InlineData("fa", "fa")]
    [InlineData("zh", "zh-Hans")]
    public async Task A_link_that_was_changed_opens_nothing_and_says_so(string accept, string language)
    {
        var (number, _) = await OpenCaseAsync();
        var (_, link) = await SalesLinkAsync(number);
        using var visitor = Visit(accept);
        var token = link["/t/".Length..];
        string[] changed =
        [
            token[..^1], token + "A", "A" + token, token[..20] + (token[20] == 'A' ? 'B' : 'A') + token[21..],
            token.ToUpperInvariant(), "x", "%01", new('A', 5_000), Uri.EscapeDataString("سلام"), "%F0%9F%98%80", "%ED%A0%80", token + "%0d%0aSet-Cookie:a=b",
        ];
        foreach (var wrong in changed)
        {
            var page = await visitor.OpenAsync("/t/" + wrong);
            if (page.Status != HttpStatusCode.BadRequest || wrong.Length < 100)
                page.ShouldBeKind(HttpStatusCode.NotFound, language, wrong);
            page.Response.Headers.Contains("Set-Cookie").ShouldBeFalse(wrong);
        }
    }

    [Fact]
    public async Task A_form_that_names_another_task_is_refused_and_both_tasks_wait_on()
    {
        var (first, _) = await OpenCaseAsync();
        var (second, _) = await OpenCaseAsync();
        var (firstTask, firstLink) = await SalesLinkAsync(first);
        var (secondTask, secondLink) = await SalesLinkAsync(second);
        using var visitor = Visit();
        foreach (var changed in (string[])[$"{secondTask}", "0", "-1", "abc", "99999999999999999999999", $"{firstTask} "])
        {
            var answers = GoodRegistration();
            answers["__task"] = changed;
            var page = (await visitor.FillAsync(firstLink, answers)).ShouldBeKind(HttpStatusCode.Conflict, "en", changed);
            page.Document.QuerySelector("[data-closed=other]").ShouldNotBeNull(changed);
        }
        // The form of the first task sent to the second one's address.
        (await visitor.FillAsync(firstLink, GoodRegistration(), to: secondLink)).ShouldBeKind(HttpStatusCode.Conflict, "en");
        foreach (var task in (long[])[firstTask, secondTask])
            (await Product.GetAsync($"/v2/user-tasks/{task}", Cancelled)).GetProperty("state").GetString().ShouldBe("CREATED");
    }

    [Fact]
    public async Task A_link_of_a_task_given_to_somebody_else_says_so()
    {
        var (number, _) = await OpenCaseAsync();
        var (task, link) = await SalesLinkAsync(number);
        using var assigned = await SendAsync("POST", $"/v2/user-tasks/{task}/assignment", """{"assignee":"quality-desk"}""");
        assigned.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using var visitor = Visit();
        (await visitor.OpenAsync(link)).ShouldBeKind(HttpStatusCode.Gone, "en").Document.QuerySelector("[data-closed=reassigned]").ShouldNotBeNull();
    }

    [Fact]
    public async Task A_link_of_a_cancelled_case_says_that_the_task_is_gone_and_no_command_revives_it()
    {
        var (number, _) = await OpenCaseAsync();
        var (task, link) = await SalesLinkAsync(number);
        var instance = (await CaseAsync(number)).GetProperty("processInstanceKey").GetString();
        using var visitor = Visit();
        var form = (await visitor.OpenAsync(link)).Hidden().Concat(GoodRegistration()).ToList();
        using var cancelled = await SendAsync("POST", $"/v2/process-instances/{instance}/cancellation", "{}");
        cancelled.StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await visitor.OpenAsync(link)).ShouldBeKind(HttpStatusCode.Gone, "en");
        (await visitor.SubmitAsync(link, form)).ShouldBeKind(HttpStatusCode.Gone, "en");
        using var completed = await SendAsync("POST", $"/v2/user-tasks/{task}/completion", "{}");
        await ShouldBeProblemAsync(completed, HttpStatusCode.Conflict, "completion");
        using var again = await SendAsync("POST", $"/v2/process-instances/{instance}/cancellation", "{}");
        await ShouldBeProblemAsync(again, HttpStatusCode.NotFound, "cancelled twice");
        using var variables = await SendAsync("PUT", $"/v2/element-instances/{instance}/variables", """{"variables":{"a":1}}""");
        ((int)variables.StatusCode).ShouldBeInRange(400, 409);
        // A message to an instance that has ended finds nobody; it is taken, since it may be meant for a later one, and changes nothing.
        foreach (var name in (string[])["complaint-withdrawn", "customer-replied"])
        {
            using var message = await SendAsync("POST", "/v2/messages/publication", $$$$"""{"name":"{{{{name}}}}","correlationKey":"{{{{number}}}}","timeToLive":1000}""");
            message.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        (await Product.GetAsync($"/v2/process-instances/{instance}", Cancelled)).GetProperty("state").GetString().ShouldBe("TERMINATED");
    }

    [Fact]
    public async Task A_link_that_is_too_old_says_so_and_works_no_more()
    {
        var (number, _) = await OpenCaseAsync();
        var (task, link) = await SalesLinkAsync(number);
        using var visitor = Visit();
        var form = (await visitor.OpenAsync(link)).Hidden().Concat(GoodRegistration()).ToList();
        await Product.PinClockAsync(TimeProvider.System.GetUtcNow().AddDays(400), Cancelled);
        try
        {
            (await visitor.OpenAsync(link)).ShouldBeKind(HttpStatusCode.Gone, "en").Document.QuerySelector("[data-closed=expired]").ShouldNotBeNull();
            (await visitor.SubmitAsync(link, form)).ShouldBeKind(HttpStatusCode.Gone, "en");
            (await Product.GetAsync($"/v2/user-tasks/{task}", Cancelled)).GetProperty("state").GetString().ShouldBe("CREATED");
        }
        finally
        {
            using var reset = await SendAsync("POST", "/v2/clock/reset", content: null);
        }
    }

    [Fact]
    public async Task No_secret_reaches_the_log()
    {
        var (number, track) = await OpenCaseAsync();
        var (_, link) = await SalesLinkAsync(number);
        using var visitor = Visit();
        const string password = "my-secret-password-17";
        (await visitor.FillAsync("/signin", new Dictionary<string, string> { ["name"] = "sales-desk", ["password"] = password })).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await visitor.OpenAsync(link);
        await visitor.OpenAsync(link + "A");
        await visitor.SubmitAsync(link, [new("registration.summary", password)]);
        await visitor.OpenAsync(track);
        using var client = new HttpClient { BaseAddress = new Uri(Product.Address) };
        client.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes("admin:" + password)));
        using var refused = await client.GetAsync("/v2/topology", Cancelled);
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        var log = LoggedHere;
        log.ShouldNotContain(password);
        log.ShouldNotContain(link["/t/".Length..]);
        log.ShouldNotContain(track["/track/".Length..]);
        log.ShouldNotContain(client.DefaultRequestHeaders.Authorization.Parameter!);
        log.ShouldNotContain("Authorization");
    }
}
