using System.Globalization;
using System.Text;
using AfterSales.Engine;
using AfterSales.Engine.Jobs;
using AfterSales.Feel.Values;
using AfterSales.Service.Attachments;
using AfterSales.Service.Calendars;
using AfterSales.Service.Cases;
using AfterSales.Service.Kpis;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Reports;

/// <summary>
/// <c>aftersales:make-report:1</c>: computes a report (RPT-05 to RPT-08, RPT-11, RPT-12) and files it as attachments of the case, one page per
/// language and one table. Inputs: <c>report</c>, <c>from</c>, <c>until</c> (days, both included; left out, the period of the schedule that opened the
/// case, else the month before). Output: title, from, until, the figures by their ids, <c>attachment</c>.
/// </summary>
internal sealed class MakeReportJob(
    ProcessEngine engine, KpiQueries kpis, ReportTemplates templates, AttachmentStore store, CalendarRegistry calendars, AfterSalesOptions options) : IJobHandler
{
    public string JobType => "aftersales:make-report:1";

    public async ValueTask<JobOutcome> HandleAsync(ActivatedJob job, CancellationToken ct)
    {
        if (ReportKind.Find(Text(job.Variables["report"])) is not { } kind)
            return Wrong($"The step '{job.ElementId}' asks for the report '{Text(job.Variables["report"])}'; there are {string.Join(", ", ReportKind.All.Select(one => one.Id))}.");
        var calendar = calendars.FindOrStandard(CalendarOf(job.Variables["case"]) ?? options.CompanyCalendar);
        if (!TryRange(job, calendar, out var from, out var until))
            return Wrong($"The step '{job.ElementId}' asks for a range that cannot be read: 'from' and 'until' are days such as 2026-11-01.");
        if (new KpiQuestion { From = from, To = until }.Problem() is { } problem)
            return Wrong(TextCatalog.For(Language.English)[problem]);
        // A range of whole solar months is told in them.
        var solar = KpiPeriods.BeginningOf(from, KpiBy.Month, solar: true) == from && KpiPeriods.EndOf(until, KpiBy.Month, solar: true) == until;
        var figures = await ReportFigures.ReadAsync(engine, kpis, kind, from, until, solar, calendar.Zone, ct);
        var files = await FilesAsync(kind, figures, from, until, ct);
        return JobOutcome.Complete(Result(kind, figures, from, until, files, options.CompanyLanguage), commit =>
        {
            if (CaseTable.OfInstance(commit, job.ProcessInstanceKey) is { } caseNumber)
                foreach (var file in files)
                    AttachmentTable.Add(commit, caseNumber, file, null, null);
        });
    }

    private async Task<List<StagedFile>> FilesAsync(ReportKind kind, ReportFigures figures, DateOnly from, DateOnly until, CancellationToken ct)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{kind.Id}-{from:yyyy-MM-dd}-{until:yyyy-MM-dd}");
        var files = new List<StagedFile>();
        // The company's own language first: that is the one the output names.
        foreach (var language in LanguageCodes.All.OrderByDescending(one => one == options.CompanyLanguage))
        {
            var page = templates.Render(kind.Id, language, ReportPage.Model(figures, language));
            files.Add(await store.KeepAsync("report", $"{name}.{language.Code()}.html", AttachmentTypes.Page, Encoding.UTF8.GetBytes(page), ct));
        }
        files.Add(await store.KeepAsync("report", name + ".csv", "text/csv", KpiCsv.Write(figures.Range, options.CompanyLanguage), ct));
        return files;
    }

    private static FeelContext Result(ReportKind kind, ReportFigures figures, DateOnly from, DateOnly until, List<StagedFile> files, Language language)
    {
        static FeelContext Map(params IEnumerable<KeyValuePair<string, FeelValue>> entries) => new(entries);
        static KeyValuePair<string, FeelValue> Entry(string name, FeelValue value) => new(name, value);
        FeelValue Value(string id) => figures.Range.Find(id)?.Total.Value is { } value ? FeelValue.Of(Math.Round(value, 2)) : FeelValue.Null;
        return Map(Entry("report", Map(
            Entry("kind", FeelValue.Of(kind.Id)),
            Entry("title", FeelValue.Of($"{kind.Name.In(language)}{TextCatalog.For(language)["mail.comma"]}{figures.Range.Periods[0].Name.In(language)}")),
            Entry("titles", Map(Entry("en", FeelValue.Of(kind.Name.English)), Entry("fa", FeelValue.Of(kind.Name.Persian)), Entry("zh", FeelValue.Of(kind.Name.Chinese)))),
            Entry("from", FeelValue.Of(Iso(from))),
            Entry("until", FeelValue.Of(Iso(until))),
            Entry("complaints", FeelValue.Of((decimal)figures.Complaints)),
            Entry("received", Value("received")),
            Entry("closed", Value("closed")),
            Entry("open", Value("backlog")),
            Entry("overdue", Value("backlog-overdue")),
            Entry("satisfaction", Value("satisfaction")),
            Entry("resolved", Value("resolution")),
            Entry("missedTargets", FeelValue.Of((decimal)figures.Range.Kpis.Count(series => series.Total.IsMet == false))),
            Entry("figures", Map(figures.Range.Kpis.Select(series => Entry(series.Kpi.Id, Value(series.Kpi.Id))))),
            Entry("attachment", FeelValue.Of(files[0].Id)),
            Entry("attachments", FeelValue.Of(files.Select(file => FeelValue.Of(file.Id)))))));
    }

    /// <summary>What the step says, else the period of the schedule, else the month before today.</summary>
    private bool TryRange(ActivatedJob job, WorkingCalendar calendar, out DateOnly from, out DateOnly until)
    {
        var period = (job.Variables["schedule"] as FeelContext)?["period"] as FeelContext;
        var end = KpiPeriods.BeginningOf(calendar.LocalDay(engine.Clock.GetUtcNow()), KpiBy.Month, solar: false).AddDays(-1);
        return TryDay(job.Variables["from"], period?["from"], KpiPeriods.BeginningOf(end, KpiBy.Month, solar: false), out from)
            & TryDay(job.Variables["until"], period?["until"], end, out until);
    }

    private static bool TryDay(FeelValue given, FeelValue? ofPeriod, DateOnly otherwise, out DateOnly day)
    {
        day = otherwise;
        var value = given is FeelNull ? ofPeriod ?? FeelValue.Null : given;
        return value is FeelNull || DateOnly.TryParseExact(value is FeelString text ? text.Value : FeelJson.ToJson(value).Trim('"'), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
    }

    private static string? CalendarOf(FeelValue value) => Text((value as FeelContext)?["calendar"]);

    private static string? Text(FeelValue? value) => value is FeelString { Value.Length: > 0 } text ? text.Value : null;

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // Trying again would not help: somebody has to look at the workflow.
    private static JobOutcome Wrong(string message) => JobOutcome.Fail(message, retriesLeft: 0);
}
