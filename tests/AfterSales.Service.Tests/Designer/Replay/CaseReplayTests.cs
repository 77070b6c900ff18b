using AfterSales.Service.Designer;
using AfterSales.Service.Designer.Replay;
using AfterSales.Service.Forms;
using AfterSales.Service.Intake;
using AfterSales.Service.Languages;
using AfterSales.Service.Tasks;
using AfterSales.Service.Tests.Designer.Runs;
using AfterSales.Service.Tests.Workflows;
using AfterSales.Engine.Search;
using AfterSales.Engine.UserTasks;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Designer.Replay;

/// <summary>Past cases played again on a draft.</summary>
public sealed class CaseReplayTests
{
    private static readonly ArtifactId Complaint = new(ArtifactKind.Workflow, "complaint-handling");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_finished_case_goes_the_same_way_until_the_draft_sends_it_elsewhere()
    {
        await using var service = await TestService.StartAsync(workflows: TestWorkflows.Shipped);
        var request = await service.SubmitAsync();
        foreach (var step in FlowPath.Complaint("not-responsible").Steps)
            await CompleteAsync(service, step.Task!, step.Answers!);
        var running = await service.SubmitAsync(TestRequests.Complaint with { Subject = "Another" });
        var replay = service.Get<CaseReplay>();

        var same = await replay.ReplayAsync("complaint-handling", 10, Ct);
        same.Select(one => (one.CaseNumber, one.Outcome, one.Why?.English)).ShouldBe([(running.CaseNumber, ReplayOutcome.Same, null), (request.CaseNumber, ReplayOutcome.Same, null)]);

        var content = (await service.Get<PublishedArtifacts>().ContentAsync(Complaint, Ct))!;
        await service.Get<Drafts>().SaveAsync(Complaint, 0, content.Replace("nature.kind = \"notResponsible\"", "nature.kind = \"never\"", StringComparison.Ordinal), "owner", Ct);
        var other = await replay.ReplayAsync("complaint-handling", 10, Ct);
        other[0].Outcome.ShouldBe(ReplayOutcome.Same, "it has not come that far");
        other[1].Outcome.ShouldBe(ReplayOutcome.Differs);
        other[1].Why!.Chinese.ShouldNotBeNull();

        await service.Engine.WriteAsync(commit => AfterSales.Service.Storage.Sql.Execute(commit, "DELETE FROM designer_given"), ct: Ct);
        (await replay.ReplayAsync("complaint-handling", 1, Ct)).ShouldHaveSingleItem().Outcome.ShouldBe(ReplayOutcome.Unknown, "nothing was recorded");
    }

    private static async Task CompleteAsync(TestService service, string taskId, IReadOnlyDictionary<string, string> answers)
    {
        UserTaskRow? task = null;
        var open = SearchRequest.Where("elementId", taskId).And("state", UserTaskStates.Created);
        await TestService.EventuallyAsync(async () => (task = (await service.Engine.UserTasks.SearchAsync(open, Ct)).Value.Items is [var first, ..] ? first : null) is not null);
        var actor = new TaskActor.Staff(service.Get<AfterSales.Service.People.Directory>().InGroup(task!.CandidateGroups[0])[0]);
        (await service.Get<TaskCompletion>().SubmitAsync(task.UserTaskKey, actor, FormValues.From(answers.Select(answer => (answer.Key, answer.Value))), [], Language.English, Ct))
            .ShouldBeOfType<TaskSubmission.Done>(taskId);
    }
}
