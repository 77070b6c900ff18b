using AfterSales.Engine.Commits;
using AfterSales.Service.Kpis;
using AfterSales.Service.Languages;
using AfterSales.Service.Mail;
using AfterSales.Service.Notifications;
using AfterSales.Service.People;
using AfterSales.Service.Schedules;

namespace AfterSales.Service.Reports;

/// <summary>The monthly mail with the indicators to managers and process owners (RPT-01, RPT-02): figures with target and the month before, and a link to the page.</summary>
internal sealed class KpiMail(KpiQueries kpis, INotifier notifier, People.Directory people, MailSettings settings, AfterSalesOptions options, Calendars.CalendarRegistry calendars)
{
    /// <summary>Computes the figures; what it returns writes the mails into a commit, each once per key, and says how many.</summary>
    public async Task<Func<CommitContext, string, int>> PrepareAsync(PeriodOfSchedule period, bool solar, CancellationToken ct)
    {
        var before = KpiPeriods.BeginningOf(period.From.AddDays(-1), KpiBy.Month, solar);
        var report = await kpis.ReadAsync(new KpiQuestion { From = before, To = period.To, By = KpiBy.Month, Solar = solar, Zone = calendars.FindOrStandard(options.CompanyCalendar).Zone }, ct);
        var receivers = people.WithAccountRole(AccountRoles.Manager).Concat(people.WithAccountRole(AccountRoles.ProcessOwner)).DistinctBy(person => person.Id).ToList();
        return (commit, key) =>
        {
            foreach (var person in receivers)
                notifier.Enqueue(commit, new Notification("kpi-summary", Receiver.Of(person))
                {
                    Model = Model(report, person.Language),
                    DedupeKey = $"{key}:{person.Id}",
                });
            return receivers.Count;
        };
    }

    private Dictionary<string, object?> Model(KpiReport report, Language language)
    {
        var words = TextCatalog.For(language);
        var last = report.Periods.Count - 1;
        var missed = report.Kpis.Count(series => series.Periods[last].IsMet == false);
        return new Dictionary<string, object?>
        {
            ["title"] = words["kpi.mail.title", report.Periods[last].Name],
            ["message"] = words[missed == 0 ? "kpi.mail.allMet" : "kpi.mail.missed", missed],
            ["facts"] = report.Kpis.Select(series => (object?)new Dictionary<string, object?>
            {
                ["label"] = series.Kpi.Name.In(language),
                ["value"] = Line(series, last, language),
            }).ToList(),
            ["link"] = settings.PublicUrl + "/kpis",
        };
    }

    /// <summary>The figure, what it is made of, the target, the month before.</summary>
    private static string Line(KpiSeries series, int last, Language language)
    {
        var value = series.Periods[last];
        string?[] parts =
        [
            KpiWords.Value(series.Kpi, value, language),
            KpiWords.MadeOf(series.Kpi, value, language),
            series.Kpi.Target is { } target ? KpiWords.Target(series.Kpi, target, language) : null,
            last > 0 ? TextCatalog.For(language)["kpi.words.before", KpiWords.Value(series.Kpi, series.Periods[last - 1], language)] : null,
        ];
        return string.Join(TextCatalog.For(language)["mail.comma"], parts.Where(part => !string.IsNullOrEmpty(part)));
    }
}
