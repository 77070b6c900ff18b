using AfterSales.Engine.Search;
using AfterSales.Engine.UserTasks;
using AfterSales.Service.Cases;
using AfterSales.Service.Deadlines;
using AfterSales.Service.Forms;
using AfterSales.Service.Languages;
using AfterSales.Service.People;
using AfterSales.Service.Tasks;
using AfterSales.Service.Tests.Workflows;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Tasks;

/// <summary>What everybody sees right after a task was completed, without waiting: nothing is read from a copy that lags behind.</summary>
public sealed class FreshAfterCompletionTests
{
    private static readonly Person Sales = TestPeople.Demo("sales-desk");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_completed_task_is_gone_from_every_list_and_its_answers_are_there_at_once()
    {
        await using var service = await TestService.StartAsync(workflows: TestWorkflows.Shipped);
        var number = (await service.SubmitAsync()).CaseNumber;
        var task = await RegisterAsync(service);

        (await service.Get<TaskQueries>().OfCaseAsync(number, TestPeople.Admin, Ct)).ShouldNotContain(open => open.Key == task.UserTaskKey);
        (await service.Get<TaskQueries>().InboxAsync(Sales, InboxView.Group, Ct)).ShouldNotContain(open => open.Key == task.UserTaskKey);
        (await service.Engine.UserTasks.SearchAsync(Open("Task_register"), Ct)).Value.Items.ShouldBeEmpty();
        (await service.Engine.Variables.OfInstanceAsync(task.ProcessInstanceKey, "registration", Ct))!.ToString()!.ShouldContain("weld seam");
        (await service.Get<CaseQueries>().GetAsync(number, TestPeople.Admin, Language.English, Ct))!.Timeline.ShouldContain(line => line.Kind == "task.completed");
    }

    [Fact]
    public async Task The_clock_of_the_first_answer_stops_when_sales_has_answered_and_stays_met()
    {
        await using var service = await TestService.StartAsync(workflows: TestWorkflows.Shipped);
        var number = (await service.SubmitAsync()).CaseNumber;
        await RegisterAsync(service);
        Clock().State.ShouldBe(DeadlineState.MetOnTime);

        service.Clock.Pin(service.Clock.GetUtcNow().AddDays(60));
        await service.Get<DeadlineSweep>().RunAsync(Ct);
        Clock().State.ShouldBe(DeadlineState.MetOnTime, "what was answered in time does not become late");
        service.Get<DeadlineQueries>().Breaches(number).ShouldNotContain(breach => breach.LimitId == "SLA-02");

        DeadlineClockView Clock() => service.Get<DeadlineQueries>().ForCase(number).Single(clock => clock.LimitId == "SLA-02");
    }

    private static SearchRequest Open(string elementId) => SearchRequest.Where("elementId", elementId).And("state", UserTaskStates.Created);

    /// <summary>Sales takes the complaint in, as on the paths.</summary>
    private static async Task<UserTaskRow> RegisterAsync(TestService service)
    {
        UserTaskRow? task = null;
        await TestService.EventuallyAsync(async () => (task = (await service.Engine.UserTasks.SearchAsync(Open("Task_register"), Ct)).Value.Items is [var first, ..] ? first : null) is not null);
        var answers = FlowPath.Of("complaint-handling").SelectMany(path => path.Steps).First(step => step.Task == "Task_register").Answers!;
        (await service.Get<TaskCompletion>().SubmitAsync(
            task!.UserTaskKey, new TaskActor.Staff(Sales), FormValues.From(answers.Select(answer => (answer.Key, answer.Value))), [], Language.English, Ct)).ShouldBeOfType<TaskSubmission.Done>();
        return task;
    }
}
