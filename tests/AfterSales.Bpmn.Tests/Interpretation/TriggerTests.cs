using System.Text;
using AfterSales.Bpmn.Interpretation;
using AfterSales.Bpmn.State;
using AfterSales.Bpmn.Tests.Support;
using AfterSales.Feel.Values;
using Shouldly;
using Xunit;
using static AfterSales.Bpmn.Tests.Support.Xml;

namespace AfterSales.Bpmn.Tests.Interpretation;

public class TriggerTests
{
    /// <summary>An instance that waits in every way there is.</summary>
    private static Scenario Waiting() => Scenario.OfFile(
        [Message("m", "m")],
        Start(), Service("job"), User("task"), Catch("timer", Duration("PT1H")), Catch("message", OnMessage("m")), Call("call", "child"),
        Chain("start job"), Chain("start task"), Chain("start timer"), Chain("start message"), Chain("start call")).Start("""{"key": "k"}""");

    private static Trigger[] For(Scenario scenario) =>
    [
        new CompleteJob(scenario.Job("job").JobKey, scenario.Job("job").ElementInstanceKey, FeelContext.Empty),
        new CompleteUserTask(scenario.Task("task").UserTaskKey, scenario.Task("task").ElementInstanceKey, FeelContext.Empty),
        new FireTimer(scenario.Timer("timer").TimerKey, scenario.Timer("timer").ElementInstanceKey),
        new CorrelateMessage(scenario.Subscription("message").SubscriptionKey, scenario.Subscription("message").ElementInstanceKey, 9, FeelContext.Empty),
        new FinishChild(scenario.Child("call").CallElementInstanceKey, scenario.Child("call").ChildInstanceKey, FeelContext.Empty),
    ];

    [Fact]
    public void A_trigger_that_comes_twice_changes_nothing_the_second_time()
    {
        var scenario = Waiting();
        foreach (var trigger in For(scenario))
        {
            scenario.Advance(trigger);
            ShouldChangeNothing(scenario, trigger);
        }
        scenario.ShouldBeCompleted();
    }

    [Fact]
    public void After_the_end_no_trigger_changes_anything()
    {
        var scenario = Waiting();
        var triggers = For(scenario);
        scenario.Advance(new CancelInstance());

        foreach (var trigger in triggers)
            ShouldChangeNothing(scenario, trigger);
        ShouldChangeNothing(scenario, new CancelInstance());
        ShouldChangeNothing(scenario, new SetVariables(1, Scenario.Context("""{"x": 1}"""), false));
        ShouldChangeNothing(scenario, new StartInstance(FeelContext.Empty, null));
    }

    [Fact]
    public void Keys_that_do_not_belong_together_change_nothing()
    {
        var scenario = Waiting();
        var (job, task, timer) = (scenario.Job("job"), scenario.Task("task"), scenario.Timer("timer"));

        ShouldChangeNothing(scenario, new CompleteJob(job.JobKey, task.ElementInstanceKey, FeelContext.Empty));
        ShouldChangeNothing(scenario, new CompleteJob(999, job.ElementInstanceKey, FeelContext.Empty));
        ShouldChangeNothing(scenario, new FailJob(999, job.ElementInstanceKey, "x"));
        ShouldChangeNothing(scenario, new ThrowJobError(999, job.ElementInstanceKey, "X", null, FeelContext.Empty));
        ShouldChangeNothing(scenario, new CompleteUserTask(task.UserTaskKey, 999, FeelContext.Empty));
        ShouldChangeNothing(scenario, new FireTimer(timer.TimerKey, job.ElementInstanceKey));
        ShouldChangeNothing(scenario, new CorrelateMessage(999, job.ElementInstanceKey, 1, FeelContext.Empty));
        ShouldChangeNothing(scenario, new FinishChild(job.ElementInstanceKey, 999, FeelContext.Empty));
        ShouldChangeNothing(scenario, new FailChild(job.ElementInstanceKey, "X", null, FeelContext.Empty));
        ShouldChangeNothing(scenario, new RefuseChild(job.ElementInstanceKey, 999, "x"));
        ShouldChangeNothing(scenario, new ResolveIncident(999));
    }

    [Fact]
    public void Nothing_applies_before_the_start()
    {
        var scenario = Scenario.Of(Start(), Service("a"), Chain("start a"));

        ShouldChangeNothing(scenario, new CompleteJob(1, 1, FeelContext.Empty));
        scenario.Start();
        ShouldChangeNothing(scenario, new StartInstance(FeelContext.Empty, null));
    }

    [Fact]
    public void A_job_without_retries_is_an_incident_and_can_still_be_completed()
    {
        var scenario = Scenario.Of(Start(), Service("a"), End(), Chain("start a end")).Start().FailJob("a", "SMTP down");

        scenario.Incident().ShouldSatisfyAllConditions(
            incident => incident.Type.ShouldBe(IncidentType.JobNoRetries),
            incident => incident.Message.ShouldBe("SMTP down"),
            incident => incident.JobKey.ShouldBe(scenario.Job("a").JobKey));
        scenario.FailJob("a", "again");
        scenario.Last.Count.ShouldBe(0, "one incident is enough");
        scenario.CompleteJob("a").ShouldBeCompleted();
    }

    [Fact]
    public void Resolving_a_job_incident_gives_the_job_back_to_the_workers()
    {
        var scenario = Scenario.Of(Start(), Service("a"), Chain("start a")).Start().FailJob("a");

        scenario.Resolve();

        scenario.Last.ShouldHaveSingleItem().ShouldBeOfType<IncidentResolved>().RetryJobKey.ShouldBe(scenario.Job("a").JobKey);
        scenario.ShouldBeAt("a");
    }

    [Fact]
    public void Cancelling_closes_everything_in_the_order_from_the_inside_out()
    {
        var scenario = Waiting();

        scenario.Advance(new CancelInstance());

        scenario.Finished!.Outcome.ShouldBe(InstanceOutcome.Terminated);
        scenario.State.Status.ShouldBe(InstanceStatus.Terminated);
        scenario.Last.OfType<ElementTerminated>().Last().ElementId.ShouldBe("p");
        scenario.Last[^1].ShouldBeOfType<InstanceFinished>();
        scenario.EveryWaitShouldBeClosed();
    }

    private static void ShouldChangeNothing(Scenario scenario, Trigger trigger)
    {
        var before = Encoding.UTF8.GetString(scenario.State.Serialize());
        var result = scenario.TryAdvance(trigger);
        result.Applied.ShouldBeFalse($"{trigger}");
        result.Reason.ShouldNotBeNull().ShouldStartWith("Expected ");
        result.ShouldBeEmpty();
        Encoding.UTF8.GetString(scenario.State.Serialize()).ShouldBe(before);
    }
}
