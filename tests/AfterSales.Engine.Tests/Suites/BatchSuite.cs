using System.Diagnostics;
using AfterSales.Bpmn.Interpretation.Migration;
using AfterSales.Engine.Batches;
using AfterSales.Engine.Instances;
using AfterSales.Engine.Operations;
using AfterSales.Engine.Search;
using AfterSales.Engine.Tests.Support;
using AfterSales.Engine.UserTasks;
using AfterSales.Feel.Values;
using Shouldly;
using Xunit;

namespace AfterSales.Engine.Tests.Suites;

/// <summary>Operations on many instances.</summary>
public abstract class BatchSuite : EngineSuite
{
    private readonly List<string?> _reasons = [];

    private protected override void Arrange(TestEngine test) => test.Observers.Add(Observing.Effects<InstanceMigrated>((commit, _) =>
    {
        lock (_reasons)
            _reasons.Add($"{commit.Actor}: {commit.Reason}");
    }));

    [Fact]
    public async Task All_instances_that_fit_are_migrated_and_the_others_say_why_not()
    {
        var first = await DeployAsync("a", "b");
        var instances = await StartAsync(45);
        await Task.WhenAll(instances[..5].Select(instance => CompleteAsync(instance)));
        var second = await DeployAsync("a2", "b2");
        await StartAsync(1);

        var key = await CreateAsync(new CreateBatch
        {
            Type = BatchTypes.Migrate, Filter = SearchRequest.Where("processDefinitionKey", first), Reason = "one way for all",
            Migration = new MigrateInstances(second, [new ElementMapping("a", "a2")]),
        });

        var batch = await EndedAsync(key);
        (batch.State, batch.Total, batch.Completed, batch.Failed, batch.ActorId).ShouldBe((BatchStates.Completed, 45, 40, 5, "operator"));
        (await Engine.Instances.RunningByDefinitionAsync(Ct)).ShouldBe(new Dictionary<long, int> { [first] = 5, [second] = 41 }, ignoreOrder: true);
        var failed = TestEngine.Items(await Engine.Batches.SearchItemsAsync(SearchRequest.Where("batchOperationKey", key).And("state", BatchStates.Failed), Ct));
        failed.Select(item => item.ProcessInstanceKey).ShouldBe(instances[..5], ignoreOrder: true);
        failed[0].ErrorMessage!.ShouldContain("'b' is active");
        _reasons.ShouldAllBe(reason => reason == "operator: one way for all");
        _reasons.Count.ShouldBe(40);
    }

    [Fact]
    public async Task An_operation_goes_on_after_a_restart_and_does_nothing_twice()
    {
        var first = await DeployAsync("a", "b");
        await StartAsync(250);
        var second = await DeployAsync("a2", "b2");
        await Test.ReopenAsync(workers: false);
        var key = await CreateAsync(new CreateBatch
        {
            Type = BatchTypes.Migrate, Filter = SearchRequest.Where("processDefinitionKey", first), Migration = new MigrateInstances(second, [new ElementMapping("a", "a2")]),
        });

        for (var round = 0; round < 3; round++)
        {
            await Test.ReopenAsync();
            await Eventually.Async(async () => (await Engine.Batches.GetAsync(key, Ct))!.Completed.ShouldBeGreaterThan(round * 30));
        }

        (await EndedAsync(key)).Completed.ShouldBe(250);
        _reasons.Count.ShouldBe(250, "each instance went over once");
        (await Engine.Instances.RunningByDefinitionAsync(Ct)).ShouldBe(new Dictionary<long, int> { [second] = 250 });
    }

    [Fact]
    public async Task Tokens_of_many_instances_are_moved_and_instances_cancelled()
    {
        var definition = await DeployAsync("a", "b");
        var instances = await StartAsync(3);

        await EndedAsync(await CreateAsync(new CreateBatch { Type = BatchTypes.Modify, Filter = SearchRequest.Where("processDefinitionKey", definition), Moves = [new BatchMove("a", "b")] }));
        foreach (var instance in instances)
            (await Test.TaskOfAsync(instance)).ElementId.ShouldBe("b");
        await EndedAsync(await CreateAsync(new CreateBatch { Type = BatchTypes.Cancel, Filter = new SearchRequest().And("processInstanceKey", SearchOperator.In, instances[0], instances[1]) }));
        (await Engine.Instances.SearchAsync(SearchRequest.Where("state", InstanceStates.Terminated), Ct)).Value.TotalItems.ShouldBe(2);
    }

    [Fact]
    public async Task Instances_are_held_and_let_go_with_all_they_called_each_once()
    {
        await Test.DeployAsync(Processes.OneTask(), Processes.OneCall());
        var (plain, caller) = (await Test.StartAsync("one-task"), await Test.StartAsync("one-call", TestEngine.Of(("a", FeelValue.Of(1)))));
        var tasks = await Eventually.ValueAsync(async () => await Test.TasksAsync(SearchRequest.Where("state", "CREATED")) is { Count: 2 } both ? both : null);
        (await Engine.Operations.SuspendAsync(plain, ct: Ct)).IsOk.ShouldBeTrue();
        var all = new SearchRequest().And("processDefinitionId", SearchOperator.In, "one-task", "one-call");

        var held = await EndedAsync(await CreateAsync(new CreateBatch { Type = BatchTypes.Suspend, Filter = all, Reason = "recall" }));

        (held.OperationType, held.Total, held.Completed).ShouldBe((BatchTypes.Suspend, 1, 1), "one was held already, and what is called follows its caller");
        await Eventually.Async(async () => (await Engine.Instances.SearchAsync(SearchRequest.Where("isSuspended", true), Ct)).Value.TotalItems.ShouldBe(3));
        foreach (var task in tasks)
            (await Engine.UserTasks.CompleteAsync(task.UserTaskKey, ct: Ct)).Failure.Kind.ShouldBe(FailureKind.Conflict);

        var freed = await EndedAsync(await CreateAsync(new CreateBatch { Type = BatchTypes.Resume, Filter = all }));

        (freed.Total, freed.Completed, freed.ClientOperationType).ShouldBe((2, 2, BatchTypes.Modify));
        await Eventually.Async(async () => (await Engine.Instances.SearchAsync(SearchRequest.Where("isSuspended", true), Ct)).Value.TotalItems.ShouldBe(0));
        foreach (var task in tasks)
            (await Engine.UserTasks.CompleteAsync(task.UserTaskKey, ct: Ct)).IsOk.ShouldBeTrue();
        await Test.EndsAsync(plain);
        await Test.EndsAsync(caller);
    }

    [Fact]
    public async Task Incidents_are_resolved_and_their_jobs_tried_once_more()
    {
        await Test.DeployAsync(Processes.OneJob());
        var instances = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Test.StartAsync("one-job")));
        foreach (var job in (await Engine.Jobs.ActivateAsync("work", 10, TimeSpan.FromMinutes(1), "w", Ct)).Value)
            (await Engine.Jobs.FailAsync(job.JobKey, 0, "broken", ct: Ct)).IsOk.ShouldBeTrue();

        var batch = await EndedAsync(await CreateAsync(new CreateBatch { Type = BatchTypes.ResolveIncident, Filter = SearchRequest.Where("hasIncident", true) }));

        (batch.Total, batch.Completed).ShouldBe((3, 3));
        foreach (var job in (await Engine.Jobs.ActivateAsync("work", 10, TimeSpan.FromMinutes(1), "w", Ct)).Value)
            await Engine.Jobs.CompleteAsync(job.JobKey, ct: Ct);
        foreach (var instance in instances)
            await Test.EndsAsync(instance);
    }

    [Fact]
    public async Task An_operation_can_be_held_resumed_and_cancelled()
    {
        var definition = await DeployAsync("a", "b");
        var instances = await StartAsync(3);
        await Test.ReopenAsync(workers: false);
        var cancel = new CreateBatch { Type = BatchTypes.Cancel, Filter = SearchRequest.Where("processDefinitionKey", definition) };
        var (held, dropped) = (await CreateAsync(cancel), await CreateAsync(cancel));
        (await Engine.Batches.SuspendAsync(held, ct: Ct)).IsOk.ShouldBeTrue();
        (await Engine.Batches.CancelAsync(dropped, ct: Ct)).IsOk.ShouldBeTrue();
        await Engine.StartAsync(Ct);
        await EndedAsync(await CreateAsync(cancel with { Filter = SearchRequest.Where("processInstanceKey", 1) }));

        (await Test.StateOfAsync(instances[0])).ShouldBe(InstanceStates.Active);
        (await Engine.Batches.ResumeAsync(dropped, ct: Ct)).Failure.Kind.ShouldBe(FailureKind.Conflict);
        (await Engine.Batches.ResumeAsync(1, ct: Ct)).Failure.Kind.ShouldBe(FailureKind.NotFound);
        (await Engine.Batches.ResumeAsync(held, ct: Ct)).IsOk.ShouldBeTrue();
        (await EndedAsync(held)).Completed.ShouldBe(3);
    }

    [Fact]
    public async Task Other_commands_stay_quick_while_many_instances_go_over()
    {
        var first = await DeployAsync("a", "b");
        await StartAsync(600);
        var second = await DeployAsync("a2", "b2");
        var own = await Test.StartAsync("order");

        var key = await CreateAsync(new CreateBatch
        {
            Type = BatchTypes.Migrate, Filter = SearchRequest.Where("processDefinitionKey", first), Migration = new MigrateInstances(second, [new ElementMapping("a", "a2")]),
        });
        var since = Stopwatch.GetTimestamp();
        await CompleteAsync(own);
        var took = Stopwatch.GetElapsedTime(since);

        took.ShouldBeLessThan(TimeSpan.FromSeconds(2), "a piece is small, whatever the machine is doing besides");
        (await EndedAsync(key)).Completed.ShouldBe(600);
    }

    private async Task<long> DeployAsync(string first, string second) => (await Test.DeployAsync(Processes.Bpmn(
        "order", Processes.Start() + Processes.UserTask(first) + Processes.UserTask(second) + Processes.End() + Processes.Chain("start", first, second, "end"))))
        .Processes.ShouldHaveSingleItem().ProcessDefinitionKey;

    private async Task<long[]> StartAsync(int count) => await Task.WhenAll(Enumerable.Range(0, count).Select(_ => Test.StartAsync("order")));

    private async Task CompleteAsync(long instance) => (await Engine.UserTasks.CompleteAsync((await Test.TaskOfAsync(instance)).UserTaskKey, ct: Ct)).IsOk.ShouldBeTrue();

    private async Task<long> CreateAsync(CreateBatch create)
    {
        var created = await Engine.Batches.CreateAsync(create, "operator", ct: Ct);
        created.IsOk.ShouldBeTrue(created.ToString());
        return created.Value;
    }

    private async Task<BatchOperationRow> EndedAsync(long key)
    {
        await Eventually.Async(async () => (await Engine.Batches.GetAsync(key, Ct))!.State.ShouldBe(BatchStates.Completed));
        return (await Engine.Batches.GetAsync(key, Ct))!;
    }
}
