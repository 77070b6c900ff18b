using AfterSales.Engine.Search;
using AfterSales.Service.Calendars;
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
    }
}
