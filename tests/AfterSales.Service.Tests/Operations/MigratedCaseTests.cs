using System.Text;
using AfterSales.Bpmn.Interpretation.Migration;
using AfterSales.Bpmn.Interpretation.Modification;
using AfterSales.Engine;
using AfterSales.Engine.Batches;
using AfterSales.Engine.Deployments;
using AfterSales.Engine.Operations;
using AfterSales.Engine.Search;
using AfterSales.Service.Cases;
using AfterSales.Service.Deadlines;
using AfterSales.Service.Languages;
using AfterSales.Service.Storage;
using AfterSales.Service.Tasks;
using AfterSales.Service.Timeline;
using AfterSales.Service.Workflows;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Operations;

/// <summary>What of the domain follows a case that goes over to another version of its workflow, and what its timeline tells.</summary>
public class MigratedCaseTests
{
    private const string Reason = "the new way holds for open complaints too";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Task_limit_case_and_timeline_follow_and_the_case_goes_its_way_to_the_end()
    {
        await using var service = await TestWorkflows.StartSmallAsync(First);
        var number = (await service.SubmitAsync()).CaseNumber;
        var task = await OnlyTaskAsync(service, number);
        var limits = await LimitsAsync(service, number);
        limits.Count.ShouldBe(2, "the task's due date and the limit that a timer guards");
        var second = await DeploySecondAsync(service);

        await MigrateAsync(service, second, new ElementMapping("look", "inspect"), new ElementMapping("late", "overdue"));

        var after = await OnlyTaskAsync(service, number);
        (after.Key, after.ElementId, after.Name.English, after.Name.Persian, after.DefinitionKey).ShouldBe((task.Key, "inspect", "Inspect the product", "بازرسی", second));
        (await LimitsAsync(service, number)).ShouldBe(limits.Select(limit => limit with { ElementId = limit.ElementId == "look" ? "inspect" : "overdue" }), ignoreOrder: true);
        (await service.Get<CaseProcesses>().OfCaseAsync(number, Ct)).ShouldHaveSingleItem().Version.ShouldBe(2);
        foreach (var (language, title) in new[] { (Language.English, "in version 2"), (Language.Persian, "نسخهٔ ۲"), (Language.Chinese, "第 2 版") })
        {
            var line = (await service.Get<TimelineQueries>().OfCaseAsync(number, language, Ct)).First(line => line.Kind == TimelineKinds.ProcessMigrated);
            line.Title.ShouldContain(title);
            line.Detail!.ShouldContain(Reason);
        }
        (await service.Engine.UserTasks.CompleteAsync(task.Key, ct: Ct)).IsOk.ShouldBeTrue();
        (await LimitsAsync(service, number)).ShouldAllBe(limit => limit.Ended != null);
        (await OnlyTaskAsync(service, number)).ElementId.ShouldBe("confirm");
    }

    [Fact]
    public async Task A_limit_that_the_new_version_does_not_know_ends_and_is_no_breach()
    {
        await using var service = await TestWorkflows.StartSmallAsync(First);
        var number = (await service.SubmitAsync()).CaseNumber;
        var second = await DeploySecondAsync(service);

        await MigrateAsync(service, second, new ElementMapping("look", "inspect"));

        var limits = await LimitsAsync(service, number);
        limits.Single(limit => limit.ElementId == "late").Ended.ShouldBe("cancelled");
        limits.Single(limit => limit.ElementId == "inspect").Ended.ShouldBeNull("what the task was given stays");
        limits.Single(limit => limit.ElementId == "overdue").Ended.ShouldBeNull("and the new version's limit begins");
    }

    [Fact]
    public async Task Steps_moved_by_hand_and_cases_held_are_told()
    {
        await using var service = await TestWorkflows.StartSmallAsync(First);
        var number = (await service.SubmitAsync()).CaseNumber;
        var instance = (await service.Get<CaseProcesses>().OfCaseAsync(number, Ct)).Single().InstanceKey;

        (await service.Engine.Operations.SuspendAsync(instance, "manager", reason: "The court asked for it", ct: Ct)).IsOk.ShouldBeTrue();
        (await service.Engine.Operations.ResumeAsync(instance, "manager", ct: Ct)).IsOk.ShouldBeTrue();
        (await service.Engine.Operations.ModifyAsync(
            instance, new ModifyInstance([new ElementActivation("confirm", [])], [new ElementTermination(null, "look")], []), "manager", ct: Ct)).IsOk.ShouldBeTrue();

        var lines = await service.Get<TimelineQueries>().OfCaseAsync(number, Language.English, Ct);
        lines.Select(line => line.Kind).Where(kind => kind.StartsWith("process.", StringComparison.Ordinal))
            .ShouldBe([TimelineKinds.ProcessModified, TimelineKinds.ProcessResumed, TimelineKinds.ProcessSuspended], "the newest first");
        lines.First(line => line.Kind == TimelineKinds.ProcessSuspended).Detail!.ShouldContain("The court asked for it");
        lines.First(line => line.Kind == TimelineKinds.ProcessModified).Title.ShouldContain("Look at the complaint → Confirm");
    }

    private static string First => TestWorkflows.Small
        .Replace("<zeebe:formDefinition formId=\"look\" />", "<zeebe:formDefinition formId=\"look\" /><zeebe:taskSchedule dueDate=\"=now() + duration(&#34;P2D&#34;)\" />", StringComparison.Ordinal)
        .Replace("<bpmn:sequenceFlow id=\"f6\"", """
            <bpmn:boundaryEvent id="late" name="Too late" attachedToRef="look" cancelActivity="false"><bpmn:extensionElements><zeebe:properties><zeebe:property name="clock" value="look-limit" /></zeebe:properties></bpmn:extensionElements>
            <bpmn:outgoing>fl</bpmn:outgoing><bpmn:timerEventDefinition id="latet"><bpmn:timeDuration xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="bpmn:tFormalExpression">P3D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
            <bpmn:sequenceFlow id="fl" sourceRef="late" targetRef="told" /><bpmn:endEvent id="told" name="Told"><bpmn:incoming>fl</bpmn:incoming></bpmn:endEvent>
            <bpmn:sequenceFlow id="f6"
            """, StringComparison.Ordinal)
        .Replace("<bpmn:flowNodeRef>withdrawn</bpmn:flowNodeRef>", "<bpmn:flowNodeRef>withdrawn</bpmn:flowNodeRef><bpmn:flowNodeRef>late</bpmn:flowNodeRef><bpmn:flowNodeRef>told</bpmn:flowNodeRef>", StringComparison.Ordinal);

    private static async Task<long> DeploySecondAsync(TestService service)
    {
        var text = First.Replace("\"look\" name=\"Look at the complaint\"", "\"inspect\" name=\"Inspect the product\"", StringComparison.Ordinal)
            .Replace("targetRef=\"look\"", "targetRef=\"inspect\"", StringComparison.Ordinal).Replace("sourceRef=\"look\"", "sourceRef=\"inspect\"", StringComparison.Ordinal)
            .Replace("attachedToRef=\"look\"", "attachedToRef=\"inspect\"", StringComparison.Ordinal).Replace(">look<", ">inspect<", StringComparison.Ordinal)
            .Replace("بررسی شکایت", "بازرسی", StringComparison.Ordinal).Replace("\"late\"", "\"overdue\"", StringComparison.Ordinal).Replace(">late<", ">overdue<", StringComparison.Ordinal);
        var deployed = await service.Engine.Deployments.DeployAsync([new DeploymentResource("small.bpmn", Encoding.UTF8.GetBytes(text))], ct: Ct);
        deployed.Problems.ShouldBeEmpty();
        await service.Get<WorkflowCatalog>().RefreshAsync(Ct);
        return deployed.Deployment!.Processes.Single().ProcessDefinitionKey;
    }

    private static async Task MigrateAsync(TestService service, long target, params ElementMapping[] mappings)
    {
        var batch = await service.Engine.Batches.CreateAsync(
            new CreateBatch
            {
                Type = BatchTypes.Migrate, Reason = Reason, Migration = new MigrateInstances(target, mappings),
                Filter = new SearchRequest().And("processDefinitionId", "complaint-handling"),
            }, "manager", ct: Ct);
        batch.IsOk.ShouldBeTrue(batch.ToString());
        await TestService.EventuallyAsync(async () => (await service.Engine.Batches.GetAsync(batch.Value, Ct))!.State == BatchStates.Completed);
        (await service.Engine.Batches.GetAsync(batch.Value, Ct))!.Completed.ShouldBe(1);
    }

    private static async Task<TaskRow> OnlyTaskAsync(TestService service, string number)
    {
        var found = await service.Engine.ReadAsync(db => Sql.List<long>(db, "SELECT task_key FROM tasks WHERE case_number = @number AND ended_at IS NULL", new { number }), Ct);
        var key = found.ShouldHaveSingleItem();
        return await service.Engine.WriteAsync(commit => TaskRow.Find(commit, key)!, ct: Ct);
    }

    private static Task<IReadOnlyList<Limit>> LimitsAsync(TestService service, string number) => service.Engine.ReadAsync<IReadOnlyList<Limit>>(
        db => [.. Sql.List<(string Element, long Source, long Due, string? Ended)>(db, "SELECT element_id, source_key, applied_due_at, ended_as FROM deadline WHERE case_number = @number", new { number })
            .Select(row => new Limit(row.Element, row.Source, row.Due, row.Ended))], Ct);

    private sealed record Limit(string ElementId, long Source, long Due, string? Ended);
}
