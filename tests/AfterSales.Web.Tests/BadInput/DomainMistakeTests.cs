using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using AfterSales.Service.Languages;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.BadInput;

/// <summary>
/// What goes wrong in every department: a day that does not exist, an appointment on a day off, a serial number nobody knows or two contracts
/// claim, a survey answered twice, a part that never comes. Each is told in the reader's language and loses nothing.
/// </summary>
public sealed class DomainMistakeTests : BadInputTests
{
    private const string DemoPassword = "after-sales-demo";

    /// <summary>One member of the staff and one manager for each language.</summary>
    public static TheoryData<string, string, string, string> Readers => new()
    {
        { "en", "en", "sales-desk", "general-manager" },
        { "fa", "fa", "sales-head", "sales-head" },
        { "zh", "zh-Hans", "sales-desk-2", "top-manager" },
    };

    public DomainMistakeTests(BadInputProduct product)
        : base(product) => TextCatalog.Include(typeof(Program).Assembly);

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task A_day_that_does_not_exist_is_told_at_its_field(string code, string language, string staff, string manager)
    {
        var sentence = Texts(code)["form.notDate"];
        using var client = Account(staff);
        foreach (var day in (string[])["2026-02-30", "1405-12-30", "2026-13-01", "yesterday", "9999-12-31"])
        {
            using var refused = await client.PostAsJsonAsync("/api/trainings", new { audience = "staff", topic = "HX-20", heldOn = day, people = new[] { "field-engineer" } }, Cancelled);
            var problem = await ShouldBeProblemAsync(refused, HttpStatusCode.BadRequest, day);
            problem.GetProperty("errors").GetProperty("heldOn")[0].GetString().ShouldBe(sentence, day);
        }

        using var visitor = Visit(code);
        await visitor.SignInAsync(manager);
        var page = await visitor.FillAsync("/contracts/edit", new Dictionary<string, string>
        {
            ["number"] = "DAY-1", ["customerEmail"] = "purchasing@customer.example", ["from"] = "2026-02-30", ["until"] = "2026-12-31",
        });
        page.ShouldBeKind(HttpStatusCode.UnprocessableEntity, language).Text.ShouldContain(sentence);
        page.Document.QuerySelector("#from")!.GetAttribute("value").ShouldBe("2026-02-30", "what was typed is still there");
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task An_appointment_on_a_day_off_is_refused_with_the_reason_and_other_times(string code, string language, string staff, string manager)
    {
        Texts(code).Language.HtmlCode().ShouldBe(language);
        using var desk = Account(staff);
        using var opened = await desk.PostAsJsonAsync("/api/work-orders", new { workType = "repair", skill = "support-manager", durationHours = 2 }, Cancelled);
        var number = (await opened.Content.ReadFromJsonAsync<JsonElement>(Cancelled)).GetProperty("number").GetString();

        using var refused = await desk.PostAsJsonAsync($"/api/work-orders/{number}/appointment", new { technician = "support-head", start = SundayMorning() }, Cancelled);

        var problem = await ShouldBeProblemAsync(refused, HttpStatusCode.Conflict, manager);
        problem.GetProperty("conflict").GetString().ShouldBe("holiday");
        problem.GetProperty("detail").GetString().ShouldBe(Texts(code)["workOrder.conflict.holiday"]);
        problem.GetProperty("suggestions").GetArrayLength().ShouldBePositive();
        (await Product.GetAsync($"/api/work-orders/{number}", Cancelled)).GetProperty("status").GetString().ShouldBe("open");
    }

    [Fact]
    public async Task Whoever_books_a_day_off_in_a_workflow_gets_the_task_back_with_the_reason()
    {
        const string desk = "service-centre-2@demo.example";
        var number = await RunAsync("appointment", ("appointmentNeed", new { workType = "repair", skill = "support-manager", durationHours = 2, address = "Hall 3" }));
        using var visitor = Visit();
        var choose = await LinkAsync(number, "purchasing@customer.example");
        (await visitor.FillAsync(choose.Link, new Dictionary<string, string> { ["choice.answer"] = "call", ["choice.phone"] = "+98 21 5550 0134" })).Status.ShouldBe(HttpStatusCode.Redirect);

        var first = await LinkAsync(number, desk);
        (await visitor.FillAsync(first.Link, new Dictionary<string, string>
        {
            ["booking.result"] = "agreed", ["booking.technician"] = "support-head", ["booking.start"] = SundayMorning(), ["booking.priceTold"] = "yes",
        })).Status.ShouldBe(HttpStatusCode.Redirect);

        var second = await LinkAsync(number, desk, except: first.Task);
        await InEachLanguageAsync(second.Link, ("It is a day off", "روز تعطیل است", "该日为休息日"));
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task A_serial_number_nobody_knows_is_told_at_its_field(string code, string language, string staff, string manager)
    {
        var sentence = Texts(code)["register.unknownSerial", "NO-SUCH-1"];
        using var client = Account(staff);
        using var refused = await client.PostAsJsonAsync("/api/work-orders", new { workType = "repair", skill = "service-engineer", durationHours = 2, serialNumber = "NO-SUCH-1" }, Cancelled);
        (await ShouldBeProblemAsync(refused, HttpStatusCode.BadRequest, staff)).GetProperty("errors").GetProperty("serialNumber")[0].GetString().ShouldBe(sentence);

        using var visitor = Visit(code);
        await visitor.SignInAsync(manager);
        var page = await visitor.FillAsync("/contracts/edit", new Dictionary<string, string>
        {
            ["number"] = "SER-1", ["customerEmail"] = "purchasing@customer.example", ["from"] = "2026-01-01", ["until"] = "2026-12-31", ["equipment"] = "NO-SUCH-1",
        });
        page.ShouldBeKind(HttpStatusCode.UnprocessableEntity, language).Text.ShouldContain(sentence);
        (await visitor.OpenAsync("/equipment/NO-SUCH-1")).ShouldBeKind(HttpStatusCode.NotFound, language);
    }

    [Fact]
    public async Task A_serial_number_nobody_knows_goes_to_a_person_in_a_repair_and_stays_with_him_until_it_is_right()
    {
        const string desk = "service-centre-2@demo.example";
        var number = await RunAsync("repair-plan", ("fault", Fault("NO-SUCH-2")));
        var cover = await LinkAsync(number, desk);
        await InEachLanguageAsync(cover.Link, ("serial number is unknown", "شماره سریال ناشناخته است", "序列号未知"));

        using var visitor = Visit();
        (await visitor.FillAsync(cover.Link, new Dictionary<string, string> { ["cover.action"] = "search", ["cover.serialNumber"] = "NO-SUCH-3" })).Status.ShouldBe(HttpStatusCode.Redirect);
        (await LinkAsync(number, desk, except: cover.Task)).Task.ShouldNotBe(cover.Task, "a second wrong number is asked for again");
    }

    [Fact]
    public async Task A_serial_number_under_two_contracts_is_shown_and_asked_about()
    {
        await OpenCaseAsync(GoodRequest(email: "two-contracts@customer.example"));
        using var manager = Account("general-manager");
        await MadeAsync(manager, "/api/equipment", new { serialNumber = "TWICE-1", model = "HL-3000", customerEmail = "two-contracts@customer.example" });
        foreach (var contract in (string[])["TWO-A", "TWO-B"])
            await MadeAsync(manager, "/api/contracts", new { number = contract, customerEmail = "two-contracts@customer.example", from = "2020-01-01", until = "2099-12-31", equipment = new[] { "TWICE-1" } });

        foreach (var (code, language) in ((string, string)[])[("en", "en"), ("fa", "fa"), ("zh", "zh-Hans")])
        {
            using var visitor = Visit(code);
            await visitor.SignInAsync(code == "fa" ? "sales-head" : code == "zh" ? "top-manager" : "general-manager");
            var text = (await visitor.OpenAsync("/equipment/TWICE-1")).ShouldBeKind(HttpStatusCode.OK, language).Document.QuerySelector(".notice.warn")!.TextContent;
            text.ShouldContain("TWO-A");
            text.ShouldContain("TWO-B");
            text.Trim().ShouldStartWith(Texts(code)["web.registers.ambiguous", "|"].Split('|')[0].Trim());
        }

        var number = await RunAsync("repair-plan", ("fault", Fault("TWICE-1")));
        var cover = await LinkAsync(number, "service-centre-2@demo.example");
        await InEachLanguageAsync(cover.Link, ("more than one contract", "بیش از یک قرارداد", "多个合同"));
    }

    [Fact]
    public async Task A_survey_answered_twice_counts_once_and_says_so()
    {
        using var staff = Account("service-desk-2");
        using var made = await staff.PostAsJsonAsync("/api/cases", new { kind = "survey", subject = "How was our service?", customer = new { name = "Buyer", email = "twice@customer.example" } }, Cancelled);
        made.StatusCode.ShouldBe(HttpStatusCode.Created, await made.Content.ReadAsStringAsync(Cancelled));
        var number = (await made.Content.ReadFromJsonAsync<JsonElement>(Cancelled)).GetProperty("caseNumber").GetString()!;
        var survey = await LinkAsync(number, "twice@customer.example");
        using var customer = Visit();
        var form = await customer.OpenAsync(survey.Link);
        (await customer.SubmitAsync(survey.Link, Marks(form, "5"))).Status.ShouldBe(HttpStatusCode.Redirect);

        foreach (var (code, language) in ((string, string)[])[("en", "en"), ("fa", "fa"), ("zh", "zh-Hans")])
        {
            await customer.OpenAsync($"{survey.Link}?lang={code}");
            var again = (await customer.SubmitAsync(survey.Link, Marks(form, "1"))).ShouldBeKind(HttpStatusCode.Gone, language);
            again.Document.QuerySelector("main h1")!.TextContent.Trim().ShouldBe(Texts(code)["web.link.used.title"]);
        }
        var known = await CaseAsync(number);
        known.GetProperty("records").GetRawText().ShouldNotContain("\"1\"", customMessage: "the second answer is nowhere on record");
    }

    [Fact]
    public async Task A_part_that_never_arrives_ends_at_somebody_who_finds_another_way()
    {
        using var stores = Account("warehouse-desk");
        using var part = await stores.PutAsJsonAsync("/api/parts/NEVER-1", new { name = new { en = "Rare seal", fa = "واشر کمیاب", zh = "稀有密封圈" }, price = "19.90", currency = "CNY", leadDays = 7 }, Cancelled);
        part.StatusCode.ShouldBe(HttpStatusCode.OK, await part.Content.ReadAsStringAsync(Cancelled));
        var number = await RunAsync("spare-parts", ("partsNeed", new { reason = "The seal leaks", items = new[] { new { partNumber = "NEVER-1", name = "Rare seal", quantity = 1 } }, chargeType = "A" }));
        using var visitor = Visit();
        var now = TimeProvider.System.GetUtcNow();
        var approve = await LinkAsync(number, "support-manager@demo.example");
        (await visitor.FillAsync(approve.Link, new Dictionary<string, string> { ["approved.decision"] = "approve", ["approved.signature"] = "Support" })).Status.ShouldBe(HttpStatusCode.Redirect);
        var order = await LinkAsync(number, "materials@demo.example");
        var impossible = await visitor.FillAsync(order.Link, Ordered("2026-02-30"));
        impossible.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, "a promised day that does not exist is no promise");
        (await visitor.FillAsync(order.Link, Ordered($"{now.AddDays(14):yyyy-MM-dd}"))).Status.ShouldBe(HttpStatusCode.Redirect);
        await LinkAsync(number, "warehouse@demo.example");

        try
        {
            await Product.PinClockAsync(now.AddDays(60), Cancelled);
            foreach (var (reader, code, language, title, name) in ((string, string, string, string, string)[])
            [
                ("sales@demo.example", "en", "en", "Find another way", "Missing"),
                ("head-sales@demo.example", "fa", "fa", "یافتن راه دیگر", "کسری"),
                ("sales-2@demo.example", "zh", "zh-Hans", "另寻办法", "缺件"),
            ])
            {
                var other = await LinkAsync(number, reader);
                using var seller = Visit(code);
                var page = (await seller.OpenAsync(other.Link)).ShouldBeKind(HttpStatusCode.OK, language);
                page.Document.QuerySelector("main h1")!.TextContent.ShouldContain(title);
                page.Text.ShouldContain(name);
                page.Text.ShouldContain("NEVER-1", customMessage: "which part it is stands on the page");
            }
            (await MailAsync(number, "purchasing@customer.example", mail => mail.GetProperty("template").GetString() == "customer-news")).GetProperty("key").GetString().ShouldNotBeNullOrEmpty("the customer is told");
        }
        finally
        {
            using var reset = await SendAsync("POST", "/v2/clock/reset", content: null);
        }
    }

    private static TextCatalog Texts(string code) => TextCatalog.For(LanguageCodes.Parse(code));

    private static Dictionary<string, string> Ordered(string day) => new() { ["order.supplier"] = "Seal Works", ["order.number"] = "PO-9", ["order.expectedOn"] = day };

    private static object Fault(string serial) => new { summary = "The alarm stops the machine.", item = "Cooling", level = "B", @class = "ordinary", serialNumber = serial, address = "Karaj", repeat = "no", remote = "open" };

    private static IEnumerable<KeyValuePair<string, string>> Marks(SeenPage form, string mark) => form.Hidden().Concat(new Dictionary<string, string>
    {
        ["survey.solved"] = "yes", ["survey.speed"] = mark, ["survey.solution"] = mark, ["survey.attitude"] = mark,
    });

    // The standard calendar is closed on Sundays whatever the year.
    private static string SundayMorning()
    {
        var day = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(14);
        return $"{day.AddDays(-(int)day.DayOfWeek):yyyy-MM-dd}T10:00:00Z";
    }

    private static async Task MadeAsync(HttpClient client, string path, object body)
    {
        using var made = await client.PostAsJsonAsync(path, body, Cancelled);
        made.StatusCode.ShouldBe(HttpStatusCode.Created, await made.Content.ReadAsStringAsync(Cancelled));
    }

    private static async Task InEachLanguageAsync(Func<string, Task<SeenPage>> open, (string En, string Fa, string Zh) words)
    {
        foreach (var (code, language, said) in ((string, string, string)[])[("en", "en", words.En), ("fa", "fa", words.Fa), ("zh", "zh-Hans", words.Zh)])
            (await open(code)).ShouldBeKind(HttpStatusCode.OK, language).Text.ShouldContain(said);
    }

    private Task InEachLanguageAsync(string link, (string En, string Fa, string Zh) words) => InEachLanguageAsync(
        async code =>
        {
            using var reader = Visit(code);
            await reader.OpenAsync($"{link}?lang={code}");
            return await reader.OpenAsync(link);
        },
        words);

    /// <summary>Runs a called workflow by itself for a case, with the variables its caller would give; the case's number.</summary>
    private async Task<string> RunAsync(string process, (string Name, object Value) given)
    {
        var (number, _) = await OpenCaseAsync();
        var known = await CaseAsync(number);
        var instance = known.GetProperty("processInstanceKey").GetString();
        var found = await Product.PostAsync("/v2/variables/search", new { filter = new { processInstanceKey = instance, name = "case" } }, Cancelled);
        var about = JsonSerializer.Deserialize<JsonElement>(found.GetProperty("items")[0].GetProperty("value").GetString()!);
        await Product.PostAsync(
            "/v2/process-instances", new { processDefinitionId = process, variables = new Dictionary<string, object> { ["case"] = about, [given.Name] = given.Value } }, Cancelled);
        return number;
    }

    /// <summary>A task of the case that somebody was written about, and the link in the mail.</summary>
    private async Task<(string Task, string Link)> LinkAsync(string number, string to, string? except = null)
    {
        var mail = await MailAsync(number, to, item => item.GetProperty("taskKey").GetString() is { } task && task != except && Asks(item));
        var link = mail.GetProperty("links").EnumerateArray().Select(one => one.GetString()!).First(one => one.Contains("/t/", StringComparison.Ordinal) && !one.Contains('?', StringComparison.Ordinal));
        return (mail.GetProperty("taskKey").GetString()!, new Uri(link).AbsolutePath);
    }

    // The complaint that carries the case has a task of its own for sales, with its own form.
    private static bool Asks(JsonElement mail) => !mail.GetProperty("subject").GetString()!.Contains("Register", StringComparison.OrdinalIgnoreCase);

    private HttpClient Account(string person)
    {
        var client = new HttpClient { BaseAddress = new Uri(Product.Address) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{person}:{DemoPassword}")));
        return client;
    }
}
