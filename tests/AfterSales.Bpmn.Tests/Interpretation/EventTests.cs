using AfterSales.Bpmn.Interpretation;
using AfterSales.Bpmn.Tests.Support;
using Shouldly;
using Xunit;
using static AfterSales.Bpmn.Tests.Support.Xml;

namespace AfterSales.Bpmn.Tests.Interpretation;

public class EventTests
{
    private static readonly string[] Messages = [Message("m", "customer-replied", "=case.number")];

    [Theory]
    [InlineData("PT4H", "2026-03-21T13:00:00+00:00")]
    [InlineData("=duration(\"PT4H\")", "2026-03-21T13:00:00+00:00")]
    [InlineData("=\"P1D\"", "2026-03-22T09:00:00+00:00")]
    [InlineData("P1M", "2026-04-21T09:00:00+00:00")]
    [InlineData("-PT1H", "2026-03-21T08:00:00+00:00")]
    public void An_intermediate_timer_counts_its_duration_from_now(string duration, string due)
    {
        var scenario = Scenario.Of(Start(), Catch("wait", Duration(duration)), End(), Chain("start wait end")).Start().ShouldBeAt("wait");

        scenario.Timer("wait").DueAt.ShouldBe(DateTimeOffset.Parse(due, System.Globalization.CultureInfo.InvariantCulture));
        scenario.Timer("wait").Interval.ShouldBeNull();
        scenario.Fire("wait").ShouldBeCompleted();
    }

    [Theory]
    [InlineData("2026-04-01T08:00:00Z")]
    [InlineData("2026-04-01T11:30:00+03:30")]
    [InlineData("=date and time(\"2026-04-01T08:00:00Z\")")]
    [InlineData("=case.dueAt")]
    public void An_intermediate_timer_waits_for_a_date(string date)
    {
        var scenario = Scenario.Of(Start(), Catch("wait", Date(date)), Chain("start wait")).Start("""{"case": {"dueAt": "2026-04-01T08:00:00Z"}}""");

        scenario.Timer("wait").DueAt.UtcDateTime.ShouldBe(new DateTime(2026, 4, 1, 8, 0, 0));
    }

    [Theory]
    [InlineData("=date(\"2026-04-01\")")]
    [InlineData("=case.dueAt")]
    [InlineData("=17")]
    public void A_timer_without_a_moment_is_an_incident_until_the_variable_is_corrected(string date)
    {
        var scenario = Scenario.Of(Start(), Catch("wait", Date(date)), Chain("start wait")).Start("""{"case": {}}""").ShouldBeAt("wait");

        scenario.Incident().Type.ShouldBe(IncidentType.ExtractValueError);
        scenario.Incident().Message.ShouldContain("wait");
        scenario.Advance(new SetVariables(1, Scenario.Context("""{"case": {"dueAt": "2026-04-01T08:00:00Z"}}"""), false));
        scenario.Resolve();
        scenario.State.Incidents.Any().ShouldBe(date != "=case.dueAt");
    }

    [Fact]
    public void A_message_event_waits_for_its_correlation_key_and_takes_the_variables()
    {
        var scenario = Scenario.OfFile(Messages, Start(), Catch("wait", OnMessage("m")), End(), Chain("start wait end")).Start("""{"case": {"number": "CMP-1"}}""");

        scenario.Subscription("wait").MessageName.ShouldBe("customer-replied");
        scenario.Subscription("wait").CorrelationKey.ShouldBe("CMP-1");
        scenario.Correlate("wait", """{"reply": "yes"}""").ShouldBeCompleted();
        scenario.Variable("reply").ShouldBe("\"yes\"");
    }

    [Fact]
    public void A_receive_task_waits_for_its_message_and_may_have_a_deadline()
    {
        var scenario = Scenario.OfFile(
            Messages, Start(), Element("receiveTask", "wait", attributes: "messageRef=\"m\""), Boundary("late", "wait", Duration("P3D")), Service("remind"), End(),
            Chain("start wait end"), Chain("late remind")).Start("""{"case": {"number": "CMP-1"}}""");

        scenario.Fire("late").ShouldBeAt("remind");
        scenario.Last.OfType<MessageSubscriptionClosed>().ShouldHaveSingleItem().End.ShouldBe(WaitEnd.Canceled);
        scenario.CompleteJob("remind").ShouldBeCompleted();
    }

    [Theory]
    [InlineData("""{"case": {}}""")]
    [InlineData("""{"case": {"number": ""}}""")]
    [InlineData("""{"case": {"number": [1]}}""")]
    public void A_message_without_a_correlation_key_is_an_incident(string variables)
    {
        var scenario = Scenario.OfFile(Messages, Start(), Catch("wait", OnMessage("m")), End(), Chain("start wait end")).Start(variables);

        scenario.Incident().Type.ShouldBe(IncidentType.ExtractValueError);
        scenario.SetVariables("""{"case": {"number": "CMP-2"}}""").Resolve();
        scenario.Subscription("wait").CorrelationKey.ShouldBe("CMP-2");
    }

    [Fact]
    public void A_message_start_takes_the_variables_through_its_output_mapping()
    {
        var scenario = Scenario.OfFile(
            [Message("m", "asked", null)], Start("asked", Io(("output", "=name", "customer.name")), OnMessage("m")), Service("a"), Chain("asked a"));

        scenario.Process.StartTriggers.Messages.ShouldHaveSingleItem().MessageName.ShouldBe("asked");
        scenario.Process.StartTriggers.None.ShouldBeNull();
        scenario.Start("""{"name": "Sales desk", "noise": 1}""", "asked");
        scenario.Variable("customer").ShouldBe("""{"name":"Sales desk"}""");
        scenario.Variable("noise").ShouldBeNull("with an output mapping only what is mapped goes on");
    }

    [Fact]
    public void A_timer_start_says_when()
    {
        var process = Scenario.Compile(Process(Start("weekly", inner: Cycle("R/P7D")), Service("a"), Chain("weekly a")));
        var now = new DateTimeOffset(2026, 3, 21, 9, 0, 0, TimeSpan.Zero);

        var schedule = process.StartTriggers.Timers.ShouldHaveSingleItem().Schedule(new(now, TimeZoneInfo.Utc)).Schedule!;
        schedule.DueAt.ShouldBe(now.AddDays(7));
        schedule.Interval.ShouldBe(TimeSpan.FromDays(7));
        schedule.RepetitionsLeft.ShouldBeNull("R without a number has no end");
        new Scenario(process).Start("{}", "weekly").ShouldBeAt("a");
    }

    [Fact]
    public void An_unknown_start_event_starts_nothing()
    {
        var scenario = Scenario.Of(Start(), Service("a"), Chain("start a"));

        var result = scenario.TryAdvance(new StartInstance(Scenario.Context("{}"), "a"));
        result.Applied.ShouldBeFalse();
        result.Reason!.ShouldContain("'a'");
        scenario.Start().ShouldBeAt("a");
    }

    [Fact]
    public void A_terminate_end_event_ends_what_else_runs_in_its_scope()
    {
        var scenario = Scenario.Of(
            Start(), Element("parallelGateway", "fork"), Service("a"), User("b"), SubProcess("sub", "", Start("s"), Service("inner"), Chain("s inner")), End("stop", Terminate()),
            Chain("start fork a stop"), Chain("fork b"), Chain("fork sub")).Start().ShouldBeAt("a b inner sub");

        scenario.CompleteJob("a").ShouldBeCompleted();
        scenario.Last.OfType<ElementTerminated>().Select(effect => effect.ElementId).ShouldBe(["b", "inner", "sub"]);
    }

    [Fact]
    public void A_terminate_end_event_in_a_sub_process_leaves_the_rest_alone()
    {
        var scenario = Scenario.Of(
            Start(), Service("outside"), SubProcess("sub", "", Start("s"), Service("x"), Service("y"), End("stop", Terminate()), Chain("s x stop"), Chain("s y")), Service("after"),
            Chain("start outside"), Chain("start sub after")).Start().ShouldBeAt("outside sub x y");

        scenario.CompleteJob("x").ShouldBeAt("after outside");
    }
}
