using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using AfterSales.TestSupport;
using AfterSales.Web.Tests.Support;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.Designer;

/// <summary>The designer over HTTP: who may, what a late save learns, how a change gets into force, what a browser's session may do.</summary>
public sealed class DesignerApiTests(Site site) : IClassFixture<Site>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/api/designer/library")]
    [InlineData("/api/designer/export")]
    [InlineData("/api/designer/drafts/workflow/installation")]
    [InlineData("/api/designer/changes")]
    public async Task Strangers_and_staff_may_not(string path)
    {
        using (var anonymous = await site.Visit().Client.GetAsync(path, Ct))
            anonymous.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var staff = await SendAsync("sales-desk", HttpMethod.Get, path);
        staff.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Managers_sign_and_do_not_edit()
    {
        (await SendAsync("management-rep", HttpMethod.Get, "/api/designer/changes")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await SendAsync("management-rep", HttpMethod.Get, "/api/designer/library")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await SendAsync("management-rep", HttpMethod.Put, "/api/designer/drafts/form/repair-summary", new { revision = 0, content = "{}" })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_library_lists_everything_that_is_in_force()
    {
        var items = (await JsonAsync("service-manager", HttpMethod.Get, "/api/designer/library?language=zh")).GetProperty("items").EnumerateArray().ToList();
        items.Select(item => item.GetProperty("kind").GetString()).Distinct().ShouldBe(["workflow", "form", "decision", "mail"]);
        var complaint = items.Single(item => item.GetProperty("name").GetString() == "complaint-handling");
        (complaint.GetProperty("title").GetString(), complaint.GetProperty("state").GetString()).ShouldBe(("客户投诉处理", "published"));
        foreach (var (kind, folder) in new[] { ("form", "workflows/forms"), ("decision", "workflows/decisions") })
            items.Count(item => item.GetProperty("kind").GetString() == kind).ShouldBeGreaterThanOrEqualTo(Directory.GetFiles(RepositoryRoot.Combine(folder)).Length);
    }

    [Fact]
    public async Task Two_people_on_one_draft_are_told_and_nothing_is_overwritten()
    {
        const string path = "/api/designer/drafts/decision/warranty";
        var content = (await JsonAsync("service-manager", HttpMethod.Get, path)).GetProperty("content").GetString()!;
        (await JsonAsync("service-manager", HttpMethod.Put, path, new { revision = 0, content = content + " " })).GetProperty("revision").GetInt32().ShouldBe(1);

        using var late = await SendAsync("admin", HttpMethod.Put, path, new { revision = 0, content = "mine" });

        late.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var problem = await late.Content.ReadFromJsonAsync<JsonElement>(Ct);
        (problem.GetProperty("revision").GetInt32(), problem.GetProperty("savedBy").GetString()).ShouldBe((1, "service-manager"));
        problem.GetProperty("detail").GetString()!.ShouldContain("nothing was overwritten");
        (await JsonAsync("admin", HttpMethod.Get, path)).GetProperty("content").GetString().ShouldBe(content + " ");
        (await SendAsync("admin", HttpMethod.Delete, path + "?revision=1")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Theory]
    [InlineData("PUT", "/api/designer/drafts/workflow/no-such-workflow", """{"revision": 0, "content": "x"}""", 404)]
    [InlineData("PUT", "/api/designer/drafts/poem/installation", """{"revision": 0, "content": "x"}""", 404)]
    [InlineData("PUT", "/api/designer/drafts/workflow/installation", """{"content": 7}""", 400)]
    [InlineData("POST", "/api/designer/drafts", """{"kind": "form", "name": "../../etc"}""", 400)]
    [InlineData("POST", "/api/designer/drafts", """{"kind": "form", "name": "installation-order"}""", 409)]
    [InlineData("POST", "/api/designer/changes", """{"drafts": [], "note": "x"}""", 400)]
    [InlineData("POST", "/api/designer/changes", """{"drafts": [{"kind": "form", "name": "nothing", "revision": 1}], "note": "x"}""", 404)]
    [InlineData("POST", "/api/designer/changes/1/signatures", """{"approve": true}""", 404)]
    [InlineData("POST", "/api/designer/changes/1/signatures", """{"approve": "perhaps"}""", 400)]
    [InlineData("POST", "/api/designer/mail-preview", """{"name": "task", "language": "xx", "source": ""}""", 400)]
    [InlineData("POST", "/api/designer/library/workflow/nothing/retire", """{"reason": "x"}""", 404)]
    [InlineData("POST", "/api/designer/library/workflow/complaint-resolution/retire", """{"reason": "x"}""", 409)]
    [InlineData("POST", "/api/designer/drafts/workflow/installation/lint", """{"content": "no xml"}""", 400)]
    public async Task What_is_wrong_is_answered_with_a_problem(string method, string path, string body, int status)
    {
        using var response = await SendAsync("service-manager", new HttpMethod(method), path, JsonDocument.Parse(body).RootElement);
        ((int)response.StatusCode).ShouldBe(status, await response.Content.ReadAsStringAsync(Ct));
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task A_shorter_limit_is_published_with_three_signatures_and_compared_with_what_it_replaced()
    {
        const string path = "/api/designer/drafts/workflow/installation";
        var content = (await JsonAsync("service-manager", HttpMethod.Get, path)).GetProperty("content").GetString()!;
        var shorter = content.Replace("(date and time(case.receivedAt), 7, case.calendar)</bpmn:timeDate>", "(date and time(case.receivedAt), 6, case.calendar)</bpmn:timeDate>", StringComparison.Ordinal);
        shorter.ShouldNotBe(content);
        await JsonAsync("service-manager", HttpMethod.Put, path, new { revision = 0, content = shorter });
        var drafts = new[] { new { kind = "workflow", name = "installation", revision = 1 } };
        var report = await JsonAsync("service-manager", HttpMethod.Post, "/api/designer/check", new { drafts });
        report.GetProperty("errors").GetInt32().ShouldBe(0, report.ToString());

        var change = await JsonAsync("service-manager", HttpMethod.Post, "/api/designer/changes", new { drafts, note = "Six days are enough", warningReason = "None" });
        var signatures = $"/api/designer/changes/{change.GetProperty("key").GetString()}/signatures";
        (await SendAsync("service-manager", HttpMethod.Post, signatures, new { approve = true })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await JsonAsync("management-rep", HttpMethod.Post, signatures, new { approve = true })).GetProperty("nextSignature").GetString().ShouldBe("approver");
        (await JsonAsync("top-manager", HttpMethod.Post, signatures, new { approve = true, remark = "Good" })).GetProperty("state").GetString().ShouldBe("published");

        var entry = (await JsonAsync("admin", HttpMethod.Get, "/api/designer/library")).GetProperty("items").EnumerateArray().Single(item => item.GetProperty("name").GetString() == "installation");
        (entry.GetProperty("version").GetInt32(), entry.GetProperty("author").GetString()).ShouldBe((2, "service-manager"));
        (await JsonAsync("admin", HttpMethod.Get, "/api/designer/versions/workflow/installation/1")).GetProperty("content").GetString().ShouldBe(content);

        using var owner = await site.SignInAsync("service-manager");
        var page = await owner.GetAsync($"/designer/compare?kind=workflow&name=installation&change={change.GetProperty("key").GetString()}");
        page.Status.ShouldBe(HttpStatusCode.OK);
        page.One("[data-changes]").GetAttribute("data-changes").ShouldBe("1");
        // In plain words, in the language of who reads it.
        page.One("[data-part=Boundary_limit] del").TextContent.ShouldContain("۷ روز کاری");
        page.One("[data-part=Boundary_limit] ins").TextContent.ShouldContain("۶ روز کاری");
    }

    [Fact]
    public async Task An_export_equals_the_folders()
    {
        using var response = await SendAsync("service-manager", HttpMethod.Get, "/api/designer/export");
        using var zip = new ZipArchive(await response.Content.ReadAsStreamAsync(Ct));
        var names = zip.Entries.Select(entry => entry.FullName).ToHashSet();
        foreach (var folder in new[] { "workflows", "templates" })
            foreach (var file in Directory.EnumerateFiles(RepositoryRoot.Combine(folder), "*", SearchOption.AllDirectories))
                names.ShouldContain(Path.GetRelativePath(RepositoryRoot.Path, file).Replace('\\', '/'));
        using var reader = new StreamReader(zip.GetEntry("workflows/repair.bpmn")!.Open());
        (await reader.ReadToEndAsync(Ct)).ShouldBe(await File.ReadAllTextAsync(RepositoryRoot.Combine("workflows", "repair.bpmn"), Ct));
    }

    [Fact]
    public async Task A_browser_changes_something_only_with_the_token_of_a_page()
    {
        using var owner = await site.SignInAsync("service-manager");
        var page = await owner.GetAsync("/designer/form/repair-summary");
        page.Status.ShouldBe(HttpStatusCode.OK);
        var settings = JsonDocument.Parse(page.One("[data-editor]").GetAttribute("data-editor")!).RootElement;
        using (var without = await owner.Client.PostAsJsonAsync("/api/designer/mail-preview", new { name = "task", language = "en", source = "" }, Ct))
            without.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using (var forged = await owner.Client.SendAsync(Preview("made-up"), Ct))
            forged.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var genuine = await owner.Client.SendAsync(Preview(settings.GetProperty("token").GetString()!), Ct);
        genuine.StatusCode.ShouldBe(HttpStatusCode.OK, await genuine.Content.ReadAsStringAsync(Ct));
        (await genuine.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("subject").GetString().ShouldBe("CMP-2026-0093");
    }

    [Theory]
    [InlineData("en", "Designer")]
    [InlineData("fa", "طراح")]
    [InlineData("zh", "设计器")]
    public async Task Pages_are_there_in_every_language_and_only_editors_loosen_the_policy_for_styles(string language, string title)
    {
        using var owner = await site.SignInAsync("admin", Site.AdminPassword);
        // The reader's own choice counts before the person's language.
        await owner.GetAsync("/designer?lang=" + language);
        var library = await owner.GetAsync("/designer");
        library.One("h1").TextContent.ShouldBe(title);
        foreach (var address in new[] { "/designer?kind=form", "/designer?kind=decision&q=warranty", "/designer?kind=mail&drafts=1", "/designer?kind=nonsense", "/designer/changes", "/designer/compare?kind=workflow&name=repair", "/designer/compare?kind=mail&name=task" })
        {
            var page = await owner.GetAsync(address);
            page.Status.ShouldBe(HttpStatusCode.OK, address);
            page.Text.ShouldNotContain("⟦", customMessage: address);
            page.All("[style]").ShouldBeEmpty(address);
            page.Message.Headers.GetValues("Content-Security-Policy").Single().ShouldNotContain("unsafe");
        }
        foreach (var address in new[] { "/designer/bpmn/repair", "/designer/form/repair-summary", "/designer/decision/warranty", "/designer/mail/task" })
        {
            var editor = await owner.GetAsync(address);
            editor.Status.ShouldBe(HttpStatusCode.OK, address);
            editor.Text.ShouldNotContain("⟦", customMessage: address);
            var policy = editor.Message.Headers.GetValues("Content-Security-Policy").Single();
            policy.ShouldContain("script-src 'self';");
            policy.ShouldContain("style-src 'self' 'unsafe-inline'");
        }
        foreach (var address in new[] { "/designer/bpmn/nothing", "/designer/poem/repair", "/designer/publish?kind=workflow&name=acceptance", "/designer/compare?kind=x&name=y", "/designer/changes/7" })
            (await owner.GetAsync(address)).Status.ShouldBe(HttpStatusCode.NotFound, address);
    }

    [Fact]
    public async Task Something_new_is_begun_and_thrown_away_on_the_page()
    {
        using var owner = await site.SignInAsync("service-manager");
        var library = await owner.GetAsync("/designer?kind=form");
        var refused = await owner.SubmitAsync(library, "form[data-form=new-artifact]", ("kind", "form"), ("name", "../x"), ("title", "X"));
        refused.One("[data-problem]").TextContent.ShouldContain("حرف لاتین");
        var made = await owner.SubmitAsync(library, "form[data-form=new-artifact]", ("kind", "form"), ("name", "page-made"), ("title", "Made here"));
        made.Location.ShouldBe("/designer/form/page-made");
        (await owner.GetAsync("/designer?kind=form&drafts=1")).One("[data-artifact=page-made]").GetAttribute("data-state").ShouldBe("draft");
        var drafts = await owner.GetAsync("/designer?kind=form&drafts=1&q=page-made");
        await owner.SubmitAsync(drafts, "[data-artifact=page-made] form");
        (await owner.GetAsync("/designer/form/page-made")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_retired_workflow_starts_no_case_until_it_is_used_again()
    {
        (await SendAsync("service-manager", HttpMethod.Post, "/api/designer/library/workflow/experiment-data/retire", new { reason = "Not any more" })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var items = (await JsonAsync("service-manager", HttpMethod.Get, "/api/designer/library")).GetProperty("items").EnumerateArray();
        items.Single(item => item.GetProperty("kind").GetString() == "workflow" && item.GetProperty("name").GetString() == "experiment-data").GetProperty("state").GetString().ShouldBe("retired");
        (await SendAsync("service-manager", HttpMethod.Post, "/api/designer/library/workflow/experiment-data/restore")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await SendAsync("service-manager", HttpMethod.Post, "/api/designer/library/workflow/experiment-data/restore")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Forms_decisions_and_mails_retire_once_no_workflow_in_force_names_them_and_cannot_be_named_again_until_restored()
    {
        foreach (var used in new[] { "form/acceptance-test", "decision/warranty", "decision/complaint-cause", "mail/customer-explanation", "mail/task" })
            (await SendAsync("service-manager", HttpMethod.Post, $"/api/designer/library/{used}/retire", new { reason = "x" })).StatusCode.ShouldBe(HttpStatusCode.Conflict, used);
        (await SendAsync("service-manager", HttpMethod.Post, "/api/designer/library/form/nothing/retire", new { reason = "x" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        await SendAsync("service-manager", HttpMethod.Post, "/api/designer/drafts", new { kind = "mail", name = "spring-letter", copyOf = "notice" });
        await PublishAsync("mail", "spring-letter");
        (await SendAsync("service-manager", HttpMethod.Post, "/api/designer/library/mail/spring-letter/retire", new { reason = "Asked by phone now" })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await StateAsync("mail", "spring-letter")).ShouldBe("retired");
        (await JsonAsync("service-manager", HttpMethod.Get, "/api/designer/vocabulary")).GetProperty("mails").EnumerateArray()
            .ShouldNotContain(choice => choice.GetProperty("value").GetString() == "spring-letter");

        var draft = await JsonAsync("service-manager", HttpMethod.Get, "/api/designer/drafts/workflow/experiment-data");
        var named = draft.GetProperty("content").GetString()!.Replace("<zeebe:userTask />", "<zeebe:userTask /><zeebe:properties><zeebe:property name=\"mail.template\" value=\"spring-letter\" /></zeebe:properties>", StringComparison.Ordinal);
        named.ShouldContain("spring-letter");
        var saved = await JsonAsync("service-manager", HttpMethod.Put, "/api/designer/drafts/workflow/experiment-data", new { content = named, revision = 0 });
        var check = await JsonAsync("service-manager", HttpMethod.Post, "/api/designer/check", new { drafts = new[] { new { kind = "workflow", name = "experiment-data", revision = saved.GetProperty("revision").GetInt32() } } });
        check.GetRawText().ShouldContain("\"retired\"");
        (await SendAsync("service-manager", HttpMethod.Delete, $"/api/designer/drafts/workflow/experiment-data?revision={saved.GetProperty("revision").GetInt32()}")).IsSuccessStatusCode.ShouldBeTrue();

        (await SendAsync("service-manager", HttpMethod.Post, "/api/designer/library/mail/spring-letter/restore")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await StateAsync("mail", "spring-letter")).ShouldBe("published");
    }

    private async Task PublishAsync(string kind, string name)
    {
        var revision = (await JsonAsync("service-manager", HttpMethod.Get, $"/api/designer/drafts/{kind}/{name}")).GetProperty("revision").GetInt32();
        var change = await JsonAsync("service-manager", HttpMethod.Post, "/api/designer/changes", new { drafts = new[] { new { kind, name, revision } }, note = "New", warningReason = "None" });
        foreach (var signer in new[] { "management-rep", "top-manager" })
            await JsonAsync(signer, HttpMethod.Post, $"/api/designer/changes/{change.GetProperty("key").GetString()}/signatures", new { approve = true });
    }

    private async Task<string?> StateAsync(string kind, string name) =>
        (await JsonAsync("service-manager", HttpMethod.Get, "/api/designer/library")).GetProperty("items").EnumerateArray()
            .Single(item => item.GetProperty("kind").GetString() == kind && item.GetProperty("name").GetString() == name).GetProperty("state").GetString();

    private static HttpRequestMessage Preview(string token)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/designer/mail-preview")
        {
            Content = JsonContent.Create(new { name = "task", language = "en", source = "=== subject ===\n{{case.number}}\n=== preheader ===\n\n=== body ===\nx\n" }),
        };
        request.Headers.Add("RequestVerificationToken", token);
        return request;
    }

    private async Task<JsonElement> JsonAsync(string name, HttpMethod method, string path, object? body = null)
    {
        using var response = await SendAsync(name, method, path, body);
        var text = await response.Content.ReadAsStringAsync(Ct);
        response.IsSuccessStatusCode.ShouldBeTrue($"{method} {path}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    private async Task<HttpResponseMessage> SendAsync(string name, HttpMethod method, string path, object? body = null)
    {
        var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{(name == "admin" ? Site.AdminPassword : Site.DemoPassword)}")));
        return await new HttpClient { BaseAddress = site.Address }.SendAsync(request, Ct);
    }
}
