using System.Globalization;
using AfterSales.Engine;
using AfterSales.Feel;
using AfterSales.Service.Attachments;
using AfterSales.Service.Calendars;
using AfterSales.Service.Cases;
using AfterSales.Service.Forms;
using AfterSales.Service.Intake;
using AfterSales.Service.Languages;
using AfterSales.Service.Records;
using AfterSales.TestSupport;
using AfterSales.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.Records;

/// <summary>
/// Records on paper: each that tasks of the flows fill, with texts as people write them, on at most two A4 pages in the
/// three languages, with the original form name and the number on every page (FRM-01). Very long texts, many photos and
/// steps done again may add pages.
/// </summary>
public sealed class RecordPrintTests : IClassFixture<Site>
{
    private readonly Site site;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public RecordPrintTests(Site site) => this.site = site;

    [Fact]
    public async Task Every_record_of_the_flows_prints_on_two_pages()
    {
        var chromium = Part.Browser();
        Part.Require(chromium is not null, "Chromium is needed to print.");
        var records = RecordedTask.FullestByRecord();
        records.Count.ShouldBeGreaterThanOrEqualTo(50, "the flows fill so many different records");
        var cases = new List<string>();
        foreach (var language in Enum.GetValues<Language>())
            cases.Add($"{language.Code()}={await FiledAsync(records, language)}");
        string[] kept = Environment.GetEnvironmentVariable("AFTERSALES_SCREENSHOTS") is { Length: > 0 } folder ? ["--keep", folder] : [];
        var result = await NodeScript.RunAsync(
            "browser", ["print.mjs", site.Address.ToString(), "admin", Site.AdminPassword, .. cases, "--chromium", chromium!, .. kept], Ct);
        result.ExitCode.ShouldBe(0, result.Output);
        TestContext.Current.TestOutputHelper?.WriteLine(result.Output);
    }

    /// <summary>A case with all these records.</summary>
    private async Task<string> FiledAsync(IReadOnlyDictionary<string, IReadOnlyList<RecordedTask>> records, Language language)
    {
        var request = new NewRequest
        {
            Subject = "Weld seam breaks at high speed", Description = "Since Monday twelve pieces broke at the seam.",
            CustomerName = "Purchasing desk", CustomerCompany = "Pars Ghateh", CustomerEmail = $"{language.Code()}.print@customer.example",
            ProductModel = "HL-3000", SerialNumber = "HL3K-2605-0098", OrderNumber = "SO-26-1187", Urgency = "high",
        };
        var number = ((IntakeResult.Accepted)await site.Services.GetRequiredService<RequestIntake>().SubmitAsync(request, [], Ct)).Request.CaseNumber;
        var engine = site.Services.GetRequiredService<ProcessEngine>();
        var environment = new FeelEnvironment(DateTimeOffset.UnixEpoch, site.Services.GetRequiredService<CalendarRegistry>().FindOrStandard(null).Zone);
        var sections = new List<(NewSection Section, IReadOnlyList<StagedFile> Files)>();
        foreach (var task in records.Values.SelectMany(tasks => tasks))
        {
            var schema = FormSchema.Parse(await File.ReadAllTextAsync(RepositoryRoot.Combine("workflows", "forms", task.Form + ".form"), Ct), engine.Feel).Schema!;
            var form = new FilledForm(schema, task.Answers, language, environment);
            var files = await PicturesAsync(form.FileFields);
            sections.Add((new NewSection(number, task.Record, task.Section)
            {
                Role = task.Role, FilledBy = "service-engineer", FilledByName = "Service engineer (demo)", Fields = RecordFields.Of(form.With(files).Tree),
            }, files));
        }
        await engine.WriteAsync(
            commit =>
            {
                foreach (var (section, files) in sections)
                {
                    foreach (var file in files)
                        AttachmentTable.Add(commit, number, file, null, section.FilledBy);
                    RecordTable.Append(commit, section);
                }
            },
            ct: Ct);
        return number;
    }

    /// <summary>Two photos for each field that takes some.</summary>
    private async Task<IReadOnlyList<StagedFile>> PicturesAsync(IEnumerable<string> fields) =>
        await site.Services.GetRequiredService<AttachmentStore>().StageAsync(
            [.. fields.SelectMany(field => Enumerable.Range(1, 2).Select(i => new UploadedFile(
                field, string.Create(CultureInfo.InvariantCulture, $"seam-{i}.png"), Pictures.Png.Length, () => new MemoryStream(Pictures.Png))))],
            Ct);
}
