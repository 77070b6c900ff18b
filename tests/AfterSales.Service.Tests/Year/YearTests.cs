using AfterSales.Engine.Search;
using AfterSales.Service.Calendars;
using AfterSales.Service.Kpis;
using Shouldly;
using Xunit;
using Directory = AfterSales.Service.People.Directory;

namespace AfterSales.Service.Tests.Year;

/// <summary>A year of a busy department: what must hold however people behave.</summary>
public sealed class YearTests(ITestOutputHelper output)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_year_of_a_busy_department_leaves_no_incident_and_no_forgotten_deadline()
    {
        var options = YearOptions.Read();
        output.WriteLine($"{options.Cases} requests, seed {options.Seed}");
        await using var service = await TestService.StartAsync(workflows: TestWorkflows.Shipped, at: YearOptions.From);
        var year = new YearRun(service, options, Ct);
        await year.RunAsync();
        output.WriteLine($"{year.Ledger.Elapsed}: {year.Ledger.Steps} hours with events, {year.Ledger.Done.Count} tasks done, {year.Ledger.NeverAnswered} never answered, {year.Ledger.Refusals} answers refused");

        (await service.Engine.Incidents.SearchAsync(new SearchRequest(), Ct)).Value.Items.ShouldBeEmpty();
        year.Ledger.Requests.Count.ShouldBe(options.Cases);

        var deadlines = new YearDeadlines(service.Engine, service.Get<Directory>(), service.Get<CalendarRegistry>());
        var (kept, missed, notices) = await deadlines.CountAsync(Ct);
        output.WriteLine($"{kept} due times kept, {missed} missed, {notices} reminders and escalations");
        (await deadlines.FaultsAsync(Ct)).ShouldBeEmpty();
        (kept > 0 && missed > 0 && notices > 0).ShouldBeTrue("people are late and ladders are climbed");

        await CompareAsync(await YearFigures.ReadAsync(service.Engine, service.Get<CalendarRegistry>(), year.Ledger, Ct), service.Get<KpiQueries>());
    }

    /// <summary>The product's figures of the year against those computed from the raw events.</summary>
    private async Task CompareAsync(YearFigures figures, KpiQueries kpis)
    {
        var report = await kpis.ReadAsync(new KpiQuestion { From = new DateOnly(2026, 1, 1), To = new DateOnly(2026, 12, 31), By = KpiBy.Year }, Ct);
        Compare("received", figures.Received, null);
        Compare("closed", figures.Closed, null);
        Compare("backlog", figures.Backlog, null);
        Compare("rework-count", figures.Rework, null);
        Compare("satisfaction", figures.Satisfaction, figures.SurveysAnswered);
        Compare("installation-7-days", figures.InstalledInTime.Share, figures.InstalledInTime.Count);
        Compare("resolution", figures.Resolved.Share, figures.Resolved.Count);
        Compare("tasks-on-time", figures.TasksOnTime.Share, figures.TasksOnTime.Count);
        var hours = figures.HoursToFirstAnswer;
        var median = hours.Count == 0 ? (decimal?)null : (hours[(hours.Count - 1) / 2] + hours[hours.Count / 2]) / 2;
        Compare("first-answer-median", median, hours.Count);

        void Compare(string id, decimal? expected, int? count)
        {
            var found = report.Kpis.Single(series => series.Kpi.Id == id).Total;
            output.WriteLine($"{id}: {found.Value} of {found.Denominator} (again: {expected} of {count})");
            if (expected is { } number)
                found.Value.ShouldNotBeNull(id).ShouldBe(number, 0.01m, id);
            else
                found.Value.ShouldBeNull(id);
            if (count is not null)
                found.Denominator.ShouldBe(count.Value, id);
        }
    }
}
