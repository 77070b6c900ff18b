using AfterSales.Bpmn.Interpretation.Migration;
using AfterSales.Bpmn.Interpretation.Modification;
using AfterSales.Engine.Deployments;
using AfterSales.Engine.Instances;
using AfterSales.Engine.Jobs;
using AfterSales.Engine.Messages;
using AfterSales.Engine.Operations;
using AfterSales.Engine.Search;
using AfterSales.Engine.Tests.Support;
using AfterSales.Engine.UserTasks;
using AfterSales.Feel.Values;
using Shouldly;
using Xunit;

namespace AfterSales.Engine.Tests.Suites;

/// <summary>What operators do to running instances: migrate, modify, suspend and resume.</summary>
public abstract class OperationSuite : EngineSuite
{
    private static readonly ModifyInstance Nothing = new([], [], []);

    [Fact]
    public async Task A_migrated_instance_keeps_what_waits_under_its_new_names_and_what_is_done_under_its_old_ones()
    {
        var first = await DeployAsync(Processes.UserTask("early") + Processes.UserTask("task") + Late("task", "late", "PT2H"), Processes.Chain("start", "early", "task", "end") + Processes.Flow("late", "end"));
        var instance = await Test.StartAsync("order");
        await CompleteAsync(instance);
        var task = await Test.TaskOfAsync(instance);
        var timer = await TimerOfAsync(instance);
        var second = await DeployAsync(
            Processes.UserTask("early") + Processes.UserTask("check") + Late("check", "overdue", "PT9H") + Processes.UserTask("sign"),
            Processes.Chain("start", "early", "check", "sign", "end") + Processes.Flow("overdue", "end"));

        (await MigrateAsync(instance, second, ("task", "check"), ("late", "overdue"))).IsOk.ShouldBeTrue();
        await Test.ReopenAsync();

        var after = await Test.TaskOfAsync(instance);
        (after.UserTaskKey, after.ElementId, after.Name, after.ProcessDefinitionVersion, after.CreationDate).ShouldBe((task.UserTaskKey, "check", "Task check", 2, task.CreationDate));
        var moved = await TimerOfAsync(instance);
        (moved.TimerKey, moved.ElementId, moved.DueDate).ShouldBe((timer.TimerKey, "overdue", timer.DueDate));
        (await Engine.Instances.GetAsync(instance, Ct))!.ProcessDefinitionKey.ShouldBe(second);
        var passes = TestEngine.Items(await Engine.History.SearchElementsAsync(SearchRequest.Where("processInstanceKey", instance), Ct));
        passes.Single(pass => pass.ElementId == "early").ProcessDefinitionKey.ShouldBe(first, "what is done was done in the version of then");
        passes.Single(pass => pass.ElementId == "check").ProcessDefinitionKey.ShouldBe(second);
        passes.Count(pass => pass.ElementId == "early").ShouldBe(1, "what is done is not done again");
        await CompleteAsync(instance);
        await CompleteAsync(instance);
        await Test.EndsAsync(instance);
    }

    [Fact]
    public async Task Jobs_and_subscriptions_go_over_and_can_be_answered_by_those_who_knew_them_before()
    {
        await DeployAsync(Processes.ServiceTask("work", "work") + Processes.MessageCatch("ask", "m1"), Processes.Chain("start", "work", "ask", "end"), "answer");
        var instance = await Test.StartAsync("order", TestEngine.Of(("key", FeelValue.Of("A-1"))));
        var waiting = await Test.StartAsync("order", TestEngine.Of(("key", FeelValue.Of("A-2"))));
        var jobs = (await Engine.Jobs.ActivateAsync("work", 2, TimeSpan.FromMinutes(5), "worker", Ct)).Value;
        (await Engine.Jobs.CompleteAsync(jobs.Single(job => job.ProcessInstanceKey == waiting).JobKey, ct: Ct)).IsOk.ShouldBeTrue();
        var second = await DeployAsync(
            Processes.ServiceTask("do", "other-work") + Processes.MessageCatch("wait", "m1") + Processes.UserTask("then"), Processes.Chain("start", "do", "wait", "then", "end"), "answer");

        foreach (var key in new[] { instance, waiting })
            (await MigrateAsync(key, second, ("work", "do"), ("ask", "wait"))).IsOk.ShouldBeTrue();

        (await Engine.Jobs.CompleteAsync(jobs.Single(job => job.ProcessInstanceKey == instance).JobKey, ct: Ct)).IsOk.ShouldBeTrue("the worker began before");
        foreach (var key in new[] { "A-1", "A-2" })
            (await Engine.Messages.PublishAsync(new PublishMessage("answer", key), ct: Ct)).IsOk.ShouldBeTrue();
        foreach (var key in new[] { instance, waiting })
            await Eventually.Async(async () => (await Test.TaskOfAsync(key)).ElementId.ShouldBe("then"));
    }

    [Fact]
    public async Task A_plan_that_does_not_fit_changes_nothing_and_the_dry_run_says_so_before()
    {
        await DeployAsync(Processes.UserTask("task"), Processes.Chain("start", "task", "end"));
        var instance = await Test.StartAsync("order");
        var second = await DeployAsync(Processes.UserTask("other"), Processes.Chain("start", "other", "end"));
        var fits = new MigrateInstances(second, [new ElementMapping("task", "other")]);

        var previews = await Engine.Operations.PreviewMigrationAsync([instance, 1], fits with { Mappings = [] }, Ct);
        previews[0].Problems.ShouldHaveSingleItem().Code.ShouldBe(MigrationProblemCode.NotMapped);
        previews[1].Failure!.Kind.ShouldBe(FailureKind.NotFound);
        (await Engine.Operations.PreviewMigrationAsync([instance], fits, Ct))[0].Effects.OfType<InstanceMigrated>().Count().ShouldBe(1);
        (await Engine.Operations.MigrateAsync(instance, fits with { Mappings = [] }, ct: Ct)).Failure.Kind.ShouldBe(FailureKind.Conflict);
        (await Engine.Operations.MigrateAsync(instance, fits with { Mappings = [new ElementMapping("task", "nowhere")] }, ct: Ct)).Failure.Kind.ShouldBe(FailureKind.Invalid);
        (await Engine.Operations.MigrateAsync(instance, fits with { TargetDefinitionKey = 1 }, ct: Ct)).Failure.Kind.ShouldBe(FailureKind.NotFound);
        (await Engine.Operations.MigrateAsync(1, fits, ct: Ct)).Failure.Kind.ShouldBe(FailureKind.NotFound);

        (await Test.TaskOfAsync(instance)).ElementId.ShouldBe("task");
        (await Engine.Operations.MigrateAsync(instance, fits, ct: Ct)).IsOk.ShouldBeTrue();
        (await Engine.Operations.MigrateAsync(instance, fits, ct: Ct)).Failure.Kind.ShouldBe(FailureKind.Conflict, "it follows that version already");
        await CompleteAsync(instance);
        (await Engine.Operations.MigrateAsync(instance, fits, ct: Ct)).Failure.Message.ShouldContain("completed");
    }

    [Fact]
    public async Task A_caller_goes_over_while_what_it_called_goes_on()
    {
        await Test.DeployAsync(Processes.OneTask(), Processes.Bpmn("order", Processes.Start() + Processes.Call("call", "one-task") + Processes.End() + Processes.Chain("start", "call", "end")));
        var instance = await Test.StartAsync("order");
        var child = await ChildOfAsync(instance);
        var second = await DeployAsync(Processes.Call("part", "one-task") + Processes.UserTask("then"), Processes.Chain("start", "part", "then", "end"));

        (await MigrateAsync(instance, second, ("call", "part"))).IsOk.ShouldBeTrue();

        await CompleteAsync(child);
        await Eventually.Async(async () => (await Test.TaskOfAsync(instance)).ElementId.ShouldBe("then"));
    }

    [Fact]
    public async Task A_token_is_moved_with_its_variables()
    {
        await DeployAsync(Processes.UserTask("a") + Processes.UserTask("b"), Processes.Chain("start", "a", "b", "end"));
        var instance = await Test.StartAsync("order");

        var modified = await Engine.Operations.ModifyAsync(instance, new ModifyInstance(
            [new ElementActivation("b", [new ScopeVariables(null, TestEngine.Of(("why", FeelValue.Of("skipped")))), new ScopeVariables("b", TestEngine.Of(("mine", FeelValue.Of(1))))])],
            [new ElementTermination(null, "a")], []), ct: Ct);

        modified.IsOk.ShouldBeTrue();
        (await Test.TaskOfAsync(instance)).ElementId.ShouldBe("b");
        (await Test.VariableAsync(instance, "why")).ShouldBe(FeelValue.Of("skipped"));
        (await Engine.Operations.ModifyAsync(instance, Nothing, ct: Ct)).Failure.Kind.ShouldBe(FailureKind.Invalid);
        (await Engine.Operations.ModifyAsync(instance, Nothing with { Terminations = [new ElementTermination(null, "a")] }, ct: Ct)).Failure.Kind.ShouldBe(FailureKind.Conflict);
        (await Engine.Operations.ModifyAsync(1, Nothing with { Terminations = [new ElementTermination(null, "a")] }, ct: Ct)).Failure.Kind.ShouldBe(FailureKind.NotFound);
        await CompleteAsync(instance);
        await Test.EndsAsync(instance);
    }

    [Fact]
    public async Task While_suspended_nothing_advances_and_afterwards_what_is_due_goes_on()
    {
        await DeployAsync(
            """<bpmn:parallelGateway id="fork" />""" + Processes.UserTask("task") + Processes.ServiceTask("work", "work") + Processes.Timer("cool", "PT1H") + Processes.MessageCatch("ask", "m1"),
            Processes.Chain("start", "fork", "task", "end") + Processes.Chain("fork", "work", "end") + Processes.Chain("fork", "cool", "end") + Processes.Chain("fork", "ask", "end"), "answer");
        var instance = await Test.StartAsync("order", TestEngine.Of(("key", FeelValue.Of("A-1"))));
        var task = await Test.TaskOfAsync(instance);

        (await Engine.Operations.SuspendAsync(instance, ct: Ct)).IsOk.ShouldBeTrue();

        (await Engine.Operations.SuspendAsync(instance, ct: Ct)).Failure.Message.ShouldContain("is suspended");
        (await Engine.Instances.GetAsync(instance, Ct)).ShouldNotBeNull().IsSuspended.ShouldBeTrue();
        var refused = (await Engine.UserTasks.CompleteAsync(task.UserTaskKey, ct: Ct)).Failure;
        (refused.Kind, refused.Message.Contains("is suspended. Resume it first.", StringComparison.Ordinal)).ShouldBe((FailureKind.Conflict, true));
        (await Engine.Jobs.ActivateAsync("work", 5, TimeSpan.FromMinutes(1), "w", Ct)).Value.ShouldBeEmpty();
        (await Engine.Messages.PublishAsync(new PublishMessage("answer", "A-1") { Variables = TestEngine.Of(("answered", FeelValue.True)) }, ct: Ct)).IsOk.ShouldBeTrue();
        Test.Clock.Advance(TimeSpan.FromHours(2));
        await Test.ReopenAsync();
        // A timer of another instance that fires proves that the sweep has looked.
        await Test.DeployAsync(Processes.OneTimer("other", "PT0S"));
        await Test.EndsAsync(await Test.StartAsync("other"));
        (await DoneAsync(instance)).ShouldBe(["fork", "start"], ignoreOrder: true);

        (await Engine.Operations.ResumeAsync(instance, ct: Ct)).IsOk.ShouldBeTrue();

        await Eventually.Async(async () => (await DoneAsync(instance)).ShouldBe(["ask", "cool", "end", "end", "fork", "start"], ignoreOrder: true));
        (await Test.VariableAsync(instance, "answered")).ShouldBe(FeelValue.True, "the message was kept");
        await Engine.Jobs.CompleteAsync((await Engine.Jobs.ActivateAsync("work", 5, TimeSpan.FromMinutes(1), "w", Ct)).Value.ShouldHaveSingleItem().JobKey, ct: Ct);
        (await Engine.UserTasks.CompleteAsync(task.UserTaskKey, ct: Ct)).IsOk.ShouldBeTrue();
        await Test.EndsAsync(instance);
        (await Engine.Operations.ResumeAsync(instance, ct: Ct)).Failure.Kind.ShouldBe(FailureKind.Conflict);
    }

    [Fact]
    public async Task A_worker_who_holds_a_job_of_a_suspended_instance_is_refused_and_gets_it_again_later()
    {
        await Test.DeployAsync(Processes.OneJob());
        var instance = await Test.StartAsync("one-job");
        var job = (await Engine.Jobs.ActivateAsync("work", 1, TimeSpan.FromMinutes(1), "w", Ct)).Value.ShouldHaveSingleItem();
        await Engine.Operations.SuspendAsync(instance, ct: Ct);

        (await Engine.Jobs.CompleteAsync(job.JobKey, ct: Ct)).Failure.Message.ShouldContain("is suspended");
        (await Engine.Jobs.FailAsync(job.JobKey, 2, "broken", ct: Ct)).Failure.Message.ShouldContain("is suspended");
        Test.Clock.Advance(TimeSpan.FromMinutes(2));
        (await Engine.Jobs.ActivateAsync("work", 1, TimeSpan.FromMinutes(1), "w", Ct)).Value.ShouldBeEmpty();

        await Engine.Operations.ResumeAsync(instance, ct: Ct);
        (await Engine.Jobs.ActivateAsync("work", 1, TimeSpan.FromMinutes(1), "w", Ct)).Value.ShouldHaveSingleItem().JobKey.ShouldBe(job.JobKey);
    }

    [Fact]
    public async Task Called_instances_are_held_and_resumed_with_their_caller()
    {
        await Test.DeployAsync(Processes.OneTask(), Processes.OneCall());
        var caller = await Test.StartAsync("one-call");
        var child = await ChildOfAsync(caller);
        (await Engine.Operations.SuspendAsync(child, ct: Ct)).Failure.Message.ShouldContain("belongs to");

        (await Engine.Operations.SuspendAsync(caller, ct: Ct)).IsOk.ShouldBeTrue();
        await Eventually.Async(async () => (await Engine.Instances.GetAsync(child, Ct))!.IsSuspended.ShouldBeTrue());
        (await Engine.UserTasks.CompleteAsync((await Test.TaskOfAsync(child)).UserTaskKey, ct: Ct)).IsOk.ShouldBeFalse();

        (await Engine.Operations.ResumeAsync(caller, ct: Ct)).IsOk.ShouldBeTrue();
        await Eventually.Async(async () => (await Engine.Instances.GetAsync(child, Ct))!.IsSuspended.ShouldBeFalse());
        await CompleteAsync(child);
        await Test.EndsAsync(caller);
    }

    [Fact]
    public async Task A_suspended_instance_can_be_cancelled_and_its_message_goes_to_another()
    {
        await Test.DeployAsync(Processes.OneMessage());
        var (held, next) = (await Test.StartAsync("one-message", Key), await Test.StartAsync("one-message", Key));
        await Engine.Operations.SuspendAsync(held, ct: Ct);
        await Engine.Messages.PublishAsync(new PublishMessage("answer", "A-1") { TimeToLive = TimeSpan.FromHours(1) }, ct: Ct);

        (await Engine.Instances.CancelAsync(held, ct: Ct)).IsOk.ShouldBeTrue();

        (await Test.StateOfAsync(held)).ShouldBe(InstanceStates.Terminated);
        await Test.EndsAsync(next);
    }

    [Fact]
    public async Task A_signal_broadcast_while_suspended_is_heard_afterwards_also_under_a_new_name()
    {
        static DeploymentResource Version(string id) => Processes.Bpmn(
            "order",
            Processes.Start() + $"""<bpmn:intermediateCatchEvent id="{id}"><bpmn:signalEventDefinition signalRef="s1" /></bpmn:intermediateCatchEvent>""" + Processes.End() + Processes.Chain("start", id, "end"),
            """<bpmn:signal id="s1" name="recall" />""");
        await Test.DeployAsync(Version("hear"));
        var instance = await Test.StartAsync("order");
        var second = (await Test.DeployAsync(Version("listen"))).Processes.Single().ProcessDefinitionKey;
        (await MigrateAsync(instance, second, ("hear", "listen"))).IsOk.ShouldBeTrue();
        await Test.ReopenAsync();
        await Engine.Operations.SuspendAsync(instance, ct: Ct);

        (await Engine.Signals.BroadcastAsync(new Broadcasting.BroadcastSignal("recall"), ct: Ct)).IsOk.ShouldBeTrue();
        (await Test.StateOfAsync(instance)).ShouldBe(InstanceStates.Active);
        (await Engine.Operations.ResumeAsync(instance, ct: Ct)).IsOk.ShouldBeTrue();

        await Test.EndsAsync(instance);
    }

    private static FeelContext Key => TestEngine.Of(("key", FeelValue.Of("A-1")));

    private async Task<long> DeployAsync(string elements, string flows, string? message = null)
    {
        var deployment = await Test.DeployAsync(Processes.Bpmn(
            "order", Processes.Start() + elements + Processes.End() + flows, message is null ? "" : Processes.Message("m1", message, "=key")));
        return deployment.Processes.ShouldHaveSingleItem().ProcessDefinitionKey;
    }

    private static string Late(string host, string id, string duration) =>
        $"""
        <bpmn:boundaryEvent id="{id}" attachedToRef="{host}"><bpmn:timerEventDefinition>
        <bpmn:timeDuration xsi:type="bpmn:tFormalExpression">{duration}</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
        """;

    private Task<Outcome<Done>> MigrateAsync(long instance, long target, params (string From, string To)[] mappings) => Engine.Operations.MigrateAsync(
        instance, new MigrateInstances(target, [.. mappings.Select(mapping => new ElementMapping(mapping.From, mapping.To))]), "operator", ct: Ct);

    private async Task CompleteAsync(long instance) =>
        (await Engine.UserTasks.CompleteAsync((await Test.TaskOfAsync(instance)).UserTaskKey, ct: Ct)).IsOk.ShouldBeTrue();

    private async Task<Timers.TimerRow> TimerOfAsync(long instance) =>
        TestEngine.Items(await Engine.History.SearchTimersAsync(SearchRequest.Where("processInstanceKey", instance), Ct)).ShouldHaveSingleItem();

    private async Task<IEnumerable<string>> DoneAsync(long instance) =>
        TestEngine.Items(await Engine.History.SearchElementsAsync(SearchRequest.Where("processInstanceKey", instance).And("state", InstanceStates.Completed), Ct)).Select(pass => pass.ElementId);

    private async Task<long> ChildOfAsync(long caller)
    {
        var child = 0L;
        await Eventually.Async(async () => child = TestEngine.Items(
            await Engine.Instances.SearchAsync(SearchRequest.Where("parentProcessInstanceKey", caller), Ct)).ShouldHaveSingleItem().ProcessInstanceKey);
        return child;
    }
}
