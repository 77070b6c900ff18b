using AfterSales.Bpmn.Interpretation;
using AfterSales.Bpmn.Model;
using AfterSales.Bpmn.State;
using AfterSales.Bpmn.Tests.Support;
using AfterSales.Feel.Values;
using Shouldly;
using Xunit;
using static AfterSales.Bpmn.Tests.Support.Xml;

namespace AfterSales.Bpmn.Tests.Interpretation;

public class CallActivityTests
{
    private static Scenario Of(string attributes, string mapping = "", params string[] more) => Scenario.OfFile(
        [Error("e", "CHILD_FAILED"), Error("f", "OTHER")],
        [Start(), Call("call", "corrective-action", attributes, mapping), Service("after"), Chain("start call after"), .. more]);

    [Fact]
    public void By_default_the_child_gets_all_visible_variables_and_gives_all_back()
    {
        var scenario = Of("").Start("""{"case": {"number": "CMP-1"}}""").ShouldBeAt("call");

        var child = scenario.Child("call");
        (child.ProcessId, child.Binding, child.VersionTag).ShouldBe(("corrective-action", BindingType.Latest, null));
        child.Variables.TryGet("case", out _).ShouldBeTrue();
        scenario.FinishChild("call", """{"cause": "transport"}""").ShouldBeAt("after");
        scenario.Variable("cause").ShouldBe("\"transport\"");
    }

    [Fact]
    public void Without_parent_propagation_the_child_gets_what_is_mapped_only() =>
        FeelJson.ToJson(Of("propagateAllParentVariables=\"false\" bindingType=\"deployment\"", Io(("input", "=case.number", "number"))).Start("""{"case": {"number": "CMP-1"}}""")
            .Child("call").Variables).ShouldBe("""{"number":"CMP-1"}""");

    [Theory]
    [InlineData("propagateAllChildVariables=\"false\"", false, null, null)]
    [InlineData("propagateAllChildVariables=\"true\"", false, "1", null)]
    [InlineData("propagateAllChildVariables=\"false\"", true, null, "1")]
    [InlineData("", true, null, "1")]
    public void What_comes_back_depends_on_flag_and_mapping(string attributes, bool mapped, string? result, string? renamed)
    {
        var scenario = Of(attributes, mapped ? Io(("output", "=result", "renamed")) : "").Start();

        scenario.FinishChild("call", """{"result": 1}""").ShouldBeAt("after");
        scenario.Variable("result").ShouldBe(result);
        scenario.Variable("renamed").ShouldBe(renamed);
    }

    [Fact]
    public void An_error_of_the_child_is_caught_at_the_call()
    {
        var scenario = Of("", "", Boundary("caught", "call", OnError("e")), Service("repair"), Chain("caught repair")).Start();

        scenario.Child("call").Catchable.Catches("CHILD_FAILED").ShouldBeTrue();
        scenario.Child("call").Catchable.Catches("OTHER").ShouldBeFalse();
        var child = scenario.Child("call");
        scenario.Advance(new FailChild(child.CallElementInstanceKey, "CHILD_FAILED", "no parts", Scenario.Context("""{"part": 1}"""))).ShouldBeAt("repair");
        scenario.Variable("part").ShouldBe("1");
        scenario.Last.OfType<ChildCancelRequested>().ShouldBeEmpty("the child has ended already");
    }

    [Fact]
    public void What_is_catchable_includes_scopes_around_and_callers()
    {
        var process = Scenario.Compile(File([Error("e", "A"), Error("f", "B")], [
            Start(), SubProcess("sub", "", Start("s"), Call("call", "child"), Boundary("x", "call", OnError("e")), End("t"), Chain("s call"), Chain("x t")),
            Boundary("y", "sub", OnError("f")), End(), Chain("start sub"), Chain("y end")]));
        var scenario = new Scenario(process, new NewInstance { ProcessInstanceKey = 1, ProcessDefinitionKey = 2, Catchable = new CatchableErrors(false, ["C"]) }).Start();

        scenario.Child("call").Catchable.ShouldBe(new CatchableErrors(false, ["A", "B", "C"]));
    }

    [Fact]
    public void An_error_that_a_caller_catches_ends_the_instance_with_it()
    {
        var process = Scenario.Compile(File([Error("e", "A")], [Start(), Service("a"), User("b"), Element("endEvent", "fail", inner: OnError("e")), Chain("start a fail"), Chain("start b")]));
        var scenario = new Scenario(process, new NewInstance { ProcessInstanceKey = 1, ProcessDefinitionKey = 2, Catchable = new CatchableErrors(false, ["A"]) }).Start();

        scenario.CompleteJob("a");

        scenario.Finished!.Outcome.ShouldBe(InstanceOutcome.Errored);
        scenario.Finished.ErrorCode.ShouldBe("A");
        scenario.State.Status.ShouldBe(InstanceStatus.Errored);
        scenario.EveryWaitShouldBeClosed();
    }

    [Fact]
    public void A_job_error_that_a_caller_catches_carries_its_variables()
    {
        var process = Scenario.Compile(Process(Start(), Service("a"), Chain("start a")));
        var scenario = new Scenario(process, new NewInstance { ProcessInstanceKey = 1, ProcessDefinitionKey = 2, Catchable = new CatchableErrors(true, []) }).Start();

        scenario.ThrowError("a", "ANY", """{"why": "x"}""");

        scenario.Finished!.ShouldSatisfyAllConditions(
            finished => finished.ErrorCode.ShouldBe("ANY"),
            finished => finished.ErrorMessage.ShouldBe("because"),
            finished => finished.Variables["why"].ShouldBe(FeelValue.Of("x")));
    }

    [Fact]
    public void A_child_that_cannot_be_started_is_an_incident_and_resolving_it_asks_again()
    {
        var scenario = Of("").Start();
        var first = scenario.Child("call");

        scenario.Advance(new RefuseChild(first.CallElementInstanceKey, first.ChildInstanceKey, "There is no process 'corrective-action'."));
        scenario.Incident().Type.ShouldBe(IncidentType.CalledElementError);
        scenario.Resolve();

        scenario.Child("call").ChildInstanceKey.ShouldNotBe(first.ChildInstanceKey);
        scenario.FinishChild("call").ShouldBeAt("after");
    }

    [Fact]
    public void The_process_id_may_be_an_expression()
    {
        var scenario = Scenario.Of(Start(), Call("call", "=which"), Chain("start call")).Start("""{"which": null}""");

        scenario.Incident().Type.ShouldBe(IncidentType.ExtractValueError);
        scenario.SetVariables("""{"which": "survey"}""").Resolve();
        scenario.Child("call").ProcessId.ShouldBe("survey");
    }

    [Fact]
    public void Cancelling_the_parent_cancels_the_child_and_a_late_answer_changes_nothing()
    {
        var scenario = Of("").Start();
        var child = scenario.Child("call");

        scenario.Advance(new CancelInstance());

        scenario.Last.OfType<ChildCancelRequested>().ShouldHaveSingleItem().ChildInstanceKey.ShouldBe(child.ChildInstanceKey);
        scenario.Finished!.Outcome.ShouldBe(InstanceOutcome.Terminated);
        scenario.TryAdvance(new FinishChild(child.CallElementInstanceKey, child.ChildInstanceKey, FeelContext.Empty)).Applied.ShouldBeFalse();
    }
}
