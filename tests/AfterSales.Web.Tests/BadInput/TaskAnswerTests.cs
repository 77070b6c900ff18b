using System.Net;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.BadInput;

/// <summary>Answers to a task that are not what its form asks for: the page says so, and the task waits as before.</summary>
public sealed class TaskAnswerTests(BadInputProduct product) : BadInputTests(product)
{
    [Theory]
    [InlineData("sales@demo.example", "en")]
    [InlineData("sales-2@demo.example", "zh-Hans")]
    [InlineData("head-sales@demo.example", "fa")]
    public async Task Wrong_answers_are_told_in_the_readers_language_and_change_nothing(string reader, string language)
    {
        var (number, _) = await OpenCaseAsync();
        var (task, link) = await SalesLinkAsync(number, reader);
        using var visitor = Visit();

        async Task Refused(string what, Action<Dictionary<string, string>> change, string? mark = null)
        {
            var answers = GoodRegistration();
            change(answers);
            var page = (await visitor.FillAsync(link, answers)).ShouldBeKind(HttpStatusCode.UnprocessableEntity, language, what);
            page.Document.QuerySelectorAll("[data-problems] li").Length.ShouldBeGreaterThan(0, what);
            if (mark is not null)
                page.Document.QuerySelector("[data-problems]")!.TextContent.ShouldContain(mark);
            page.Document.QuerySelectorAll("script:not([src]):not([type])").Where(script => script.TextContent.Contains("alert", StringComparison.Ordinal)).ShouldBeEmpty();
        }

        await Refused("unknown field", answers => answers["registration.noSuchField"] = "x", "registration.noSuchField");
        await Refused("unknown field with markup", answers => answers["<script>alert(1)</script>"] = "x", "<script>alert(1)</script>");
        await Refused("missing text", answers => answers.Remove("registration.summary"));
        await Refused("blank text", answers => answers["registration.summary"] = " \u200B \t ");
        await Refused("missing choice", answers => answers.Remove("registration.inScope"));
        await Refused("no such choice", answers => answers["registration.cause"] = "magic");
        await Refused("not a number", answers => answers["registration.quantity"] = "twelve");
        await Refused("a huge number", answers => answers["registration.quantity"] = "1e400");
        await Refused("below the least", answers => answers["registration.quantity"] = "-1");
        await Refused("above the most", answers => answers["registration.quantity"] = "999999999999999999999999999999999999");
        await Refused("too long", answers => answers["registration.summary"] = new string('x', 4_001));
        await Refused("a megabyte", answers => answers["registration.signature"] = new string('x', 1_000_000));
        await Refused("nothing at all", answers => answers.Clear());
        await Refused("rows of no list", answers => answers["registration[2147483647].summary"] = "x");

        (await Product.GetAsync($"/v2/user-tasks/{task}", Cancelled)).GetProperty("state").GetString().ShouldBe("CREATED");
        (await SectionsAsync(number, "customer-info-record")).ShouldBeEmpty("a refused form files nothing");

        var done = await visitor.FillAsync(link, GoodRegistration());
        done.Status.ShouldBe(HttpStatusCode.Redirect, Short(done.Text));
        (await SectionsAsync(number, "customer-info-record")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Texts_of_all_kinds_survive_a_form_and_become_no_markup()
    {
        var (number, _) = await OpenCaseAsync();
        var (_, link) = await SalesLinkAsync(number);
        using var visitor = Visit();
        var answers = GoodRegistration();
        const string text = "\u200Fپاسخ \u202E<script>alert(1)</script> {{case.number}} {{{x}}} \uD83D\uDC69\u200D\uD83D\uDD27 \"'`&amp;";
        answers["registration.summary"] = text;
        var done = await visitor.FillAsync(link, answers);
        done.Status.ShouldBe(HttpStatusCode.Redirect, Short(done.Text));
        var section = (await SectionsAsync(number, "customer-info-record")).Single();
        section.GetRawText().ShouldContain("case.number");
        section.GetProperty("fields").EnumerateArray().SelectMany(field => field.GetProperty("values").EnumerateArray()).Select(value => value.GetString()).ShouldContain(text);

        await visitor.SignInAsync("sales-desk");
        var page = await visitor.OpenAsync($"/cases/{number}");
        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Html.ShouldNotContain("<script>alert(1)");
    }

    [Fact]
    public async Task A_link_used_twice_says_kindly_that_it_is_done()
    {
        var (number, _) = await OpenCaseAsync();
        var (task, link) = await SalesLinkAsync(number);
        using var visitor = Visit();
        var form = await visitor.OpenAsync(link);
        var fields = form.Hidden().Concat(GoodRegistration()).ToList();
        (await visitor.SubmitAsync(link, fields)).Status.ShouldBe(HttpStatusCode.Redirect);

        var again = (await visitor.SubmitAsync(link, fields)).ShouldBeKind(HttpStatusCode.Gone, "en");
        again.Document.QuerySelector("[data-closed=used]").ShouldNotBeNull();
        (await visitor.OpenAsync(link)).ShouldBeKind(HttpStatusCode.Gone, "en");
        (await SectionsAsync(number, "customer-info-record")).Count.ShouldBe(1);

        using var byApi = await SendAsync("POST", $"/v2/user-tasks/{task}/completion", "{}");
        await ShouldBeProblemAsync(byApi, HttpStatusCode.Conflict, "completed by API again");
        using var assigned = await SendAsync("POST", $"/v2/user-tasks/{task}/assignment", """{"assignee":"sales-desk"}""");
        await ShouldBeProblemAsync(assigned, HttpStatusCode.Conflict, "assigned after its end");
    }

    [Fact]
    public async Task Of_many_who_complete_a_task_at_once_one_wins_and_the_others_are_told()
    {
        const int People = 6;
        var (number, _) = await OpenCaseAsync();
        var visitors = new List<(Visitor Visitor, string Link, List<KeyValuePair<string, string>> Fields)>();
        foreach (var reader in (string[])["sales@demo.example", "sales-2@demo.example", "head-sales@demo.example"])
            for (var i = 0; i < People / 3; i++)
            {
                var visitor = Visit();
                var (_, link) = await SalesLinkAsync(number, reader);
                var form = await visitor.OpenAsync(link);
                var answers = GoodRegistration();
                answers["registration.summary"] = $"{reader} {i}";
                visitors.Add((visitor, link, [.. form.Hidden(), .. answers]));
            }

        var pages = await Task.WhenAll(visitors.Select(one => one.Visitor.SubmitAsync(one.Link, one.Fields)));

        pages.Count(page => page.Status == HttpStatusCode.Redirect).ShouldBe(1, "exactly one wins");
        foreach (var late in pages.Where(page => page.Status != HttpStatusCode.Redirect))
        {
            late.Status.ShouldBe(HttpStatusCode.Gone, Short(late.Text));
            late.Document.QuerySelector("main h1")!.TextContent.ShouldNotBeNullOrWhiteSpace();
        }
        (await SectionsAsync(number, "customer-info-record")).Count.ShouldBe(1, "the record has one section, the winner's");
        foreach (var (visitor, _, _) in visitors)
            visitor.Dispose();
    }

    [Fact]
    public async Task Of_many_completions_by_the_api_one_wins_and_the_others_are_a_conflict()
    {
        var (number, _) = await OpenCaseAsync();
        var (task, _) = await SalesLinkAsync(number);
        var body = Completion(GoodAnswers);
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => SendAsync("POST", $"/v2/user-tasks/{task}/completion", body)));
        answers.Count(answer => answer.StatusCode == HttpStatusCode.NoContent).ShouldBe(1);
        foreach (var late in answers.Where(answer => answer.StatusCode != HttpStatusCode.NoContent))
            await ShouldBeProblemAsync(late, HttpStatusCode.Conflict, "late");
        foreach (var answer in answers)
            answer.Dispose();
    }

    [Fact]
    public async Task A_completion_by_the_api_is_held_to_the_form_as_its_page_is_and_files_the_same_section()
    {
        var (number, _) = await OpenCaseAsync();
        var (task, _) = await SalesLinkAsync(number);
        foreach (var (field, value) in ((string, object?)[])[("summary", null), ("summary", " "), ("cause", "magic"), ("quantity", -1), ("quantity", "twelve"), ("inScope", true), ("noSuchField", "x"), ("summary", new string('x', 4_001))])
        {
            using var refused = await SendAsync("POST", $"/v2/user-tasks/{task}/completion", Completion(new(GoodAnswers) { [field] = value }));
            var problem = await ShouldBeProblemAsync(refused, HttpStatusCode.BadRequest, $"{field}: {value}");
            problem.GetProperty("errors").GetProperty("registration." + field)[0].GetString().ShouldNotBeNullOrEmpty(field);
        }
        using (var nothing = await SendAsync("POST", $"/v2/user-tasks/{task}/completion", "{}"))
            (await ShouldBeProblemAsync(nothing, HttpStatusCode.BadRequest, "nothing")).GetProperty("errors").EnumerateObject().Count().ShouldBeGreaterThan(3);
        (await Product.GetAsync($"/v2/user-tasks/{task}", Cancelled)).GetProperty("state").GetString().ShouldBe("CREATED");
        (await SectionsAsync(number, "customer-info-record")).ShouldBeEmpty("a refused completion files nothing");

        using var done = await SendAsync("POST", $"/v2/user-tasks/{task}/completion", Completion(GoodAnswers, more: "\"noteOfTheProgram\": 7"));
        done.StatusCode.ShouldBe(HttpStatusCode.NoContent, await done.Content.ReadAsStringAsync(Cancelled));
        var section = (await SectionsAsync(number, "customer-info-record")).ShouldHaveSingleItem();
        section.GetProperty("fields").EnumerateArray().SelectMany(field => field.GetProperty("values").EnumerateArray()).Select(value => value.GetString()).ShouldContain("Seams break at high speed.");
        var instance = (await CaseAsync(number)).GetProperty("processInstanceKey").GetString();
        var found = await Product.PostAsync("/v2/variables/search", new { filter = new { processInstanceKey = instance, name = "noteOfTheProgram" } }, Cancelled);
        found.GetProperty("items")[0].GetProperty("value").GetString().ShouldBe("7", "what the form does not ask for is the program's own affair");
    }

    [Fact]
    public async Task A_form_without_its_token_against_forgery_is_refused_kindly()
    {
        var (number, track) = await OpenCaseAsync();
        var (task, link) = await SalesLinkAsync(number);
        foreach (var (accept, language) in ((string, string)[])[("en", "en"), ("fa", "fa"), ("zh", "zh-Hans")])
        {
            using var visitor = Visit(accept);
            foreach (var path in (string[])[link, "/request", "/signin", "/signout", track + "/message", track + "/withdraw"])
            {
                (await visitor.SubmitAsync(path, GoodRegistration())).ShouldBeKind(HttpStatusCode.BadRequest, language, path);
                (await visitor.SubmitAsync(path, GoodRegistration().Append(new("__RequestVerificationToken", "forged")))).ShouldBeKind(HttpStatusCode.BadRequest, language, path);
            }
        }
        (await Product.GetAsync($"/v2/user-tasks/{task}", Cancelled)).GetProperty("state").GetString().ShouldBe("CREATED");
    }

    [Fact]
    public async Task Variables_of_a_completion_that_cannot_be_stored_are_refused()
    {
        var (number, _) = await OpenCaseAsync();
        var (task, _) = await SalesLinkAsync(number);
        foreach (var variables in (string[])["7", "[]", "\"x\"", """{"a":"\ud800"}""", "{\"a\":" + new string('[', 100) + new string(']', 100) + "}"])
        {
            using var response = await SendAsync("POST", $"/v2/user-tasks/{task}/completion", $$$$"""{"variables":{{{{variables}}}}}""");
            await ShouldBeProblemAsync(response, HttpStatusCode.BadRequest, Short(variables));
        }
        (await Product.GetAsync($"/v2/user-tasks/{task}", Cancelled)).GetProperty("state").GetString().ShouldBe("CREATED");
    }

    [Fact]
    public async Task Dates_at_the_edge_of_time_do_not_break_a_task()
    {
        var (number, _) = await OpenCaseAsync();
        var (task, link) = await SalesLinkAsync(number);
        using var visitor = Visit("fa");
        foreach (var due in (string[])["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "9999-12-31T23:59:59-14:00", "1600-01-01T00:00:00Z"])
        {
            using var response = await SendAsync("PATCH", $"/v2/user-tasks/{task}", $$$$"""{"changeset":{"dueDate":"{{{{due}}}}","followUpDate":"{{{{due}}}}"}}""");
            ((int)response.StatusCode).ShouldBeOneOf([204, 400], due);
            foreach (var (code, language) in ((string, string)[])[("fa", "fa"), ("zh", "zh-Hans")])
            {
                await visitor.OpenAsync($"{link}?lang={code}");
                (await visitor.OpenAsync(link)).ShouldBeKind(HttpStatusCode.OK, language, due);
            }
        }
    }

    private static Dictionary<string, object?> GoodAnswers { get; } = new()
    {
        ["summary"] = "Seams break at high speed.", ["subject"] = "function", ["quantity"] = 12, ["cause"] = "nonconforming", ["urgency"] = "normal", ["inScope"] = "yes", ["signature"] = "Sales desk",
    };

    private static string Completion(Dictionary<string, object?> answers, string? more = null) =>
        "{\"variables\":{\"registration\":" + JsonSerializer.Serialize(answers) + (more is null ? "" : ", " + more) + "}}";

    private async Task<List<JsonElement>> SectionsAsync(string number, string record) =>
        [.. (await CaseAsync(number)).GetProperty("records").EnumerateArray().Where(one => one.GetProperty("type").GetString() == record)
            .SelectMany(one => one.GetProperty("sections").EnumerateArray())];
}
