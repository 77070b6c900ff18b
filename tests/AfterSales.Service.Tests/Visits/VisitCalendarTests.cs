using AfterSales.Engine.Search;
using AfterSales.Engine.UserTasks;
using AfterSales.Feel.Values;
using AfterSales.Service.Cases;
using AfterSales.Service.Deadlines;
using AfterSales.Service.Forms;
using AfterSales.Service.Intake;
using AfterSales.Service.Languages;
using AfterSales.Service.Mail;
using AfterSales.Service.Tasks;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Visits;

/// <summary>Visits keep the working calendar and their clock: over holidays, when nobody does them, and however far the clock jumps (PER-03).</summary>
public sealed class VisitCalendarTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_round_opened_before_Nowruz_is_to_be_planned_after_it()
    {
        await using var service = await TestService.StartAsync(workflows: TestWorkflows.Shipped);
        // Thursday, 18 March 2027, 09:00 in Tehran. 19 and 26 March are Fridays, 20 to 24 March holidays.
        service.Clock.Pin(new DateTimeOffset(2027, 3, 18, 5, 30, 0, TimeSpan.Zero));
        await OpenAsync(service, "iran");

        var due = (await WaitForAsync(service, "Task_plan")).DueDate!.Value;
        DateOnly.FromDateTime(due.ToOffset(TimeSpan.FromHours(3.5)).Date).ShouldBe(new DateOnly(2027, 3, 27), "25 March is the first working day, 27 the second");
    }

    [Fact]
    public async Task Visits_nobody_makes_are_told_to_the_manager_once_and_stay_open()
    {
        await using var service = await TestService.StartAsync(workflows: TestWorkflows.Shipped);
        var number = await OpenAsync(service, "standard");
        var plan = await WaitForAsync(service, "Task_plan");
        (await service.Get<TaskCompletion>().SubmitAsync(plan.UserTaskKey, new TaskActor.Staff(TestPeople.Demo("sales-desk")), FormValues.From(
        [
            ("plan.kind", "quarterly"), ("plan.technical", "no"), ("plan.otherName", "Tabriz Machine"), ("plan.otherEmail", "service@tabrizmachine.example"), ("plan.purpose", "The new nozzle."),
        ]), [], Language.English, Ct)).ShouldBeOfType<TaskSubmission.Done>();
        await WaitForAsync(service, "Task_visit");
        var clock = service.Get<DeadlineQueries>().ForCase(number).Single(one => one.LimitId == "PER-03");
        clock.Receipt.Calculation.ShouldNotBeNull().CountedDays.ShouldBe(10);

        service.Clock.Pin(clock.DueAt.AddDays(40));
        await TestService.EventuallyAsync(async () => await NoticesAsync() == 1);
        service.Clock.Pin(clock.DueAt.AddDays(80));
        await WaitForAsync(service, "Task_visit");
        (await NoticesAsync()).ShouldBe(1, "the timer has fired and does not fire again");
        service.Get<DeadlineQueries>().Breaches(number).Count(breach => breach.LimitId == "PER-03").ShouldBe(1);

        async Task<int> NoticesAsync() =>
            (await service.Get<Mailbox>().ListAsync(new MailFilter { Template = "notice", CaseNumber = number }, Ct)).Count(mail => mail.PersonId == "service-manager");
    }

    private static async Task<string> OpenAsync(TestService service, string calendar) => (await service.Get<InternalCases>().OpenAsync(
        "visit", "Visits of the quarter", "Key customers.", variables: new FeelContext([new("visitType", FeelValue.Of("quarterly"))]), calendarId: calendar, ct: Ct))
        .ShouldBeOfType<IntakeResult.Accepted>().Request.CaseNumber;

    private static async Task<UserTaskRow> WaitForAsync(TestService service, string elementId)
    {
        UserTaskRow? task = null;
        var open = SearchRequest.Where("elementId", elementId).And("state", UserTaskStates.Created);
        await TestService.EventuallyAsync(async () => (task = (await service.Engine.UserTasks.SearchAsync(open, Ct)).Value.Items is [var first, ..] ? first : null) is not null);
        return task!;
    }
}
