using System.Net;
using System.Text;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.BadInput;

/// <summary>Requests of customers with texts and files nobody expects.</summary>
public sealed class RequestTests(BadInputProduct product) : BadInputTests(product)
{
    private static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    [Theory]
    [InlineData("en", "en")]
    [InlineData("fa", "fa")]
    [InlineData("zh", "zh-Hans")]
    public async Task A_request_that_cannot_be_taken_says_why_and_opens_no_case(string accept, string language)
    {
        using var visitor = Visit(accept);
        var before = await CountAsync(Product.Client, "/api/cases");

        async Task Refused(string what, Action<Dictionary<string, string>> change, params (string, string, byte[])[] files)
        {
            var fields = GoodForm();
            change(fields);
            var page = (await visitor.FillAsync("/request", fields, files)).ShouldBeKind(HttpStatusCode.UnprocessableEntity, language, what);
            page.Document.QuerySelectorAll("[data-problems] li").Length.ShouldBeGreaterThan(0, what);
        }

        await Refused("nothing", fields => fields.Clear());
        await Refused("no subject", fields => fields["subject"] = "  ");
        await Refused("invisible subject", fields => fields["subject"] = "\u0000\u0001");
        await Refused("no such kind", fields => fields["kind"] = "lawsuit");
        await Refused("no such urgency", fields => fields["urgency"] = "yesterday");
        await Refused("no address", fields => fields["customerEmail"] = "not an address");
        await Refused("two addresses", fields => fields["customerEmail"] = "a@b.example,c@d.example");
        await Refused("an address that turns round", fields => fields["customerEmail"] = "a\u202Eb@customer.example");
        await Refused("an address without a domain that can be", fields => fields["customerEmail"] = "a@b..example");
        await Refused("no number", fields => fields["customerPhone"] = "call me");
        await Refused("a long subject", fields => fields["subject"] = new string('x', 201));
        await Refused("a megabyte", fields => fields["description"] = new string('x', 1_000_000));
        await Refused("a megabyte as name", fields => fields["customerName"] = new string('\u0628', 1_000_000));
        await Refused("a page called a picture", _ => { }, ("files", "photo.png", "<html><script>alert(1)</script>"u8.ToArray()));
        await Refused("a drawing that can run", _ => { }, ("files", "drawing.svg", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"u8.ToArray()));
        await Refused("a program", _ => { }, ("files", "setup.exe", [(byte)'M', (byte)'Z', 0x90, 0, 3, 0, 0, 0]));
        await Refused("a program called a picture", _ => { }, ("files", "setup.png", [(byte)'M', (byte)'Z', 0x90, 0, 3, 0, 0, 0]));
        await Refused("an archive", _ => { }, ("files", "a.zip", [(byte)'P', (byte)'K', 3, 4, 0, 0, 0, 0]));
        await Refused("an empty file", _ => { }, ("files", "empty.png", []));
        await Refused("a large file", _ => { }, ("files", "large.png", [.. Png, .. new byte[11_000_000]]));
        await Refused("fifty files", _ => { }, [.. Enumerable.Range(0, 50).Select(i => ("files", $"{i}.png", Png))]);

        (await CountAsync(Product.Client, "/api/cases")).ShouldBe(before, "a refused request opens no case");
    }

    [Fact]
    public async Task Names_of_files_lead_nowhere_and_disguise_nothing()
    {
        using var visitor = Visit();
        (string, string, byte[])[] files =
        [
            ("files", "../../../../etc/passwd.png", [.. Png, 1]),
            ("files", "..\\..\\windows\\win.ini.png", [.. Png, 2]),
            ("files", "photo\u202Egnp.exe", [.. Png, 3]),
            ("files", "a\r\nX-Evil: 1.png", [.. Png, 4]),
            ("files", "\"><script>alert(1)</script>.png", [.. Png, 5]),
            ("files", new string('n', 200) + "\uD83D\uDE00.png", [.. Png, 6]),
            ("files", "...", [.. Png, 7]),
            ("files", "con:aux?*|.png", [.. Png, 8]),
            ("files", string.Concat(Enumerable.Repeat("\uD83D\uDE00", 100)) + ".png", [.. Png, 9]),
        ];
        var answer = await visitor.FillAsync("/request", GoodForm(), files);
        answer.Status.ShouldBe(HttpStatusCode.Redirect, Short(answer.Text));
        var track = await visitor.OpenAsync(answer.Location!);
        track.Status.ShouldBe(HttpStatusCode.OK);
        track.Html.ShouldNotContain("<script>alert(1)");
        var links = track.Document.QuerySelectorAll("a[href*='/file?id=']").Select(link => link.GetAttribute("href")!).Distinct().ToList();
        links.Count.ShouldBe(files.Length);
        foreach (var link in links)
        {
            var file = await visitor.OpenAsync(link);
            file.Status.ShouldBe(HttpStatusCode.OK, link);
            file.Response.Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
            file.Response.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
            var name = file.Response.Content.Headers.ContentDisposition!.FileNameStar ?? "";
            name.ShouldEndWith(".png");
            name.ShouldNotContain("..");
            name.IndexOfAny(['/', '\\', '\r', '\n', '\u202E', '<', '"']).ShouldBe(-1, name);
            file.Response.Headers.Contains("X-Evil").ShouldBeFalse();
        }
        foreach (var wrong in (string[])["../../etc/passwd", "%00", new('x', 3_000), ""])
            (await visitor.OpenAsync(links[0][..(links[0].IndexOf('=', StringComparison.Ordinal) + 1)] + Uri.EscapeDataString(wrong))).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    public static TheoryData<string, string> Texts => new()
    {
        { "markup", "<script>alert(1)</script><img src=x onerror=alert(2)>" },
        { "template", "{{case.number}} {{{case.number}}} {{#each x}} {{> layout}} {{" },
        { "attribute", "\" onmouseover=\"alert(1)' x='" },
        { "entity", "&lt;b&gt; &amp; &#0; ]]> --> %3Cscript%3E" },
        { "emoji", "\uD83D\uDC69\u200D\uD83D\uDD27\uD83C\uDDEE\uD83C\uDDF7 done" },
        { "direction", "\u200Fنمی\u200Cشود \u2067abc\u2069 \u202Eevil\u202C" },
        { "combining", "Z\u0341\u0342\u0343\u0344\u0345 e\u0301 \uFEFF\uFFFD" },
        { "sql", "'; DROP TABLE cases; --" },
        { "feel", "= 1 + 2 \" ] } [ { case.number" },
        { "format", "{0} {1:x} %s %n $1 \\u0041" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task A_text_comes_back_as_it_was_written_and_is_never_markup(string kind, string text)
    {
        var request = GoodRequest(text.Length > 0 ? text : kind, email: $"{kind}@customer.example");
        request["description"] = text + "\n" + text;
        request["customer"] = new Dictionary<string, object?> { ["name"] = text, ["email"] = $"{kind}@customer.example", ["company"] = text };
        request["product"] = new Dictionary<string, object?> { ["model"] = text, ["serialNumber"] = text.Length <= 80 ? text : null, ["orderNumber"] = text.Length <= 80 ? text : null };
        var (number, track) = await OpenCaseAsync(request);

        var known = await CaseAsync(number);
        known.GetProperty("subject").GetString().ShouldBe(text);
        known.GetProperty("description").GetString().ShouldBe(text + "\n" + text);
        known.GetProperty("customer").GetProperty("name").GetString().ShouldBe(text);
        known.GetProperty("product").GetProperty("model").GetString().ShouldBe(text);

        using var visitor = Visit();
        ShouldHoldNoMarkup(await visitor.OpenAsync(track), text);
        await visitor.SignInAsync("sales-desk");
        ShouldHoldNoMarkup(await visitor.OpenAsync($"/cases/{number}"), text);
        ShouldHoldNoMarkup(await visitor.OpenAsync("/cases?q=" + Uri.EscapeDataString(text)), text);
        ShouldHoldNoMarkup(await visitor.OpenAsync("/tasks"), text: null);
        var (_, link) = await SalesLinkAsync(number);
        ShouldHoldNoMarkup(await visitor.OpenAsync(link), text);

        foreach (var mail in (JsonElement[])[await MailAsync(number, $"{kind}@customer.example"), await MailAsync(number, "sales@demo.example")])
        {
            var html = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(mail.GetProperty("html").GetString()!);
            html.QuerySelectorAll("script, img[src=x], [onmouseover], [onerror]").ShouldBeEmpty(kind);
            mail.GetProperty("html").GetString()!.ShouldNotContain("<script", Case.Insensitive);
            var subject = mail.GetProperty("subject").GetString()!;
            subject.ShouldNotContain("\u202E", customMessage: "a subject does not turn round");
            foreach (var header in (string[])[subject, mail.GetProperty("toName").GetString()!])
                header.Any(char.IsControl).ShouldBeFalse(kind);
            // What looks like a template in a customer's words is not run as one.
            if (kind == "template")
                (subject + html.Body!.TextContent).ShouldContain("{{case.number}}");
        }
    }

    [Fact]
    public async Task Line_breaks_in_a_name_become_no_header_of_a_mail()
    {
        var request = GoodRequest("Subject\r\nBcc: everybody@evil.example\r\n\r\nBody", email: "breaks@customer.example");
        request["customer"] = new Dictionary<string, object?> { ["name"] = "Name\r\nBcc: everybody@evil.example\u2028\u0085X: y", ["email"] = "breaks@customer.example" };
        var (number, _) = await OpenCaseAsync(request);
        var mail = await MailAsync(number, "breaks@customer.example");
        foreach (var header in (string[])["subject", "toName"])
            mail.GetProperty(header).GetString()!.IndexOfAny(['\r', '\n', '\u2028', '\u0085']).ShouldBe(-1, header);
        mail.GetProperty("to").GetString().ShouldBe("breaks@customer.example");
        var bcc = await Product.GetAsync("/api/mail?to=everybody@evil.example", Cancelled);
        bcc.GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("subject")]
    [InlineData("description")]
    [InlineData("customer.name")]
    [InlineData("customer.email")]
    [InlineData("customer.phone")]
    [InlineData("customer.company")]
    [InlineData("product.model")]
    [InlineData("product.serialNumber")]
    [InlineData("product.orderNumber")]
    [InlineData("kind")]
    [InlineData("channel")]
    [InlineData("urgency")]
    public async Task A_megabyte_in_a_field_is_refused_by_the_fields_name(string field)
    {
        var request = GoodRequest();
        var parts = field.Split('.');
        if (parts.Length == 1)
            request[field] = new string('x', 1_000_000);
        else
            ((Dictionary<string, object?>)request[parts[0]]!)[parts[1]] = new string('x', 1_000_000);
        using var response = await SendAsync("POST", "/api/requests", JsonSerializer.Serialize(request));
        var problem = await ShouldBeProblemAsync(response, HttpStatusCode.BadRequest, field);
        problem.GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue(field);
    }

    [Fact]
    public async Task Control_characters_are_left_out_of_what_is_kept()
    {
        var request = GoodRequest("A\u0000B\u0007C");
        request["description"] = "Line one\u0000\nLine\u001B[31m two";
        var (number, _) = await OpenCaseAsync(request);
        var known = await CaseAsync(number);
        known.GetProperty("subject").GetString().ShouldBe("ABC");
        known.GetProperty("description").GetString().ShouldBe("Line one\nLine[31m two");
    }

    [Fact]
    public async Task A_request_sent_many_times_at_once_opens_one_case()
    {
        var body = JsonSerializer.Serialize(GoodRequest("Sent many times"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/requests") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            request.Headers.Add("Idempotency-Key", "the-same-key");
            using var response = await Product.Client.SendAsync(request, Cancelled);
            response.StatusCode.ShouldBe(HttpStatusCode.Created);
            return JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync(Cancelled)).GetProperty("caseNumber").GetString();
        }));
        answers.Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_key_against_repeats_that_is_too_long_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/requests") { Content = new StringContent(JsonSerializer.Serialize(GoodRequest()), Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", new string('k', 5_000));
        using var response = await Product.Client.SendAsync(request, Cancelled);
        await ShouldBeProblemAsync(response, HttpStatusCode.BadRequest, "key");
    }

    [Fact]
    public async Task What_a_customer_adds_on_the_tracking_page_is_checked_too()
    {
        var (number, track) = await OpenCaseAsync();
        using var visitor = Visit();
        foreach (var text in (string[])["", "   ", "\u0000", new string('x', 4_001), new string('x', 900_000)])
            (await SayAsync(visitor, [new("text", text)], track + "/message")).ShouldBeKind(HttpStatusCode.UnprocessableEntity, "en", Short(text));
        (await SayAsync(visitor, [new("text", "see file")], track + "/message", ("files", "a.html", "<html>"u8.ToArray()))).ShouldBeKind(HttpStatusCode.UnprocessableEntity, "en");
        const string text2 = "<script>alert(1)</script> {{case.number}} \u0000\uD83D\uDE00";
        (await SayAsync(visitor, [new("text", text2)], track + "/message")).Status.ShouldBe(HttpStatusCode.Redirect);
        ShouldHoldNoMarkup(await visitor.OpenAsync(track), text: null);
        (await CaseAsync(number)).GetProperty("timeline").GetRawText().ShouldContain("{{case.number}}");

        var unknown = "/track/" + new string('A', 24);
        foreach (var path in (string[])[unknown, "/track/short", "/track/" + Uri.EscapeDataString("سلام"), "/track/%0d%0aX:y"])
            foreach (var handler in (string[])["message", "withdraw"])
                (await SayAsync(visitor, [new("text", "x"), new("reason", "x")], $"{path}/{handler}")).ShouldBeKind(HttpStatusCode.NotFound, "en", path);
        // Taken back with a reason whose last kept character would be half an emoji.
        (await SayAsync(visitor, [new("reason", new string('x', 3_999) + "\uD83D\uDE00")], track + "/withdraw")).Status.ShouldBe(HttpStatusCode.Redirect);
        (await visitor.OpenAsync(track)).Status.ShouldBe(HttpStatusCode.OK);
        (await SayAsync(visitor, [new("reason", "again")], track + "/withdraw")).Status.ShouldBe(HttpStatusCode.Redirect);
        (await CaseAsync(number)).GetProperty("timeline").EnumerateArray().Count(line => line.GetProperty("kind").GetString()!.Contains("withdrawn", StringComparison.OrdinalIgnoreCase)).ShouldBeLessThanOrEqualTo(1);
    }

    // The page shows its forms only while the workflow listens; somebody may send them at any time.
    private static async Task<SeenPage> SayAsync(Visitor visitor, IEnumerable<KeyValuePair<string, string>> fields, string to, params IEnumerable<(string, string, byte[])> files)
    {
        var token = (await visitor.OpenAsync("/request")).Hidden().First(field => field.Key == "__RequestVerificationToken");
        return await visitor.SubmitAsync(to, fields.Append(token), files);
    }

    private static void ShouldHoldNoMarkup(SeenPage page, string? text)
    {
        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Document.QuerySelectorAll("img[src=x], [onmouseover], [onerror]").ShouldBeEmpty();
        page.Html.ShouldNotContain("<script>alert");
        if (text is not null)
            page.Text.ReplaceLineEndings("\n").ShouldContain(text.Trim());
    }

    private static Dictionary<string, string> GoodForm() => new()
    {
        ["kind"] = "complaint",
        ["subject"] = "Weld seam breaks",
        ["description"] = "Twelve parts broke.",
        ["urgency"] = "normal",
        ["customerName"] = "Purchasing desk",
        ["customerEmail"] = "purchasing@customer.example",
    };
}
