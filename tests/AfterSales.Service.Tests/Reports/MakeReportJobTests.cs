using System.Text;
using System.Xml.Linq;
using AfterSales.Engine.Search;
using AfterSales.Feel.Values;
using AfterSales.Service.Attachments;
using AfterSales.Service.Languages;
using AfterSales.Service.Records;
using AfterSales.Service.Reports;
using AfterSales.Service.Storage;
using AfterSales.Service.Tests.Kpis;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Reports;

/// <summary>Reports as files of the case, by the real engine (RPT-05 to RPT-08, RPT-11, RPT-12).</summary>
public sealed class MakeReportJobTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A case whose first step makes a report; it waits afterwards, so that its variables can be read.</summary>
    private static string Workflow(string report, string inputs = """<zeebe:input source="2026-10-01" target="from" /><zeebe:input source="2026-10-31" target="until" />""") =>
        $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
          <bpmn:process id="complaint-handling" name="Report" isExecutable="true">
            <bpmn:startEvent id="start"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
            <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="make" />
            <bpmn:serviceTask id="make" name="Make the report">
              <bpmn:extensionElements><zeebe:taskDefinition type="aftersales:make-report:1" retries="1" />
                <zeebe:ioMapping><zeebe:input source="{report}" target="report" />{inputs}<zeebe:output source="=report" target="report" /></zeebe:ioMapping></bpmn:extensionElements>
              <bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing></bpmn:serviceTask>
            <bpmn:sequenceFlow id="f2" sourceRef="make" targetRef="read" />
            <bpmn:userTask id="read" name="Read"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements><bpmn:incoming>f2</bpmn:incoming><bpmn:outgoing>f3</bpmn:outgoing></bpmn:userTask>
            <bpmn:sequenceFlow id="f3" sourceRef="read" targetRef="end" />
            <bpmn:endEvent id="end"><bpmn:incoming>f3</bpmn:incoming></bpmn:endEvent>
          </bpmn:process>
        </bpmn:definitions>
        """;

    public static TheoryData<string> Reports => [.. ReportKind.All.Select(kind => kind.Id)];

    [Theory]
    [MemberData(nameof(Reports))]
    public async Task A_report_is_filed_with_the_case_as_a_page_in_each_language_and_a_table(string report)
    {
        await using var service = await TestWorkflows.StartSmallAsync(Workflow(report));
        var history = KpiHistory.Random(17, 120, new(2026, 8, 1, 0, 0, 0, TimeSpan.Zero), service.Clock.GetUtcNow());
        await history.WriteAsync(service);
        var request = await service.SubmitAsync();

        var files = await FilesAsync(service, request.CaseNumber, 4);

        files.Select(file => file.FileName).ShouldBe(
            [$"{report}-2026-10-01-2026-10-31.en.html", $"{report}-2026-10-01-2026-10-31.fa.html", $"{report}-2026-10-01-2026-10-31.zh.html", $"{report}-2026-10-01-2026-10-31.csv"], ignoreOrder: true);
        var kind = ReportKind.Find(report)!;
        foreach (var (code, direction, name) in new[] { ("en", "ltr", kind.Name.English), ("fa", "rtl", kind.Name.Persian), ("zh", "ltr", kind.Name.Chinese) })
        {
            var page = await TextAsync(service, files.Single(file => file.FileName.EndsWith($".{code}.html", StringComparison.Ordinal)));
            page.ShouldContain($"dir=\"{direction}\"");
            page.ShouldContain($"<h1>{name}</h1>");
            page.ShouldNotContain("⟦", customMessage: "every word is known");
            page.ShouldNotContain("<script", customMessage: "a report runs nothing");
            page.ShouldNotContain("{{", customMessage: "every name was filled in");
            foreach (var figure in kind.Kpis)
                page.ShouldContain(System.Net.WebUtility.HtmlEncode(Service.Kpis.KpiCatalog.Shipped.Find(figure)!.Name.In(LanguageCodes.Parse(code))));
            page.Split("<svg class=\"chart\"").Length.ShouldBe(kind.Charts.Count + 1, "one drawing per chart");
            // A page that is well formed shows the same in every browser.
            Should.NotThrow(() => XDocument.Parse(page.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal).Replace("<meta charset=\"utf-8\">", "", StringComparison.Ordinal)
                .Replace("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">", "", StringComparison.Ordinal).Replace("<br>", "", StringComparison.Ordinal)));
            if (code == "fa")
                System.Text.RegularExpressions.Regex.Replace(page[page.IndexOf("<body>", StringComparison.Ordinal)..], "<[^>]*>|KPI-[0-9]+|RPT-[0-9]+|OPN-[0-9]+", " ")
                    .ShouldNotMatch(@"\b[0-9]+[٪%]", "Persian figures have Persian digits");
        }
        (await TextAsync(service, files.Single(file => file.ContentType == "text/csv"))).ShouldStartWith("\uFEFFkpi,requirement,name");
    }

    [Fact]
    public async Task Its_figures_are_those_of_the_period_and_go_on_with_the_case()
    {
        await using var service = await TestWorkflows.StartSmallAsync(Workflow("monthly-complaints"));
        var history = KpiHistory.Random(18, 150, new(2026, 8, 1, 0, 0, 0, TimeSpan.Zero), service.Clock.GetUtcNow());
        await history.WriteAsync(service);
        var request = await service.SubmitAsync();
        var files = await FilesAsync(service, request.CaseNumber, 4);
        var china = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
        var received = history.Cases.Count(one => one.Kind == "complaint" && TimeZoneInfo.ConvertTime(one.ReceivedAt, china) is { Year: 2026, Month: 10 });

        var json = await service.Engine.ReadAsync(db => db.List<string>("SELECT value_json FROM engine_variables WHERE name = 'report'").First(), Ct);

        json.ShouldContain($"\"received\":{received}");
        json.ShouldContain($"\"complaints\":{received}");
        json.ShouldContain("\"title\":\"Monthly complaint report, October 2026\"");
        json.ShouldContain("\"until\":\"2026-10-31\"");
        json.ShouldContain($"\"attachment\":\"{files.Single(file => file.FileName.EndsWith(".en.html", StringComparison.Ordinal)).Id}\"");
        var page = await TextAsync(service, files.Single(file => file.FileName.EndsWith(".en.html", StringComparison.Ordinal)));
        foreach (var one in history.Cases.Where(one => one.Kind == "complaint" && TimeZoneInfo.ConvertTime(one.ReceivedAt, china) is { Year: 2026, Month: 10 }))
            page.ShouldContain(one.Number, customMessage: "every complaint of the month is listed");
    }

    [Fact]
    public async Task Product_statistics_count_what_the_service_records_say_and_the_measures_taken()
    {
        await using var service = await TestWorkflows.StartSmallAsync(Workflow("product-statistics", November));
        await FillAsync(service, "service-record", ("product.model", new("HX-20")), ("repair.class", new("ordinary")));
        await FillAsync(service, "service-record", ("product.model", new("HX-20")), ("repair.class", new("urgent")));
        await FillAsync(service, "service-record", ("product.model", new("HL-3000")), ("repair.class", new("ordinary")));
        await service.StepAsync("register-corrective-action", "correctiveAction", ("state", FeelValue.Of("open")), ("problem", FeelValue.Of("Seals leak")), ("measure", FeelValue.Of("Other rubber")));

        var rows = Rows(await PageAsync(service, "en"));

        rows.ShouldContain(("HX-20", "2"));
        rows.ShouldContain(("HL-3000", "1"));
        rows.ShouldContain(("ordinary", "2"));
        rows.ShouldContain(("Open", "1"), "the measure is open");
    }

    [Fact]
    public async Task Opinion_statistics_tell_problems_and_whose_they_are_in_the_language_of_the_page()
    {
        await using var service = await TestWorkflows.StartSmallAsync(Workflow("opinion", November));
        foreach (var department in (LocalText[])[new("Production", "تولید", "生产部"), new("Production", "تولید", "生产部"), new("Logistics", "لجستیک", "物流部门")])
            await FillAsync(service, "opinion-survey", ("analysis.problem", new("Another department's", "واحد دیگر", "其他部门")), ("analysis.department", department));
        await FillAsync(service, "opinion-survey", ("analysis.problem", new("None", "هیچ", "无")));

        foreach (var line in ((string, string)[])[("Another department's", "3"), ("None", "1"), ("Production", "2"), ("Logistics", "1")])
            Rows(await PageAsync(service, "en")).ShouldContain(line);
        foreach (var line in ((string, string)[])[("واحد دیگر", "۳"), ("تولید", "۲")])
            Rows(await PageAsync(service, "fa")).ShouldContain(line);
        foreach (var line in ((string, string)[])[("其他部门", "3"), ("生产部", "2")])
            Rows(await PageAsync(service, "zh")).ShouldContain(line);
    }

    [Fact]
    public async Task Without_days_it_is_about_the_month_before()
    {
        await using var service = await TestWorkflows.StartSmallAsync(Workflow("survey-statistics", inputs: ""));
        var request = await service.SubmitAsync();
        (await FilesAsync(service, request.CaseNumber, 4))[0].FileName.ShouldStartWith("survey-statistics-2026-10-01-2026-10-31");
    }

    [Theory]
    [InlineData("no-such-report", """<zeebe:input source="2026-10-01" target="from" />""", "no-such-report")]
    [InlineData("opinion", """<zeebe:input source="yesterday" target="from" />""", "2026-11-01")]
    [InlineData("opinion", """<zeebe:input source="2026-10-31" target="from" /><zeebe:input source="2026-10-01" target="until" />""", "ends before it begins")]
    [InlineData("opinion", """<zeebe:input source="1926-10-31" target="from" /><zeebe:input source="2026-10-01" target="until" />""", "1980")]
    public async Task What_cannot_be_made_is_an_incident_that_says_why(string report, string inputs, string why)
    {
        await using var service = await TestWorkflows.StartSmallAsync(Workflow(report, inputs));
        await service.SubmitAsync();
        string? message = null;
        await TestService.EventuallyAsync(async () => (message = (await service.Engine.Incidents.SearchAsync(new SearchRequest(), Ct)).Value.Items is [var incident, ..] ? incident.ErrorMessage : null) is not null);
        message!.ShouldContain(why);
    }

    private const string November = """<zeebe:input source="2026-11-01" target="from" /><zeebe:input source="2026-11-30" target="until" />""";

    /// <summary>A filled section in a record of a case of its own.</summary>
    private static Task FillAsync(TestService service, string type, params (string Key, LocalText Value)[] fields) => service.Engine.WriteAsync(
        commit => RecordTable.Append(commit, new NewSection($"OLD-{commit.NextKey()}", type, new("Section"))
        {
            Fields = [.. fields.Select(field => new RecordField { Key = field.Key, Label = new(field.Key), Kind = RecordFieldKind.Text, Values = [field.Value] })],
        }),
        ct: Ct);

    private static async Task<string> PageAsync(TestService service, string language)
    {
        var known = await service.Engine.ReadAsync(db => db.List<string>("SELECT case_number FROM cases").FirstOrDefault(), Ct);
        var files = await FilesAsync(service, known ?? (await service.SubmitAsync()).CaseNumber, 4);
        return await TextAsync(service, files.Single(file => file.FileName.EndsWith($".{language}.html", StringComparison.Ordinal)));
    }

    /// <summary>The lines of the page's tables of one name and one number.</summary>
    private static List<(string Name, string Number)> Rows(string page) => [.. System.Text.RegularExpressions.Regex
        .Matches(page, """<tr><th scope="row">([^<]*)</th><td>(?:(?!</td>).)*</td><td class="num">([^<]*)</td></tr>""")
        .Select(match => (System.Net.WebUtility.HtmlDecode(match.Groups[1].Value), match.Groups[2].Value))];

    private static async Task<IReadOnlyList<Attachment>> FilesAsync(TestService service, string caseNumber, int count)
    {
        List<Attachment> files = [];
        await TestService.EventuallyAsync(async () => (files = await service.Engine.ReadAsync(db => AttachmentTable.OfCase(db, caseNumber), Ct)).Count >= count);
        return files;
    }

    private static async Task<string> TextAsync(TestService service, Attachment file)
    {
        using var reader = new StreamReader(service.Get<AttachmentStore>().Open(file.Sha256)!, new UTF8Encoding(false), detectEncodingFromByteOrderMarks: false);
        return await reader.ReadToEndAsync(Ct);
    }
}
