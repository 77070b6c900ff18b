using System.Text;
using AfterSales.Engine.Deployments;
using AfterSales.Engine.Instances;
using AfterSales.Engine.Search;
using AfterSales.Engine.UserTasks;
using AfterSales.Feel.Values;
using AfterSales.Service.People;
using AfterSales.Service.Registers;
using AfterSales.Service.Tasks;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.WorkOrders;

/// <summary>REP-09: the tasks of a visit are those of the technician of its work order, and follow when another one takes it over.</summary>
public sealed class MovedWorkOrderTests
{
    /// <summary>A visit of two tasks, and work of the case that somebody happens to hold as well.</summary>
    private const string Visit =
        """
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
          <bpmn:process id="{id}" isExecutable="true">
            <bpmn:startEvent id="s"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
            <bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="travel" />
            <bpmn:userTask id="travel" name="Travel"><bpmn:extensionElements><zeebe:userTask />
              <zeebe:assignmentDefinition assignee="=appointment.technician" candidateGroups="service-engineer" /></bpmn:extensionElements>
              <bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing></bpmn:userTask>
            <bpmn:sequenceFlow id="f2" sourceRef="travel" targetRef="repair" />
            <bpmn:userTask id="repair" name="Repair"><bpmn:extensionElements><zeebe:userTask />
              <zeebe:assignmentDefinition assignee="=appointment.technician" candidateGroups="service-engineer" /></bpmn:extensionElements>
              <bpmn:incoming>f2</bpmn:incoming><bpmn:outgoing>f3</bpmn:outgoing></bpmn:userTask>
            <bpmn:sequenceFlow id="f3" sourceRef="repair" targetRef="e" />
            <bpmn:endEvent id="e"><bpmn:incoming>f3</bpmn:incoming></bpmn:endEvent>
          </bpmn:process>
        </bpmn:definitions>
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_tasks_of_a_visit_go_to_the_technician_and_follow_to_the_next_one()
    {
        await using var service = await Technicians.StartAsync();
        var about = await service.CaseAsync();
        var order = await service.OrderAsync(about, "ann");
        var other = await service.OrderAsync(about, "ann", "2026-11-25T10:00:00Z");
        var visit = await StartAsync(service, "visit", about, order, "ann");
        var elsewhere = await StartAsync(service, "elsewhere", about, other, "ann");
        (await TaskAsync(service, visit, "travel")).Assignee.ShouldBe("ann", "not the department");

        (await service.Get<WorkOrderDesk>().ScheduleAsync(order, "ben", new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero), null, TestPeople.Demo("service-manager"), Ct))!.Conflict.ShouldBeNull();

        await TestService.EventuallyAsync(async () => (await TaskAsync(service, visit, "travel")).Assignee == "ben");
        (await TaskAsync(service, elsewhere, "travel")).Assignee.ShouldBe("ann", "that is about another order");
        (await service.MailsAsync("ann", "notice")).ShouldHaveSingleItem().Subject.ShouldContain("Somebody else takes over your appointment");
        (await service.MailsAsync("ben", "notice")).ShouldHaveSingleItem().Subject.ShouldContain("قرار حضور برای شما");
        (await service.MailsAsync("ben", "task")).ShouldHaveSingleItem("he gets the link to the task");

        var appointment = (await service.Engine.Variables.OfInstanceAsync(visit, "appointment", Ct)).ShouldBeOfType<FeelContext>();
        appointment.TextOf("start").ShouldStartWith("2026-11-24T", customMessage: "what comes next reckons with the new time");
        (await service.Engine.UserTasks.CompleteAsync((await TaskAsync(service, visit, "travel")).UserTaskKey, ct: Ct)).IsOk.ShouldBeTrue();
        (await TaskAsync(service, visit, "repair")).Assignee.ShouldBe("ben", "the tasks still to come are his too");
    }

    [Fact]
    public async Task A_moved_time_leaves_the_technician_and_his_task()
    {
        await using var service = await Technicians.StartAsync();
        var about = await service.CaseAsync();
        var order = await service.OrderAsync(about, "ann");
        var visit = await StartAsync(service, "visit", about, order, "ann");

        await service.Get<WorkOrderDesk>().ScheduleAsync(order, "ann", new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero), null, TestPeople.Demo("service-manager"), Ct);

        await TestService.EventuallyAsync(async () =>
            (await service.Engine.Variables.OfInstanceAsync(visit, "appointment", Ct)).ShouldBeOfType<FeelContext>().TextOf("start").StartsWith("2026-11-24", StringComparison.Ordinal));
        (await TaskAsync(service, visit, "travel")).Assignee.ShouldBe("ann");
        (await service.MailsAsync("ann", "notice")).ShouldHaveSingleItem().Subject.ShouldContain("An appointment for you");
    }

    [Fact]
    public async Task While_the_technician_is_away_his_substitute_gets_the_task_and_may_do_it()
    {
        await using var service = await Technicians.StartAsync();
        var about = await service.CaseAsync();
        var order = await service.OrderAsync(about, "ann");
        await service.Get<PeopleStore>().SaveAsync(
            Technicians.Technician("ann", new("Ann")) with { SubstituteId = "ben", AwayFrom = new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero) }, ct: Ct);

        var visit = await StartAsync(service, "visit", about, order, "ann");

        (await TaskAsync(service, visit, "travel")).Assignee.ShouldBe("ann", "it is hers, he stands in");
        (await service.MailsAsync("ben", "task")).ShouldHaveSingleItem().Text.ShouldContain("Ann");
        (await service.MailsAsync("ann", "task")).ShouldBeEmpty();
        var ben = service.Get<AfterSales.Service.People.Directory>().ById("ben")!;
        (await service.Get<TaskQueries>().InboxAsync(ben, InboxView.Mine, Ct)).ShouldHaveSingleItem().Key.ShouldBe((await TaskAsync(service, visit, "travel")).UserTaskKey);
    }

    private static async Task<long> StartAsync(TestService service, string process, (string Name, FeelValue Value) about, string order, string technician)
    {
        (await service.Engine.Deployments.DeployAsync([new DeploymentResource(process + ".bpmn", Encoding.UTF8.GetBytes(Visit.Replace("{id}", process, StringComparison.Ordinal)))], ct: Ct))
            .Problems.ShouldBeEmpty();
        var appointment = FeelContext.Empty.With("workOrder", FeelValue.Of(order)).With("technician", FeelValue.Of(technician)).With("start", FeelValue.Of("2026-11-23T18:00:00+08:00"));
        var started = await service.Engine.Instances.CreateAsync(
            new CreateInstance { ProcessId = process, Variables = FeelContext.Empty.With(about.Name, about.Value).With("appointment", appointment) }, ct: Ct);
        return started.Value.ProcessInstanceKey;
    }

    private static async Task<UserTaskRow> TaskAsync(TestService service, long instance, string element) =>
        (await service.Engine.UserTasks.SearchAsync(SearchRequest.Where("processInstanceKey", instance).And("elementId", element), Ct)).Value.Items.ShouldHaveSingleItem();
}
