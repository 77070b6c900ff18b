using AfterSales.Bpmn.Interpretation;
using AfterSales.Bpmn.Interpretation.Modification;
using AfterSales.Bpmn.State;
using AfterSales.Bpmn.Tests.Support;
using Shouldly;
using Xunit;
using static AfterSales.Bpmn.Tests.Support.Xml;

namespace AfterSales.Bpmn.Tests.Interpretation;

public class ModificationTests
{
    private static readonly ModifyInstance Nothing = new([], [], []);

    /// <summary>Of the form <c>+a</c> to activate, <c>-b</c> to terminate, <c>b>a</c> to move.</summary>
    private static ModifyInstance Of(string instructions)
    {
        var modify = Nothing;
        foreach (var one in instructions.Split(' '))
            modify = one.Split('>') is [var from, var to]
                ? modify with { Moves = [.. modify.Moves, new ElementMove(new(null, from), to, MoveScope.Inferred, null, [])] }
                : one[0] == '+'
                    ? modify with { Activations = [.. modify.Activations, new ElementActivation(one[1..], [])] }
                    : modify with { Terminations = [.. modify.Terminations, new ElementTermination(null, one[1..])] };
        return modify;
    }

    private static Scenario Sample() => Scenario.Of(
        Start(), User("a"), Boundary("late", "a", Duration("PT2H")),
        SubProcess("sub", Io(("input", "=who", "owner")), Start("s"), User("b"), User("c"), Chain("s b c"), EventSubProcess("beside", "begun", Duration("PT4H"), false, User("h"), Chain("begun h"))),
        User("several", inner: Loop(false, "inputCollection=\"=items\"")),
        End(), Chain("start a sub several end"), Chain("late end")).Start("""{"who": "Tara", "items": [1, 2]}""");

    [Theory]
    [InlineData("a>c", "c sub")]
    [InlineData("+b", "a b sub")]
    [InlineData("+b +c", "a b c sub")]
    [InlineData("-a +several", "several several several")]
    [InlineData("+a -a", "a")]
    [InlineData("+sub -a", "b sub")]
    [InlineData("a>h", "beside h sub")]
    public void Tokens_go_where_they_are_put(string instructions, string at) => Sample().Advance(Of(instructions)).ShouldBeAt(at);

    [Theory]
    [InlineData("+nowhere", "to have an element 'nowhere'")]
    [InlineData("-nowhere", "to have an element 'nowhere'")]
    [InlineData("-c", "Expected 'c' to be active")]
    [InlineData("+late", "only its event begins it")]
    [InlineData("+beside", "only its event begins it")]
    [InlineData("+begun", "only its event begins it")]
    [InlineData("+p", "only its event begins it")]
    public void What_cannot_be_is_refused_and_leaves_no_trace(string instructions, string reason)
    {
        var scenario = Sample();
        var before = scenario.State.Serialize();

        scenario.TryAdvance(Of(instructions + " -a")).Reason!.ShouldContain(reason);

        scenario.State.Serialize().ShouldBe(before);
    }

    [Fact]
    public void A_scope_that_is_begun_has_its_variables_and_waits()
    {
        var scenario = Sample().Advance(Nothing with
        {
            Activations = [new ElementActivation("c", [new ScopeVariables("sub", Scenario.Context("""{"extra": 1}""")), new ScopeVariables("c", Scenario.Context("""{"mine": 2}""")), new ScopeVariables(null, Scenario.Context("""{"all": 3}"""))])],
            Terminations = [new ElementTermination(null, "a")],
        });

        var (sub, c) = (scenario.State.ActiveElements.Single(element => element.ElementId == "sub"), scenario.State.ActiveElements.Single(element => element.ElementId == "c"));
        string.Join(" ", sub.Variables.Keys.Order(StringComparer.Ordinal)).ShouldBe("extra owner", "the input mapping was applied");
        sub.Timers.ShouldHaveSingleItem().TargetElementId.ShouldBe("begun");
        c.Variables.Keys.ShouldHaveSingleItem().ShouldBe("mine");
        scenario.Variable("all").ShouldBe("3");
        scenario.Last.OfType<TimerClosed>().Count().ShouldBe(1, "the limit of what was ended is gone");
        scenario.CompleteTask("c").ShouldBeAt("several several several");
    }

    [Fact]
    public void The_last_token_taken_away_ends_the_instance()
    {
        var scenario = Sample().Advance(Of("-a"));

        scenario.Finished!.Outcome.ShouldBe(InstanceOutcome.Terminated);
        scenario.EveryWaitShouldBeClosed();
    }

    [Fact]
    public void A_sub_process_left_empty_ends_with_its_last_token()
    {
        var scenario = Sample().CompleteTask("a").Advance(Of("b>a"));

        scenario.ShouldBeAt("a");
        scenario.Last.OfType<ElementTerminated>().Select(ended => ended.ElementId).ShouldBe(["b", "sub"]);
    }

    [Fact]
    public void Of_several_scopes_one_must_be_named()
    {
        var scenario = Sample().CompleteTask("a").Advance(Of("+sub")).ShouldBeAt("b b sub sub");
        var second = scenario.State.ActiveElements.Last(element => element.ElementId == "sub").Key;

        scenario.TryAdvance(Of("+c")).Reason!.ShouldContain("runs 2 times");
        scenario.Advance(Nothing with { Activations = [new ElementActivation("c", [], second)] });
        scenario.State.ActiveElements.Single(element => element.ElementId == "c").ScopeKey.ShouldBe(second);
        scenario.Advance(Nothing with { Activations = [new ElementActivation("c", [], scenario.State.ProcessInstanceKey)] })
            .ShouldBeAt("b b c c sub sub sub", "in what is named a new one is begun");
        scenario.TryAdvance(Nothing with { Activations = [new ElementActivation("a", [], second)] }).Reason!.ShouldContain("but it does not");
    }

    [Fact]
    public void A_repeated_activity_is_ended_as_a_whole()
    {
        var scenario = Sample().Advance(Of("a>several"));
        var one = scenario.State.ActiveElements.First(element => element.LoopCounter == 1).Key;

        scenario.TryAdvance(Nothing with { Terminations = [new ElementTermination(one, null)] }).Reason!.ShouldContain("as a whole");
        scenario.Advance(Of("several>a")).ShouldBeAt("a");
    }

    [Fact]
    public void A_called_instance_is_not_ended_behind_the_back_of_its_caller()
    {
        var scenario = new Scenario(Scenario.Version(Start(), User("a"), End(), Chain("start a end")), new NewInstance
        {
            ProcessInstanceKey = 1, ProcessDefinitionKey = 7, ParentProcessInstanceKey = 2, ParentElementInstanceKey = 3, RootProcessInstanceKey = 2,
        }).Start();

        scenario.TryAdvance(Of("-a")).Reason!.ShouldContain("its caller would wait for ever");
    }

    [Fact]
    public void A_scope_whose_variables_fail_is_not_begun()
    {
        var scenario = Scenario.Of(
            Start(), User("a"), SubProcess("sub", "", Start("s"), User("b"), Chain("s b"), EventSubProcess("beside", "begun", Duration("=missing"), false, User("h"), Chain("begun h"))), Chain("start a sub")).Start();

        scenario.TryAdvance(Of("+b")).Applied.ShouldBeFalse();

        scenario.ShouldBeAt("a");
    }

    [Fact]
    public void Suspended_instances_take_nothing_but_their_end_or_resumption()
    {
        var scenario = Sample().Advance(new SuspendInstance());

        scenario.State.IsSuspended.ShouldBeTrue();
        foreach (var trigger in new Trigger[] { Of("-a"), new SuspendInstance(), new FireTimer(scenario.Timer("late").TimerKey, scenario.Timer("late").ElementInstanceKey), new SetVariables(1, Scenario.Context("{}"), false) })
            scenario.TryAdvance(trigger).Reason!.ShouldContain("suspended");
        scenario.Advance(new ResumeInstance()).Advance(new SuspendInstance()).Advance(new CancelInstance()).EveryWaitShouldBeClosed();
    }
}
