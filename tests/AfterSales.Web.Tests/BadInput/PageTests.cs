using System.Net;
using System.Text;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.BadInput;

/// <summary>Pages asked for what is not there, in ways nobody meant, by people who may not, with more than anybody should send.</summary>
public sealed class PageTests(BadInputProduct product) : BadInputTests(product)
{
    private static readonly byte[] Huge = new byte[50 * 1024 * 1024];

    [Theory]
    [InlineData("en", "en")]
    [InlineData("fa", "fa")]
    [InlineData("zh", "zh-Hans")]
    public async Task Fifty_megabytes_are_answered_by_a_page_in_the_readers_language(string accept, string language)
    {
        using var visitor = Visit(accept);
        foreach (var path in (string[])["/request", "/t/some-token", "/signin"])
        {
            using var form = new MultipartFormDataContent { { new ByteArrayContent(Huge), "files", "huge.png" } };
            (await visitor.SendAsync("POST", path, form)).ShouldBeKind(HttpStatusCode.RequestEntityTooLarge, language, path);
        }
        using var plain = new ByteArrayContent(Huge);
        plain.Headers.ContentType = new("application/x-www-form-urlencoded");
        (await visitor.SendAsync("POST", "/request", plain)).ShouldBeKind(HttpStatusCode.RequestEntityTooLarge, language);
    }

    [Theory]
    [InlineData("POST", "/api/requests")]
    [InlineData("POST", "/v2/process-instances")]
    [InlineData("POST", "/v2/user-tasks/1/completion")]
    [InlineData("POST", "/v2/jobs/search")]
    [InlineData("PUT", "/v2/clock")]
    [InlineData("POST", "/v2/deployments")]
    public async Task Fifty_megabytes_to_an_api_are_a_problem(string method, string path)
    {
        using var content = new ByteArrayContent(Huge);
        content.Headers.ContentType = new("application/json");
        using var response = await SendAsync(method, path, content);
        await ShouldBeProblemAsync(response, HttpStatusCode.RequestEntityTooLarge, path);
    }

    [Fact]
    public async Task A_form_that_ends_in_its_middle_is_refused()
    {
        using var visitor = Visit("fa");
        foreach (var (type, body) in ((string, string)[])
        [
            ("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"subject\"\r\n\r\nabc"),
            ("multipart/form-data", "--b"),
            ("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: nonsense\r\n\r\nx\r\n--b--\r\n"),
            ("application/x-www-form-urlencoded", "%%%=&&&==%ED%A0%80&a=%00"),
            ("application/json", "{}"),
            ("text/plain; charset=nonsense", "x"),
        ])
        {
            using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            content.Headers.TryAddWithoutValidation("Content-Type", type);
            (await visitor.SendAsync("POST", "/request", content)).ShouldBeKind(HttpStatusCode.BadRequest, "fa", type + body);
        }
        using var many = new FormUrlEncodedContent(Enumerable.Range(0, 5_000).Select(i => KeyValuePair.Create($"k{i}", "v")));
        ((int)(await visitor.SendAsync("POST", "/request", many)).Status).ShouldBeInRange(400, 413);
    }

    [Fact]
    public async Task A_page_asked_in_a_way_it_does_not_know_is_never_half_drawn()
    {
        var (number, track) = await OpenCaseAsync();
        var (task, link) = await SalesLinkAsync(number);
        using var visitor = Visit();
        await visitor.SignInAsync("sales-desk");
        var token = (await visitor.OpenAsync(link)).Hidden().First(field => field.Key == "__RequestVerificationToken");
        foreach (var path in (string[])["/", "/request", "/track", track, link, "/tasks", $"/tasks/{task}", "/cases", $"/cases/{number}", $"/cases/{number}/records/x", "/signin", "/signout", "/account", "/mailbox", "/mailbox/1", "/problem/404", "/nothing"])
        {
            foreach (var method in (string[])["PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "BREW"])
                ((int)(await visitor.SendAsync(method, path)).Status).ShouldBeInRange(200, 499, $"{method} {path}");
            foreach (var method in (string[])["POST", "PUT", "PATCH", "DELETE"])
            {
                if (method == "POST" && path is "/signout")
                    continue;
                using var form = new FormUrlEncodedContent([token]);
                ((int)(await visitor.SendAsync(method, path + "?handler=nothing", form)).Status).ShouldBeInRange(300, 499, $"{method} {path}");
            }
        }
    }

    [Theory]
    [InlineData("en", "en")]
    [InlineData("fa", "fa")]
    [InlineData("zh", "zh-Hans")]
    public async Task What_is_not_there_is_a_page_that_says_so(string accept, string language)
    {
        using var visitor = Visit(accept);
        foreach (var path in (string[])
        [
            "/nothing", "/track/unknown", "/track/" + new string('A', 24), "/track?code=unknown", "/track?code=%00%F0%9F%98%80", "/track/" + new string('x', 6_000),
            "/track/unknown/file?id=1", "/t/unknown/file?id=1", "/t/unknown", "/%2e%2e/%2e%2e/etc/passwd", "/%01", "/ui/..%2f..%2fappsettings.json", "/problem/99999999999",
        ])
            (await visitor.OpenAsync(path)).ShouldBeKind(HttpStatusCode.NotFound, language, path);
    }

    [Fact]
    public async Task Staff_of_another_department_get_the_answer_to_an_unknown_case()
    {
        var (number, _) = await OpenCaseAsync();
        var (task, _) = await SalesLinkAsync(number);
        var mail = (await MailAsync(number, "sales@demo.example")).GetProperty("key").GetString();
        mail.ShouldNotBeNull();
        const string unknown = "CMP-1999-9999";
        using var visitor = Visit();
        await visitor.SignInAsync("logistics-desk");
        foreach (var path in (string[])["/cases/{0}", "/cases/{0}/records/x", "/cases/{0}/diagram?process=1", "/cases/{0}/file?id=x", "/cases/{0}/diagram?process=abc"])
        {
            var theirs = await visitor.OpenAsync(path.Replace("{0}", number, StringComparison.Ordinal));
            var none = await visitor.OpenAsync(path.Replace("{0}", unknown, StringComparison.Ordinal));
            theirs.ShouldBeKind(HttpStatusCode.NotFound, "en", path);
            none.Status.ShouldBe(HttpStatusCode.NotFound);
            theirs.Document.QuerySelector("main")!.TextContent.ShouldBe(none.Document.QuerySelector("main")!.TextContent.Replace(unknown, number, StringComparison.Ordinal), path);
        }
        (await visitor.OpenAsync("/cases")).Text.ShouldNotContain(number);
        (await visitor.OpenAsync("/cases?q=" + number)).Document.QuerySelectorAll($"a[href='/cases/{number}']").ShouldBeEmpty();
        var forbidden = await visitor.OpenAsync($"/tasks/{task}");
        ((int)forbidden.Status).ShouldBeOneOf([403, 404]);
        forbidden.Text.ShouldNotContain("Twelve parts");
        (await visitor.OpenAsync("/tasks/1")).ShouldBeKind(HttpStatusCode.NotFound, "en", "/tasks/1");
        (await visitor.OpenAsync("/tasks/99999999999999999999")).ShouldBeKind(HttpStatusCode.NotFound, "en", "/tasks/9…");
        (await visitor.OpenAsync("/mailbox/1")).ShouldBeKind(HttpStatusCode.NotFound, "en", "/mailbox/1");
        foreach (var query in (string[])["/cases?skip=-1", "/cases?skip=99999999999", "/cases?state=x&kind=y", "/cases?q=%00", "/cases?q=" + new string('x', 5_000), "/tasks?view=nothing", "/mailbox?to=%00&before=-1"])
            (await visitor.OpenAsync(query)).Status.ShouldBe(HttpStatusCode.OK, query);

        using var logistics = Account("logistics-desk");
        using var theirCase = await logistics.GetAsync($"/api/cases/{number}", Cancelled);
        using var noCase = await logistics.GetAsync($"/api/cases/{unknown}", Cancelled);
        var said = (await ShouldBeProblemAsync(theirCase, HttpStatusCode.NotFound, "their case")).GetProperty("detail").GetString()!;
        (await ShouldBeProblemAsync(noCase, HttpStatusCode.NotFound, "no case")).GetProperty("detail").GetString()!.Replace(unknown, number, StringComparison.Ordinal).ShouldBe(said);
    }

    [Fact]
    public async Task Only_those_with_the_role_use_the_engine_and_read_mails_by_the_api()
    {
        foreach (var (person, engine, mail) in ((string, bool, bool)[])[("sales-desk", false, false), ("quality-head", false, false), ("service-manager", true, false)])
        {
            using var client = Account(person);
            using var topology = await client.GetAsync("/v2/topology", Cancelled);
            using var mails = await client.GetAsync("/api/mail", Cancelled);
            using var tasks = await client.PostAsync("/v2/user-tasks/search", new StringContent("{}", Encoding.UTF8, "application/json"), Cancelled);
            foreach (var (response, allowed) in ((HttpResponseMessage, bool)[])[(topology, engine), (tasks, engine), (mails, mail)])
                if (allowed)
                    response.StatusCode.ShouldBe(HttpStatusCode.OK, person);
                else
                    await ShouldBeProblemAsync(response, HttpStatusCode.Forbidden, person);
        }
        using var nobody = new HttpClient { BaseAddress = new Uri(Product.Address) };
        foreach (var path in (string[])["/v2/topology", "/v2/user-tasks/1", "/api/mail", "/api/cases", "/api/cases/CMP-2026-0001"])
        {
            using var response = await nobody.GetAsync(path, Cancelled);
            await ShouldBeProblemAsync(response, HttpStatusCode.Unauthorized, path);
        }
        using var visitor = Visit();
        foreach (var path in (string[])["/tasks", "/cases", "/cases/CMP-2026-0001", "/mailbox", "/account", "/tasks/1"])
            (await visitor.OpenAsync(path)).Location.ShouldNotBeNull(path).ShouldContain("/signin");
    }

    [Fact]
    public async Task A_session_alone_changes_nothing_through_the_api()
    {
        using var visitor = Visit();
        await visitor.SignInAsync("service-manager");
        using var content = new StringContent("{}", Encoding.UTF8, "application/json");
        (await visitor.SendAsync("POST", "/v2/user-tasks/search", content)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("https://evil.example/")]
    [InlineData("/\\evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/tasks\r\nSet-Cookie: a=b")]
    [InlineData("/سلام")]
    public async Task Signing_in_leads_to_no_other_place_and_never_breaks(string next)
    {
        using var visitor = Visit();
        var answer = await visitor.FillAsync(
            "/signin?next=" + Uri.EscapeDataString(next), new Dictionary<string, string> { ["name"] = "sales-desk", ["password"] = "after-sales-demo", ["next"] = next });
        answer.Status.ShouldBe(HttpStatusCode.Redirect);
        answer.Location!.ShouldStartWith("/");
        answer.Location!.ShouldNotContain("evil");
        answer.Location!.All(char.IsAscii).ShouldBeTrue();
    }

    [Theory]
    [InlineData("//evil.example/?lang=fa")]
    [InlineData("/%5Cevil.example?lang=fa")]
    [InlineData("/track/%D8%B3%D9%84%D8%A7%D9%85?lang=fa&a=%0d%0ab&c=%D8%B3")]
    public async Task Changing_the_language_leads_to_no_other_place_and_never_breaks(string path)
    {
        using var visitor = Visit();
        var answer = await visitor.OpenAsync(Product.Address + path);
        answer.Status.ShouldBe(HttpStatusCode.Redirect);
        new Uri(new Uri(Product.Address), answer.Location!.Replace('\\', '/')).Authority.ShouldBe(new Uri(Product.Address).Authority);
        answer.Location!.All(c => c is > ' ' and < '\x7f').ShouldBeTrue(answer.Location);
    }

    [Theory]
    [InlineData("lang", "xx")]
    [InlineData("lang", "%00")]
    [InlineData("lang", "../../etc")]
    public async Task A_language_nobody_speaks_is_no_matter(string name, string value)
    {
        using var visitor = Visit("tlh, x-klingon;q=0.9, *;q=0.1");
        (await visitor.OpenAsync($"/request?{name}={value}")).ShouldBeKind(HttpStatusCode.OK, "en");
    }

    private HttpClient Account(string person)
    {
        var client = new HttpClient { BaseAddress = new Uri(Product.Address) };
        client.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(person + ":after-sales-demo")));
        return client;
    }
}
