using AfterSales.Engine.Search;
using AfterSales.Engine.UserTasks;
using AfterSales.Service.Cases;
using AfterSales.Service.Deadlines;
using AfterSales.Service.Forms;
using AfterSales.Service.Intake;
using AfterSales.Service.Languages;
using AfterSales.Service.Tasks;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Workflows;

/// <summary>The clock of KPI-01 in the whole service: from the request to the limit, the breach on record, the manager told.</summary>
public sealed class InstallationClockTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Seven_working_days_from_the_request_the_breach_is_on_record_and_the_work_goes_on()
    {
        await using var service = await TestService.StartAsync(workflows: TestWorkflows.Shipped);
        var requestedAt = service.Clock.GetUtcNow();
        var request = await service.SubmitAsync(TestRequests.Complaint with { Kind = "installation", Language = Language.Persian });
        service.Clock.Pin(requestedAt.AddHours(26));
        await CompleteAsync(service, "Task_check_order");
        await CompleteAsync(service, "Task_hand_over");

        var deadlines = service.Get<DeadlineQueries>();
        DeadlineClockView? clock = null;
        await TestService.EventuallyAsync(() => Task.FromResult((clock = deadlines.ForCase(request.CaseNumber).SingleOrDefault(view => view.LimitId == "KPI-01")) is not null));
        clock!.StartedAt.ShouldBe(requestedAt, "the clock begins with the request, not with the hand-over a day later");
        clock.DueAt.ShouldBe(requestedAt.AddDays(8), "Saturday 21 November and seven working days, one Friday between");
        clock.DeductsPauses.ShouldBeFalse("waiting for the customer is recorded, not deducted (OPN-02)");
        clock.Name.In(Language.Chinese).ShouldBe("安装调试");

        service.Clock.Pin(clock.DueAt.AddMinutes(1));
        await TestService.EventuallyAsync(() => Task.FromResult(deadlines.Breaches(request.CaseNumber).Any(breach => breach.LimitId == "KPI-01")));
        var view = (await service.Get<CaseQueries>().GetAsync(request.CaseNumber, TestPeople.Admin, Language.English, Ct))!;
        view.Case.Status.ShouldBe(CaseStatus.InProgress, "the work goes on");
    }

    /// <summary>Completes the task with what the paths of the installation answer, as somebody of its department.</summary>
    private static async Task CompleteAsync(TestService service, string taskId)
    {
        var step = FlowPath.All["installation/accepted-in-time"].Steps.First(step => step.Task == taskId);
        var open = SearchRequest.Where("elementId", taskId).And("state", UserTaskStates.Created);
        UserTaskRow? task = null;
        await TestService.EventuallyAsync(async () => (task = (await service.Engine.UserTasks.SearchAsync(open, Ct)).Value.Items is [var first, ..] ? first : null) is not null);
        var person = service.Get<AfterSales.Service.People.Directory>().InGroup(task!.CandidateGroups[0])[0];
        var submitted = await service.Get<TaskCompletion>().SubmitAsync(
            task.UserTaskKey, new TaskActor.Staff(person), FormValues.From(step.Answers!.Select(answer => (answer.Key, answer.Value))), [], Language.English, Ct);
        submitted.ShouldBeOfType<TaskSubmission.Done>(taskId);
    }
}
