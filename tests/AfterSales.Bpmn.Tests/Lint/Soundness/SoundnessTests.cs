using AfterSales.Bpmn.Lint;
using AfterSales.Bpmn.Lint.Soundness;
using AfterSales.Bpmn.Tests.Support;
using Shouldly;
using Xunit;
using static AfterSales.Bpmn.Tests.Support.Xml;

namespace AfterSales.Bpmn.Tests.Lint.Soundness;

/// <summary>Small processes, each with what is right or wrong about it.</summary>
public sealed class SoundnessTests
{
    [Fact]
    public void A_sequence_is_sound() => Faults(Start(), Service("a"), End(), Chain("start a end")).ShouldBeEmpty();

    [Fact]
    public void Branches_that_are_split_and_joined_alike_are_sound()
    {
        Faults(Split("parallelGateway", "parallelGateway")).ShouldBeEmpty();
        Faults(Split("exclusiveGateway", "exclusiveGateway")).ShouldBeEmpty();
        Faults(Split("inclusiveGateway", "inclusiveGateway")).ShouldBeEmpty();
        Faults(Split("parallelGateway", "inclusiveGateway")).ShouldBeEmpty();
        Faults(Split("exclusiveGateway", "inclusiveGateway")).ShouldBeEmpty();
    }

    [Fact]
    public void A_choice_joined_in_parallel_waits_for_ever()
    {
        Faults(Split("exclusiveGateway", "parallelGateway")).ShouldBe(["Deadlock join"]);
        Faults(Split("inclusiveGateway", "parallelGateway")).ShouldBe(["Deadlock join"]);
    }

    [Fact]
    public void A_deadlock_tells_the_way_to_it()
    {
        var fault = Check(Split("exclusiveGateway", "parallelGateway")).Faults.Single();
        fault.Trace.ShouldBe(["start", "split", "a"]);
        fault.Places.ShouldBe(["join"]);
    }

    [Fact]
    public void A_parallel_split_merged_without_joining_does_what_follows_twice()
    {
        Faults(Split("parallelGateway", "exclusiveGateway")).ShouldBe(["Unsynchronised after"]);
        Faults(Split("inclusiveGateway", "exclusiveGateway")).ShouldBe(["Unsynchronised after"]);
    }

    [Fact]
    public void Several_tokens_may_come_to_one_end() =>
        Faults(Start(), Element("parallelGateway", "split"), Service("a"), Service("b"), End(), Chain("start split a end"), Flow("split", "b"), Flow("b", "end")).ShouldBeEmpty();

    [Fact]
    public void A_loop_with_a_way_out_is_sound_and_one_without_never_ends()
    {
        string[] loop = [Start(), Element("exclusiveGateway", "in"), Service("a"), Element("exclusiveGateway", "out", attributes: "default=\"out_in\""), End(), Chain("start in a out"), Flow("out", "in")];
        Faults([.. loop, Flow("out", "end", "=done")]).ShouldBeEmpty();
        Faults(Start(), Element("exclusiveGateway", "in"), Service("a"), Element("parallelGateway", "out"), Chain("start in a out in")).ShouldBe(["Endless a"]);
    }

    [Fact]
    public void A_loop_of_gateways_alone_never_ends() =>
        Faults(Start(), Element("exclusiveGateway", "one"), Element("exclusiveGateway", "two"), Chain("start one two one")).ShouldHaveSingleItem().ShouldStartWith("Endless ");

    [Fact]
    public void A_choice_that_leads_into_a_loop_of_gateways_never_ends() => Faults(
        Start(), Service("a"), Element("exclusiveGateway", "choice", attributes: "default=\"choice_end\""), Element("exclusiveGateway", "round"), Element("exclusiveGateway", "again"), End(),
        Chain("start a choice end"), Flow("choice", "round", "=x"), Chain("round again round")).ShouldHaveSingleItem().ShouldStartWith("Endless ");

    [Fact]
    public void A_parallel_split_inside_a_loop_that_is_not_joined_is_found() =>
        Faults(Start(), Service("a"), Element("parallelGateway", "split"), End(), Chain("start a split a"), Flow("split", "end")).ShouldContain(fault => fault.StartsWith("Endless", StringComparison.Ordinal));

    [Fact]
    public void What_follows_a_sub_process_that_always_fails_is_dead() => Faults(
        [Error("e", "E")],
        Start(), SubProcess("sub", "", Start("s"), Element("endEvent", "f", inner: OnError("e")), Chain("s f")), Service("never"), End(),
        Boundary("caught", "sub", OnError("e")), Chain("start sub never end"), Flow("caught", "end")).ShouldBe(["Dead never"]);

    [Fact]
    public void What_an_event_sub_process_catches_does_not_reach_the_border() => Faults(
        [Error("e", "E")],
        Start(), SubProcess("sub", "", Start("s"), Element("endEvent", "f", inner: OnError("e")), Chain("s f"), EventSubProcess("beside", "begun", OnError("e"), true, User("handle"), Chain("begun handle"))),
        Service("after"), End(), Boundary("caught", "sub", OnError("e")), Chain("start sub after end"), Chain("caught end")).ShouldBe(["Dead caught"]);

    private static string[] Telling(string join, params string[] inner) =>
    [
        Start(), SubProcess("sub", "", [Start("s"), Service("w"), .. inner]), Boundary("told", "sub", OnEscalation("e"), false), Service("h"), Element(join, "join"), Service("after"), End(),
        Chain("start sub join after end"), Chain("told h join"),
    ];

    [Fact]
    public void An_escalation_that_does_not_interrupt_happens_when_it_is_thrown()
    {
        string[] escalation = [Escalation("e", "LATE")];
        string[] always = [Throw("raise", OnEscalation("e")), Chain("s raise w")];
        string[] perhaps = [Throw("raise", OnEscalation("e")), Element("exclusiveGateway", "choice", attributes: "default=\"choice_w\""), Chain("s choice w"), Flow("choice", "raise", "=bad"), Flow("raise", "w")];
        string[] twice = [Throw("raise", OnEscalation("e")), Throw("again", OnEscalation("e")), Chain("s raise again w")];
        Faults(escalation, Telling("parallelGateway", always)).ShouldBeEmpty("each time both come");
        Faults(escalation, Telling("parallelGateway", perhaps)).ShouldBe(["Deadlock join"]);
        Faults(escalation, Telling("parallelGateway", twice)).ShouldBe(["Unsynchronised h"]);
        Faults(escalation, Telling("exclusiveGateway", always)).ShouldBe(["Unsynchronised after"]);
        string[] deep = [SubProcess("deep", "", Start("t"), Throw("raise", OnEscalation("e")), Service("v"), Chain("t raise v")), Chain("s w deep")];
        Faults(escalation, Telling("parallelGateway", deep)).ShouldBeEmpty("through every scope in between");
        string[] aside = [Chain("s w"), Boundary("soon", "w", Duration("PT1H"), false), Throw("raise", OnEscalation("e")), Chain("soon raise")];
        Faults(escalation, Telling("parallelGateway", aside)).ShouldBe(["Deadlock join"], "what a timer begins beside the work throws or does not");
    }

    [Fact]
    public void An_escalation_that_something_unknown_may_throw_happens_once_or_not_at_all() =>
        Faults([Escalation("e", "LATE")], Telling("parallelGateway", Call("call", "other"), Chain("s w call"))).ShouldBe(["Deadlock join"]);

    [Fact]
    public void In_an_ad_hoc_sub_process_any_activities_are_begun_side_by_side_or_in_turn()
    {
        string[] meeting = [Service("a"), Service("b"), Element("exclusiveGateway", "meet"), Service("c"), Chain("a meet c"), Chain("b meet")];
        Faults(Start(), AdHoc("some", "=todo", null, true, meeting), End(), Chain("start some end")).ShouldBe(["Unsynchronised c"]);
        Faults(Start(), InTurn("some", "=todo", null, meeting), End(), Chain("start some end")).ShouldBeEmpty("the second begins when the first has gone all its way");
        string[] joining = [Service("a"), Service("b"), Element("parallelGateway", "join"), Chain("a join"), Chain("b join")];
        Faults(Start(), InTurn("some", "=todo", "=enough", joining), End(), Chain("start some end")).ShouldBe(["Deadlock join"], "the second never gets its turn");
    }

    [Fact]
    public void What_waits_for_somebody_to_begin_something_is_not_stuck() =>
        Faults(Start(), AdHoc("some", null, "=enough", false, Service("a"), Service("b")), End(), Chain("start some end")).ShouldBeEmpty();

    [Fact]
    public void Activities_of_an_ad_hoc_sub_process_that_never_meet_are_judged_each_by_itself()
    {
        Faults(Start(), AdHoc("some", null, null, true, Service("a"), Service("b"), Service("c"), Chain("a b")), End(), Chain("start some end")).ShouldBeEmpty();
        Faults(Start(), AdHoc("some", null, null, true, User("a"), Boundary("late", "a", Duration("P1D")), Boundary("soon", "a", Duration("PT1H"), false), Service("told"), Service("reminded"), Chain("late told"), Chain("soon reminded")), End(), Chain("start some end")).ShouldBeEmpty();
        Faults(Start(), AdHoc("some", null, null, true, Service("a"), Service("b"), Element("parallelGateway", "join"), Service("c"), Chain("a join c"), Chain("b join")), End(), Chain("start some end")).ShouldContain("Deadlock join");
        Faults(Start(), AdHoc("some", null, null, true, User("alone"), Element("exclusiveGateway", "choice", attributes: "default=\"choice_a\""), Service("a"), Service("b"), Element("parallelGateway", "join"), Chain("choice a join"), Flow("choice", "b", "=x"), Chain("b join")), End(), Chain("start some end")).ShouldBe(["Deadlock join"]);
    }

    [Fact]
    public void Conditions_on_flows_that_leave_an_activity_are_a_split()
    {
        string[] Drawing(string join) => [Start(), Service("a"), Service("b"), Service("c"), Element(join, "join"), End(), Chain("start a b join end"), Flow("a", "c", "=x"), Chain("c join")];
        Faults(Drawing("inclusiveGateway")).ShouldBeEmpty();
        Faults(Drawing("parallelGateway")).ShouldBe(["Deadlock join"]);
        Faults(Start(), Element("serviceTask", "a", "<zeebe:taskDefinition type=\"w\"/>", attributes: "default=\"a_b\""), Service("b"), Service("c"), Element("exclusiveGateway", "join"), Service("d"), End(), Chain("start a b join d end"), Flow("a", "c", "=x"), Chain("c join")).ShouldBeEmpty();
    }

    [Fact]
    public void A_multiple_event_is_a_way_out_like_any_other() => Faults(
        [Signal("s", "recall"), Error("e", "E")],
        Start(), User("a"), Boundary("out", "a", OnSignal("s") + OnError("e")), Service("told"), End("end", OnSignal("s")), Chain("start a end"), Chain("out told")).ShouldBeEmpty();

    [Fact]
    public void A_fault_in_an_event_sub_process_is_found() => Faults(
        Start(), User("a"), End(), Chain("start a end"),
        EventSubProcess("beside", "begun", Duration("P1D"), true, Element("exclusiveGateway", "x", attributes: "default=\"x_b\""), Service("b"), Service("c"), Element("parallelGateway", "join"), Chain("begun x b join"), Flow("x", "c", "=c"), Flow("c", "join")))
        .ShouldBe(["Deadlock join"]);

    [Fact]
    public void A_link_is_a_way_like_a_flow() => Faults(
        Start(), Element("parallelGateway", "split"), Service("a"), Throw("out", Link("A")), Catch("in", Link("A")), Service("b"), Element("parallelGateway", "join"), End(),
        Chain("start split a out"), Chain("in join end"), Chain("split b join")).ShouldBeEmpty();

    [Fact]
    public void What_undoes_an_activity_is_not_dead() => Faults(
        Start(), Service("a"), Throw("undo", Compensate()), Service("b"), End(), Undo("un_a", "a"), Chain("start a undo b end")).ShouldBeEmpty();

    [Fact]
    public void What_undoes_a_sub_process_begins_when_that_has_completed_and_fails_where_it_was_asked_for()
    {
        string[] Order(string fails, string around) => [
            Start(), SubProcess("sale", "", Start("o"), SubProcess("order", "", Start("s"), User("a"), Chain("s a"), EventSubProcess("undoing", "begun", Compensate(), true, User("recall"), End("lost", fails), Chain("begun recall lost"))), End("undo", Compensate()), Chain("o order undo")),
            Boundary("caught", around, OnError("e")), Chain("start sale"), Manual("settle"), Chain("caught settle"),
        ];

        Faults([Error("e", "E")], Order(OnError("e"), "sale")).ShouldBeEmpty();
        Faults([Error("e", "E")], Order("", "sale")).ShouldBe(["Dead caught"], "nothing throws the error");
        Faults([Error("e", "E")], [
            Start(), SubProcess("order", "", Start("s"), User("a"), Chain("s a"), EventSubProcess("undoing", "begun", Compensate(), true, User("recall"), End("lost", OnError("e")), Chain("begun recall lost"))), Boundary("caught", "order", OnError("e")),
            Manual("settle"), Throw("undo", Compensate()), Chain("start order undo"), Chain("caught settle"),
        ]).ShouldBe(["Dead caught"], "the sub-process has completed when it is undone");
    }

    private static string[] Race(string activation, string flow = "=waitingForStart") =>
    [
        Start(), Element("parallelGateway", "split"), Service("a"), Service("b"), Service("c"), Complex("join", activation), Service("after"), Service("rest"), End(),
        Chain("start split a join"), Chain("split b join"), Chain("split c join"), Flow("join", "after", flow), Flow("join", "rest", "=not(waitingForStart)"), Chain("after end"),
    ];

    [Fact]
    public void A_complex_gateway_that_some_of_its_tokens_let_go_on_is_sound()
    {
        Faults(Race("=activationCount >= 2")).ShouldBeEmpty();
        Faults(Race("=activationCount >= 2 or urgent")).ShouldBeEmpty();
        Faults(Race("=activationCounts.a_join + activationCounts.b_join >= 1")).ShouldBeEmpty();
        Faults(Race("=activationCount >= 2", "=waitingForStart and approved")).ShouldBeEmpty();
    }

    [Fact]
    public void A_complex_gateway_that_wants_more_tokens_than_can_come_waits_for_ever()
    {
        Faults(Race("=activationCount >= 4")).ShouldBe(["Deadlock join"]);
        Faults(Race("=activationCounts.a_join >= 2")).ShouldBe(["Deadlock join"]);
    }

    [Fact]
    public void A_flow_that_is_taken_in_both_phases_of_a_complex_gateway_does_what_follows_twice()
    {
        Faults(Race("=activationCount >= 2", "=true")).ShouldBe(["Unsynchronised after"]);
        Faults(Race("=activationCount >= 2", "=waitingForStart or urgent")).ShouldBe(["Unsynchronised after"]);
    }

    [Fact]
    public void Many_races_side_by_side_are_decided_at_once()
    {
        var parts = new List<string> { Start(), Element("parallelGateway", "all"), Element("parallelGateway", "last"), End(), Chain("start all"), Chain("last end") };
        for (var race = 0; race < 12; race++)
        {
            parts.Add(Element("parallelGateway", $"split{race}") + Complex($"join{race}", "=activationCount >= 2") + Service($"after{race}") + Service($"rest{race}") + Flow("all", $"split{race}"));
            foreach (var branch in "abcd")
                parts.Add(Service($"{branch}{race}") + Service($"{branch}{race}x") + Chain($"split{race} {branch}{race} {branch}{race}x join{race}"));
            parts.Add(Flow($"join{race}", $"after{race}", "=waitingForStart") + Flow($"join{race}", $"rest{race}", "=not(waitingForStart)") + Flow($"after{race}", "last"));
        }
        var verdict = Check([.. parts]);
        verdict.IsSound.ShouldBeTrue();
        verdict.States.ShouldBeLessThan(50);
    }

    [Fact]
    public void A_transaction_without_an_event_for_its_cancellation_completes() => Faults(
        Start(), Element("transaction", "deal", inner: Start("s") + Service("a") + Element("endEvent", "give_up", inner: Cancel()) + Chain("s a give_up")), Service("next"), End(), Chain("start deal next end")).ShouldBeEmpty();

    [Fact]
    public void A_cancel_event_of_a_transaction_that_nothing_cancels_is_dead() => Faults(
        Start(), Element("transaction", "deal", inner: Start("s") + Service("a") + Chain("s a")), Boundary("cancelled", "deal", Cancel()), End(), Chain("start deal end"), Chain("cancelled end")).ShouldBe(["Dead cancelled"]);

    [Fact]
    public void An_escalation_that_nobody_throws_is_dead() => Faults(
        [Escalation("e", "LATE")],
        Start(), User("a"), Boundary("soon", "a", OnEscalation("e")), Boundary("again", "a", OnEscalation(null), false), Service("b"), Service("c"), End(), Chain("start a end"), Chain("soon b"), Chain("again c")).ShouldBe(["Dead soon", "Dead again"]);

    [Fact]
    public void Behind_an_escalation_that_interrupts_nothing_happens() => Faults(
        [Escalation("e", "LATE")],
        Start(), SubProcess("sub", "", Start("s"), Throw("raise", OnEscalation("e")), Service("never"), Chain("s raise never")), Boundary("caught", "sub", OnEscalation("e")), End(), Chain("start sub"), Chain("caught end")).ShouldBe(["Dead never"]);

    [Fact]
    public void An_event_sub_process_that_nothing_begins_is_dead() => Faults(
        [Error("e", "E")],
        Start(), User("a"), End(), Chain("start a end"), EventSubProcess("beside", "begun", OnError("e"), true, User("handle"), Chain("begun handle"))).ShouldBe(["Dead begun"]);

    [Fact]
    public void What_always_fails_and_is_caught_further_out_ends_the_scope_around_it() => Faults(
        [Error("e", "E")],
        Start(), SubProcess("outer", "", Start("s"), SubProcess("inner", "", Start("t"), Element("endEvent", "f", inner: OnError("e")), Chain("t f")), Chain("s inner")),
        Boundary("caught", "outer", OnError("e")), End(), Chain("start outer"), Chain("caught end")).ShouldBeEmpty();

    [Fact]
    public void All_messages_behind_a_parallel_gateway_that_begins_instances_come()
    {
        string[] Drawing(string type, string join) =>
        [
            Element("eventBasedGateway", "begin", attributes: $"instantiate=\"true\" {type}"), Catch("one", OnMessage("m")), Catch("two", OnMessage("n")), Element(join, "join"), Service("after"),
            Chain("begin one join after"), Chain("begin two join"),
        ];
        string[] messages = [Message("m", "ordered"), Message("n", "paid")];
        Faults(messages, Drawing("eventGatewayType=\"Parallel\"", "parallelGateway")).ShouldBeEmpty();
        Faults(messages, Drawing("", "exclusiveGateway")).ShouldBeEmpty();
        Faults(messages, Drawing("", "parallelGateway")).ShouldBe(["Deadlock join"]);
    }

    [Fact]
    public void A_transaction_that_is_always_cancelled_never_goes_on() => Faults(
        Start(), Element("transaction", "deal", inner: Start("s") + Service("a") + Element("endEvent", "give_up", inner: Cancel()) + Chain("s a give_up")), Boundary("cancelled", "deal", Cancel()), Service("never"), End(),
        Chain("start deal never end"), Chain("cancelled end")).ShouldBe(["Dead never"]);

    [Fact]
    public void An_error_that_nobody_can_throw_is_dead() => Faults(
        [Error("e", "E")],
        Start(), User("a"), End(), Boundary("caught", "a", OnError("e")), Service("b"), Chain("start a end"), Chain("caught b end")).ShouldBe(["Dead caught"]);

    [Fact]
    public void A_fault_inside_a_sub_process_is_told_once() =>
        Faults(SubProcess("sub", "", Split("exclusiveGateway", "parallelGateway")), End("last"), Chain("begin sub last"), Start("begin")).Where(fault => fault.StartsWith("Deadlock", StringComparison.Ordinal)).ShouldBe(["Deadlock join"]);

    [Fact]
    public void A_reminder_beside_is_sound_even_in_a_loop() => Faults(
        Start(), Element("exclusiveGateway", "in"), User("a"), Element("exclusiveGateway", "out", attributes: "default=\"out_in\""), End(),
        Boundary("late", "a", Duration("P1D"), interrupting: false), Service("remind"), End("reminded"),
        Chain("start in a out"), Flow("out", "in"), Flow("out", "end", "=done"), Chain("late remind reminded")).ShouldBeEmpty();

    [Fact]
    public void A_reminder_that_goes_on_with_the_work_does_it_twice() => Faults(
        Start(), User("a"), User("b"), End(), Boundary("late", "a", Duration("P1D"), interrupting: false), Chain("start a b end"), Flow("late", "b")).ShouldBe(["Unsynchronised b"]);

    [Fact]
    public void An_interrupting_event_takes_the_place_of_its_activity() => Faults(
        Start(), User("a"), User("b"), End(), Boundary("late", "a", Duration("P1D")), Chain("start a b end"), Flow("late", "b")).ShouldBeEmpty();

    [Fact]
    public void A_terminate_event_ends_the_other_branches() => Faults(
        Start(), Element("parallelGateway", "split"), User("a"), User("b"), End("all", Terminate()), Element("endEvent", "two", inner: Terminate()),
        Chain("start split a all"), Chain("split b two")).ShouldBeEmpty();

    [Fact]
    public void After_an_event_based_gateway_one_event_happens() => Faults(
        [Message("m", "go")],
        Start(), Element("eventBasedGateway", "wait"), Catch("timer", Duration("P1D")), Catch("message", OnMessage("m")), Element("parallelGateway", "join"), End(),
        Chain("start wait timer join end"), Chain("wait message join")).ShouldBe(["Deadlock join"]);

    [Fact]
    public void Thirty_reminders_are_thirty_small_questions()
    {
        var parts = new List<string> { Start(), End(), End("told") };
        for (var step = 0; step < 30; step++)
        {
            parts.Add(User($"t{step}") + Boundary($"late{step}", $"t{step}", Duration("P1D"), interrupting: false) + Service($"n{step}"));
            parts.Add(Chain($"late{step} n{step} told") + Flow(step == 0 ? "start" : $"t{step - 1}", $"t{step}"));
        }
        parts.Add(Flow("t29", "end"));
        var verdict = Check([.. parts]);
        verdict.Faults.ShouldBeEmpty();
        verdict.States.ShouldBeLessThan(200);
    }

    [Fact]
    public void A_lack_of_synchronisation_behind_many_branches_is_found_with_its_way()
    {
        var fault = Check([.. Branches(8, 6, "exclusiveGateway")]).Faults.Single(fault => fault.Kind == FaultKind.Unsynchronised);
        fault.ElementId.ShouldBe("after");
        fault.Trace.Take(2).ShouldBe(["start", "split"]);
        fault.Trace.Count(id => id == "after").ShouldBe(2, "the second token finds the first there");
    }

    [Fact]
    public void Beyond_the_limit_the_answer_is_not_decided()
    {
        // Events that lead out of parallel branches cannot be put together.
        var verdict = SoundnessCheck.Check(Scenario.Compile(Process(Tangle(10))), LintOptions.Default with { MostStates = 50 });
        verdict.IsDecided.ShouldBeFalse();
        verdict.Faults.ShouldBeEmpty();
    }

    /// <summary>Pairs of joins whose branches cross.</summary>
    internal static string[] Tangle(int width)
    {
        var parts = new List<string> { Start(), Element("parallelGateway", "split"), Element("parallelGateway", "join"), End(), Chain("start split"), Chain("join end") };
        for (var lane = 0; lane < width; lane++)
        {
            var next = (lane + 1) % width;
            parts.Add(Service($"a{lane}") + Element("parallelGateway", $"s{lane}") + Element("parallelGateway", $"j{lane}") + Service($"b{lane}"));
            parts.Add(Chain($"split a{lane} s{lane} j{lane} b{lane} join") + Flow($"s{lane}", $"j{next}"));
        }
        return [.. parts];
    }

    internal static string[] Branches(int branches, int steps, string join = "parallelGateway")
    {
        var parts = new List<string> { Start(), Element("parallelGateway", "split"), Element(join, "join"), Service("after"), End(), Chain("start split"), Chain("join after end") };
        for (var branch = 0; branch < branches; branch++)
        {
            parts.AddRange(Enumerable.Range(0, steps).Select(step => Service($"b{branch}_{step}")));
            parts.Add(Chain("split " + string.Join(' ', Enumerable.Range(0, steps).Select(step => $"b{branch}_{step}")) + " join"));
        }
        return [.. parts];
    }

    /// <summary>Two steps between two gateways, then one step.</summary>
    private static string[] Split(string fork, string join)
    {
        var decides = fork != "parallelGateway";
        return
        [
            Start(), Element(fork, "split"), Service("a"), Service("b"), Element(join, "join"), Service("after"), End(),
            Chain("start split"), Flow("split", "a", decides ? "=x" : null), Flow("split", "b", decides ? "=y" : null), Chain("a join after end"), Chain("b join"),
        ];
    }

    private static SoundnessVerdict Check(params string[] content) => SoundnessCheck.Check(Scenario.Compile(Process(content)), LintOptions.Default with { LongestExploration = TimeSpan.FromMinutes(1) });

    private static List<string> Faults(params string[] content) => Faults([], content);

    private static List<string> Faults(string[] roots, params string[] content)
    {
        var options = LintOptions.Default with { LongestExploration = TimeSpan.FromMinutes(1) };
        var verdict = SoundnessCheck.Check(Scenario.Compile(File(roots, content)), options);
        verdict.IsDecided.ShouldBeTrue();
        return [.. verdict.Faults.Select(fault => $"{fault.Kind} {fault.ElementId}")];
    }
}
