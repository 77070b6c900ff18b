using AfterSales.Bpmn.Interpretation;
using AfterSales.Bpmn.Model;
using AfterSales.Bpmn.Tests.Support;
using AfterSales.Feel.Values;
using Shouldly;
using Xunit;
using static AfterSales.Bpmn.Tests.Support.Xml;

namespace AfterSales.Bpmn.Tests.Interpretation;

public class MultiInstanceTests
{
    private const string Items = """inputCollection="=items" inputElement="item" outputCollection="results" outputElement="=result" """;

    private static Scenario Of(bool sequential, string attributes = Items, string? condition = null, string extensions = "", int maximumSteps = 1000) =>
        new(Scenario.Compile(Process(
            Start(), Service("a", extensions, Loop(sequential, attributes, condition)), Boundary("late", "a", Duration("PT1H")), Service("after"), Service("escalate"),
            Chain("start a after"), Chain("late escalate")))) { MaximumSteps = maximumSteps };

    private static void CompleteItem(Scenario scenario, int item, string json)
    {
        var job = scenario.All.OfType<JobCreated>().Last(job => job.ElementId == "a" && job.Variables["item"].Equals(FeelValue.Of(item)));
        scenario.Advance(new CompleteJob(job.JobKey, job.ElementInstanceKey, Scenario.Context(json)));
    }

    [Fact]
    public void Sequential_instances_run_one_after_the_other()
    {
        var scenario = Of(true).Start("""{"items": [10, 20, 30]}""").ShouldBeAt("a a", "the body and one instance");

        for (var counter = 1; counter <= 3; counter++)
        {
            scenario.Job("a").Variables["loopCounter"].ShouldBe(FeelValue.Of(counter));
            scenario.Job("a").Variables["item"].ShouldBe(FeelValue.Of(counter * 10));
            scenario.CompleteJob("a", $$"""{"result": {{counter}}}""");
        }
        scenario.ShouldBeAt("after");
        scenario.Variable("results").ShouldBe("[1,2,3]");
        scenario.Variable("item").ShouldBeNull();
        scenario.Variable("result").ShouldBeNull("each instance has its own output variable");
    }

    [Fact]
    public void Parallel_instances_run_at_once_and_outputs_keep_the_order_of_the_items()
    {
        var scenario = Of(false).Start("""{"items": [10, 20, 30]}""").ShouldBeAt("a a a a");

        CompleteItem(scenario, 30, """{"result": "c"}""");
        CompleteItem(scenario, 10, """{"result": "a"}""");
        CompleteItem(scenario, 20, """{"result": "b"}""");

        scenario.ShouldBeAt("after");
        scenario.Variable("results").ShouldBe("""["a","b","c"]""");
        scenario.CompleteJob("after").ShouldBeCompleted();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_empty_collection_completes_at_once(bool sequential)
    {
        var scenario = Of(sequential).Start("""{"items": []}""").ShouldBeAt("after");

        scenario.Variable("results").ShouldBe("[]");
        scenario.All.OfType<ElementActivated>().Count(effect => effect.ElementId == "a").ShouldBe(1, "only the body");
    }

    [Theory]
    [InlineData("""{"items": null}""")]
    [InlineData("""{"items": {"a": 1}}""")]
    [InlineData("{}")]
    public void An_input_collection_that_is_not_a_list_is_an_incident(string variables)
    {
        var scenario = Of(false).Start(variables).ShouldBeAt("a");

        scenario.Incident().Type.ShouldBe(IncidentType.ExtractValueError);
        scenario.State.Incidents.Single().Type.ShouldBe(ElementType.MultiInstanceBody);
        scenario.SetVariables("""{"items": [1]}""").Resolve().ShouldBeAt("a a");
    }

    [Fact]
    public void A_true_completion_condition_ends_the_other_instances()
    {
        var scenario = Of(false, condition: "=result = \"stop\"").Start("""{"items": [1, 2, 3]}""");

        CompleteItem(scenario, 2, """{"result": "go"}""");
        scenario.ShouldBeAt("a a a");
        CompleteItem(scenario, 3, """{"result": "stop"}""");

        scenario.ShouldBeAt("after");
        scenario.Variable("results").ShouldBe("""[null,"go","stop"]""");
        scenario.Last.OfType<JobClosed>().Select(job => job.End).ShouldBe([WaitEnd.Completed, WaitEnd.Canceled]);
    }

    [Fact]
    public void A_completion_condition_can_count_and_look_at_what_was_collected()
    {
        var scenario = Of(true, condition: "=numberOfCompletedInstances >= 2 and numberOfActiveInstances = 0 and count(results[item != null]) = 2 and numberOfInstances = 4")
            .Start("""{"items": [1, 2, 3, 4]}""");

        scenario.CompleteJob("a", """{"result": 1}""").ShouldBeAt("a a");
        scenario.CompleteJob("a", """{"result": 2}""").ShouldBeAt("after");
    }

    [Fact]
    public void A_boundary_event_on_the_body_ends_all_instances()
    {
        var scenario = Of(false).Start("""{"items": [1, 2]}""");

        scenario.Fire("late").ShouldBeAt("escalate");
        scenario.Last.OfType<ElementTerminated>().Count().ShouldBe(3);
        scenario.CompleteJob("escalate").ShouldBeCompleted();
    }

    [Fact]
    public void An_error_in_one_instance_is_caught_at_the_body()
    {
        var scenario = Scenario.OfFile(
            [Error("e", "E")], Start(), Service("a", inner: Loop(false, Items)), Boundary("caught", "a", OnError("e")), Service("after"), Chain("start a"), Chain("caught after")).Start("""{"items": [1, 2]}""");

        scenario.ThrowError("a", "E").ShouldBeAt("after");
    }

    [Fact]
    public void Mappings_belong_to_each_instance()
    {
        var scenario = Of(false, extensions: Io(("input", "=item * 2", "double"), ("output", "=answer", "result"))).Start("""{"items": [1, 2]}""");

        scenario.All.OfType<JobCreated>().Select(job => FeelJson.ToJson(job.Variables["double"])).ShouldBe(["2", "4"]);
        CompleteItem(scenario, 2, """{"answer": "y"}""");
        CompleteItem(scenario, 1, """{"answer": "x"}""");
        scenario.Variable("results").ShouldBe("""["x","y"]""");
    }

    [Fact]
    public void A_sub_process_can_run_once_per_item()
    {
        var scenario = Scenario.Of(
            Start(), Element("subProcess", "sub", inner: Loop(true, Items) + Start("s") + User("x") + Script("y", "=item + 1", "result") + Chain("s x y")), End(), Chain("start sub end"))
            .Start("""{"items": [1, 2]}""").ShouldBeAt("sub sub x");

        scenario.CompleteTask("x").CompleteTask("x").ShouldBeCompleted();
        scenario.Variable("results").ShouldBe("[2,3]");
    }

    [Fact]
    public void Automatic_instances_run_through_in_one_step()
    {
        var process = Scenario.Compile(Process(
            Start(), Element("scriptTask", "a", """<zeebe:script expression="=item * item" resultVariable="result"/>""", Loop(true, Items)), End(), Chain("start a end")));
        var scenario = new Scenario(process).Start("""{"items": [1, 2, 3, 4]}""").ShouldBeCompleted();

        scenario.Variable("results").ShouldBe("[1,4,9,16]");
    }

    [Fact]
    public void A_parallel_collection_beyond_the_bound_is_refused()
    {
        var scenario = Of(false, maximumSteps: 3).Start("""{"items": [1, 2, 3, 4]}""");

        scenario.Incident().Message.ShouldContain("at most 3");
    }

    [Fact]
    public void A_failing_completion_condition_holds_up_its_instance_only()
    {
        var scenario = Of(false, condition: "=limit").Start("""{"items": [1, 2], "limit": 5}""");

        CompleteItem(scenario, 1, """{"result": 1}""");
        scenario.Incident().Type.ShouldBe(IncidentType.ExtractValueError);
        scenario.SetVariables("""{"limit": false}""").Resolve().ShouldBeAt("a a");
        CompleteItem(scenario, 2, """{"result": 2}""");
        scenario.Variable("results").ShouldBe("[1,2]");
    }
}
