using AfterSales.Bpmn.Interpretation;
using AfterSales.Bpmn.Model;
using AfterSales.Bpmn.Tests.Support;
using Shouldly;
using Xunit;
using static AfterSales.Bpmn.Tests.Support.Xml;

namespace AfterSales.Bpmn.Tests.Interpretation;

public class UserTaskTests
{
    private const string Lanes = """
        <bpmn:laneSet id="lanes"><bpmn:lane id="lane" name="Sales"><bpmn:extensionElements><zeebe:properties><zeebe:property name="role" value="sales"/></zeebe:properties></bpmn:extensionElements>
        <bpmn:flowNodeRef>a</bpmn:flowNodeRef><bpmn:flowNodeRef>sub</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>
        """;

    private static Scenario Task(string extensions, string variables = "{}") => Scenario.Of(Start(), User("a", extensions), End(), Chain("start a end")).Start(variables);

    [Fact]
    public void Everything_said_about_the_task_is_told()
    {
        var task = Task(
            """
            <zeebe:assignmentDefinition assignee="=&quot;customer:&quot; + case.customer.email" candidateGroups="=[&quot;sales&quot;, &quot;engineering&quot;]" candidateUsers="x, y"/>
            <zeebe:taskSchedule dueDate="=now() + duration(&quot;PT4H&quot;)" followUpDate="2026-03-22T08:00:00+03:30"/>
            <zeebe:priorityDefinition priority="=if case.urgency = &quot;high&quot; then 80 else 50"/>
            <zeebe:formDefinition formId="complaint" bindingType="versionTag" versionTag="v2"/>
            <zeebe:taskHeaders><zeebe:header key="screen" value="compact"/></zeebe:taskHeaders>
            """,
            """{"case": {"customer": {"email": "a@demo.example"}, "urgency": "high"}}""").Task("a");

        task.Assignee.ShouldBe("customer:a@demo.example");
        task.CandidateGroups.ShouldBe(["sales", "engineering"]);
        task.CandidateUsers.ShouldBe(["x", "y"]);
        task.DueDate.ShouldBe(new DateTimeOffset(2026, 3, 21, 13, 0, 0, TimeSpan.Zero));
        task.DueDateExpression.ShouldBe("=now() + duration(\"PT4H\")");
        task.FollowUpDate.ShouldBe(new DateTimeOffset(2026, 3, 22, 8, 0, 0, TimeSpan.FromMinutes(210)));
        task.Priority.ShouldBe(80);
        (task.FormId, task.FormBinding, task.FormVersionTag).ShouldBe(("complaint", BindingType.VersionTag, "v2"));
        task.Headers["screen"].ShouldBe("compact");
        task.Variables.TryGet("case", out _).ShouldBeTrue();
    }

    [Fact]
    public void A_task_that_says_nothing_has_the_usual_priority_and_nobody()
    {
        var task = Task("").Task("a");

        task.Priority.ShouldBe(50);
        task.Assignee.ShouldBeNull();
        task.CandidateGroups.ShouldBeEmpty();
        task.DueDate.ShouldBeNull();
        task.FormId.ShouldBeNull();
    }

    [Theory]
    [InlineData("", "sales")]
    [InlineData("""<zeebe:assignmentDefinition assignee="x"/>""", "sales")]
    [InlineData("""<zeebe:assignmentDefinition candidateGroups="quality-control"/>""", "quality-control")]
    public void Without_candidate_groups_the_role_of_the_lane_is_the_group(string extensions, string group) =>
        Scenario.Of(Lanes, Start(), User("a", extensions), SubProcess("sub", "", Start("s"), User("b"), Chain("s b")), Chain("start a sub")).Start()
            .Task("a").CandidateGroups.ShouldBe([group]);

    [Fact]
    public void Tasks_in_a_sub_process_belong_to_the_lane_of_the_sub_process() =>
        Scenario.Of(Lanes, Start(), User("a"), SubProcess("sub", "", Start("s"), User("b"), Chain("s b")), Chain("start sub a")).Start()
            .Task("b").CandidateGroups.ShouldBe(["sales"]);

    [Fact]
    public void Completing_leaves_the_submitted_variables()
    {
        var scenario = Task("");

        scenario.CompleteTask("a", """{"complaint": {"cause": "transport"}}""").ShouldBeCompleted();
        scenario.Variable("complaint").ShouldBe("""{"cause":"transport"}""");
    }

    [Theory]
    [InlineData("""<zeebe:taskSchedule dueDate="=case.due"/>""", "due date")]
    [InlineData("""<zeebe:taskSchedule dueDate="=date(&quot;2026-04-01&quot;)"/>""", "due date")]
    [InlineData("""<zeebe:taskSchedule followUpDate="=5"/>""", "follow-up date")]
    [InlineData("""<zeebe:priorityDefinition priority="=101"/>""", "priority")]
    [InlineData("""<zeebe:priorityDefinition priority="=&quot;urgent&quot;"/>""", "priority")]
    [InlineData("""<zeebe:assignmentDefinition assignee="=5"/>""", "assignee")]
    [InlineData("""<zeebe:assignmentDefinition candidateGroups="=[1]"/>""", "candidate groups")]
    public void A_value_of_the_wrong_kind_is_an_incident_and_no_task_is_made(string extensions, string what)
    {
        var scenario = Task(extensions, """{"case": {}}""").ShouldBeAt("a");

        scenario.Incident().Type.ShouldBe(IncidentType.ExtractValueError);
        scenario.Incident().Message.ShouldContain(what);
        scenario.All.OfType<UserTaskCreated>().ShouldBeEmpty();
    }

    [Fact]
    public void A_due_date_that_is_null_on_purpose_is_no_due_date() =>
        Task("""<zeebe:taskSchedule dueDate="=null"/>""").Task("a").DueDate.ShouldBeNull();

    [Fact]
    public void A_priority_that_is_null_is_the_usual_one() =>
        Task("""<zeebe:priorityDefinition priority="=case.priority"/>""", """{"case": {}}""").Task("a").Priority.ShouldBe(50);

    [Fact]
    public void A_corrected_variable_lets_the_task_be_made()
    {
        var scenario = Task("""<zeebe:taskSchedule dueDate="=case.due"/>""", """{"case": {}}""");

        scenario.SetVariables("""{"case": {"due": "2026-04-01T08:00:00Z"}}""").Resolve();

        scenario.Task("a").DueDate.ShouldBe(new DateTimeOffset(2026, 4, 1, 8, 0, 0, TimeSpan.Zero));
        scenario.State.Incidents.ShouldBeEmpty();
    }
}
