using AfterSales.Service.Calendars;
using AfterSales.Service.Cases;
using AfterSales.Service.Forms;
using AfterSales.Service.Kpis.Heat;
using AfterSales.Service.Languages;
using AfterSales.Service.People;
using AfterSales.Service.Tasks;
using AfterSales.Service.Tasks.Questions;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Kpis.Heat;

public sealed class HeatQueriesTests
{
    private static readonly Person First = TestPeople.Demo("sales-desk");
    private static readonly DateTimeOffset Tuesday = new(2026, 11, 24, 2, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Steps_show_how_long_cases_stayed_waited_to_be_taken_and_waited_for_the_customer()
    {
        await using var service = await TestWorkflows.StartSmallAsync();
        service.Clock.Pin(Tuesday);
        var request = await service.SubmitAsync();
        var task = await OpenTaskAsync(service, request.CaseNumber);
        service.Clock.Advance(TimeSpan.FromHours(2));
        await service.Get<TaskActions>().ClaimAsync(task, First, Ct);
        var taken = service.Clock.GetUtcNow();
        await service.Get<TaskQuestions>().AskAsync(task, First, "Which gas?", Ct);
        service.Clock.Advance(TimeSpan.FromHours(27));
        var answered = service.Clock.GetUtcNow();
        var key = (await service.Get<CustomerAnswers>().OpenAsync(request.TrackingCode, Ct))[0].Key;
        await service.Get<CustomerAnswers>().AnswerAsync(request.TrackingCode, key, "Argon", [], Language.English, Ct);
        service.Clock.Advance(TimeSpan.FromHours(24));
        await service.Get<TaskCompletion>().SubmitAsync(task, new TaskActor.Staff(First), FormValues.From([("finding.cause", "packing")]), [], Language.English, Ct);
        var done = service.Clock.GetUtcNow();
        service.Clock.Advance(TimeSpan.FromHours(24));

        var calendar = service.Get<CalendarRegistry>().FindOrStandard((await service.Get<CaseQueries>().FindAsync(request.CaseNumber, Ct))!.CalendarId);
        var map = (await service.Get<HeatQueries>().ReadAsync("complaint-handling", null, null, Ct)).ShouldNotBeNull();
        map.Runs.ShouldBe(1);
        var look = map.Steps.Single(step => step.ElementId == "look");
        look.Median.ShouldBe(WorkingTime.TimeBetween(calendar, Tuesday, done));
        look.Percentile90.ShouldBe(look.Median);
        look.UntilTaken.ShouldBe(WorkingTime.TimeBetween(calendar, Tuesday, taken));
        look.UntilTaken!.Value.ShouldBeGreaterThan(TimeSpan.Zero, "the test shall not measure a night");
        look.CustomerShare.ShouldBe(Math.Round((decimal)WorkingTime.TimeBetween(calendar, taken, answered).Ticks / look.Median!.Value.Ticks, 3));
        (look.Ended, look.Here, look.Level).ShouldBe((1, 0, HeatMap.Levels), "it is the slowest there is");
        var confirm = map.Steps.Single(step => step.ElementId == "confirm");
        (confirm.Ended, confirm.Here, confirm.Median, confirm.CustomerShare).ShouldBe((0, 1, null, 1m), "the customer has it and has not done it");
        map.Steps.ShouldNotContain(step => step.ElementId == "start", "what takes no time shows no heat");
    }

    [Fact]
    public async Task Runs_count_in_the_period_in_which_they_began_and_by_their_version()
    {
        await using var service = await TestWorkflows.StartSmallAsync();
        await service.SubmitAsync();
        service.Clock.Advance(TimeSpan.FromDays(40));
        await service.SubmitAsync(TestRequests.Complaint with { CustomerEmail = "later@customer.example" });
        var heat = service.Get<HeatQueries>();
        (await heat.ReadAsync("complaint-handling", 1, null, Ct))!.Runs.ShouldBe(2);
        (await heat.ReadAsync("complaint-handling", 1, service.Clock.GetUtcNow().AddDays(-30), Ct))!.Runs.ShouldBe(1);
        (await heat.ReadAsync("complaint-handling", 2, null, Ct)).ShouldBeNull("no case ran through a second version");
        (await heat.ReadAsync("nothing", null, null, Ct)).ShouldBeNull();
        (await heat.VersionsAsync(Ct)).ShouldHaveSingleItem().Runs.ShouldBe(2);
    }

    private static async Task<long> OpenTaskAsync(TestService service, string number) => (await service.Get<TaskQueries>().OfCaseAsync(number, TestPeople.Admin, Ct)).ShouldHaveSingleItem().Key;
}
