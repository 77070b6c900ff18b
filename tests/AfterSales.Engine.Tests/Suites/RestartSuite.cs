using AfterSales.Engine.Instances;
using AfterSales.Engine.Jobs;
using AfterSales.Engine.Messages;
using AfterSales.Engine.Search;
using AfterSales.Engine.Tests.Support;
using AfterSales.Feel.Values;
using Shouldly;
using Xunit;

namespace AfterSales.Engine.Tests.Suites;

/// <summary>Nothing an instance waits for lives in memory.</summary>
public abstract class RestartSuite : EngineSuite
{
    [Fact]
    public async Task An_instance_that_waits_for_everything_goes_on_after_a_restart_between_any_two_steps()
    {
        var steps = Processes.Start() + Processes.UserTask("ask") + Processes.ServiceTask("work", "work") + Processes.MessageCatch("reply", "m1")
            + Processes.Timer("cool", "PT1H") + Processes.Call("call", "one-task") + Processes.End()
            + Processes.Chain("start", "ask", "work", "reply", "cool", "call", "end");
        await Test.DeployAsync(Processes.Bpmn("long", steps, Processes.Message("m1", "answer", "=key")), Processes.OneTask());
        var instance = await Test.StartAsync("long", TestEngine.Of(("key", FeelValue.Of("CMP-1"))));

        await Test.ReopenAsync();
        await CompleteTaskOfAsync(instance);
        await Test.ReopenAsync();
        var job = (await Engine.Jobs.ActivateAsync("work", 1, TimeSpan.FromMinutes(1), "w", Ct)).Value.ShouldHaveSingleItem();
        await Test.ReopenAsync();
        (await Engine.Jobs.CompleteAsync(job.JobKey, ct: Ct)).IsOk.ShouldBeTrue("the lock is a row, not a connection");
        await Test.ReopenAsync();
        await Engine.Messages.PublishAsync(new PublishMessage("answer", "CMP-1"), ct: Ct);
        await Eventually.Async(async () => TestEngine.Items(await Engine.History.SearchTimersAsync(new SearchRequest(), Ct)).ShouldHaveSingleItem());
        await Test.ReopenAsync();
        Test.Clock.Advance(TimeSpan.FromHours(1));
        await Eventually.Async(async () => (await Engine.Instances.SearchAsync(new SearchRequest(), Ct)).Value.TotalItems.ShouldBe(2));
        await Test.ReopenAsync();
        var child = TestEngine.Items(await Engine.Instances.SearchAsync(SearchRequest.Where("parentProcessInstanceKey", instance), Ct)).Single();
        await CompleteTaskOfAsync(child.ProcessInstanceKey);

        await Test.EndsAsync(instance);
        var passes = TestEngine.Items(await Engine.History.SearchElementsAsync(SearchRequest.Where("processInstanceKey", instance), Ct));
        passes.Select(pass => pass.ElementId).ShouldBe(["long", "start", "ask", "work", "reply", "cool", "call", "end"], ignoreOrder: true);
        passes.ShouldAllBe(pass => pass.State == InstanceStates.Completed);
    }

    [Fact]
    public async Task What_instances_asked_of_each_other_is_done_after_the_restart_when_nobody_did_it_before()
    {
        await Test.DeployAsync(Processes.OneJob(), Processes.OneCall("outer", "one-job"));
        // Written as a crash would leave it: the request is stored, but the command that carries it out never ran.
        var caller = 0L;
        Test.Observers.Add(new Observing(commit =>
        {
            if (commit.Instance?.ParentProcessInstanceKey is not null && caller >= 0)
                throw new InvalidOperationException("the process died here");
        }));
        await Test.ReopenAsync(workers: false);
        caller = await Test.StartAsync("outer");
        await Eventually.Async(async () => TestEngine.Items(await Engine.Outbox.SearchAsync(new SearchRequest(), Ct)).ShouldHaveSingleItem().Attempts.ShouldBe(1));
        caller = -1;

        Test.Clock.Advance(TimeSpan.FromMinutes(5));
        await Test.ReopenAsync();

        await Eventually.Async(async () => (await Engine.Jobs.SearchAsync(new SearchRequest(), Ct)).Value.TotalItems.ShouldBe(1));
        (await Engine.Outbox.SearchAsync(new SearchRequest(), Ct)).Value.TotalItems.ShouldBe(0, "what was carried out is gone");
        (await Engine.Instances.SearchAsync(new SearchRequest(), Ct)).Value.TotalItems.ShouldBe(2);
    }

    [Fact]
    public async Task Keys_keep_growing_over_restarts()
    {
        await Test.DeployAsync(Processes.OneTask());
        var last = 0L;
        for (var i = 0; i < 5; i++)
        {
            var key = await Test.StartAsync("one-task");
            key.ShouldBeGreaterThan(last);
            last = key;
            await Test.ReopenAsync();
        }
    }

    [Fact]
    public async Task A_waiting_instance_costs_nothing_when_the_engine_starts()
    {
        await Test.DeployAsync(Processes.OneTask());
        var instances = await Task.WhenAll(Enumerable.Range(0, 300).Select(_ => Test.StartAsync("one-task")));
        await Test.ReopenAsync(workers: false);

        var before = GC.GetTotalMemory(forceFullCollection: true);
        await Task.WhenAll(instances.Take(5).Select(CompleteTaskOfAsync));

        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(5_000_000, "only what was moved may be in memory");
        (await Engine.Instances.SearchAsync(SearchRequest.Where("state", InstanceStates.Active), Ct)).Value.TotalItems.ShouldBe(295);
    }

    private async Task CompleteTaskOfAsync(long instance) =>
        (await Engine.UserTasks.CompleteAsync((await Test.TaskOfAsync(instance)).UserTaskKey, ct: Ct)).IsOk.ShouldBeTrue();
}
