using AfterSales.Engine.Commits;
using AfterSales.Engine.Deletion;
using AfterSales.Engine.Deployments;
using AfterSales.Engine.Instances;
using AfterSales.Engine.Messages;
using AfterSales.Engine.Search;
using AfterSales.Engine.Tests.Support;
using AfterSales.Feel.Values;
using Dapper;
using Shouldly;
using Xunit;

namespace AfterSales.Engine.Tests.Suites;

/// <summary>What may be deleted, and that nothing of it is left; and what was received before.</summary>
public abstract class DeletionSuite : EngineSuite
{
    private long _kept;

    private protected override void Arrange(TestEngine test) => test.HistoryGuards.Add(new Keeper(this));

    [Fact]
    public async Task An_ended_instance_is_deleted_with_all_it_called_and_leaves_no_row()
    {
        await Test.DeployAsync(Processes.OneTask(), Processes.OneCall());
        var caller = await Test.StartAsync("one-call", TestEngine.Of(("a", FeelValue.Of(1))));
        var task = await Eventually.ValueAsync(async () => await Test.TasksAsync(SearchRequest.Where("processDefinitionId", "one-task")) is [var first, ..] ? first : null);
        (await Engine.Instances.DeleteAsync(caller, ct: Ct)).Failure.Kind.ShouldBe(FailureKind.Conflict, "it runs");
        (await Engine.UserTasks.AssignAsync(task.UserTaskKey, "ann", ct: Ct)).IsOk.ShouldBeTrue();
        await Engine.UserTasks.CompleteAsync(task.UserTaskKey, ct: Ct);
        await Test.EndsAsync(caller);
        (await Engine.Instances.DeleteAsync(task.ProcessInstanceKey, ct: Ct)).Failure.Message.ShouldContain($"belongs to {caller}");

        (await Engine.Instances.DeleteAsync(caller, ct: Ct)).IsOk.ShouldBeTrue();

        (await Engine.Instances.DeleteAsync(caller, ct: Ct)).Failure.Kind.ShouldBe(FailureKind.NotFound);
        foreach (var table in new[] { "process_instances", "element_instances", "variables", "flows_taken", "user_tasks", "user_task_changes", "instance_states" })
            (await RowsAsync($"engine_{table}")).ShouldBe(0, table);
    }

    [Fact]
    public async Task What_a_guard_keeps_stays_one_by_one_and_in_a_batch()
    {
        await Test.DeployAsync(Processes.OneTask());
        var keys = new List<long>();
        for (var i = 0; i < 3; i++)
        {
            keys.Add(await Test.StartAsync("one-task"));
            await Engine.Instances.CancelAsync(keys[i], ct: Ct);
        }
        var running = await Test.StartAsync("one-task");
        _kept = keys[1];

        (await Engine.Instances.DeleteAsync(keys[1], ct: Ct)).Failure.ShouldBe(Failure.Conflict("It is evidence."));
        var batch = (await Engine.Batches.CreateAsync(new() { Type = Batches.BatchTypes.DeleteInstance, Filter = SearchRequest.Where("processDefinitionId", "one-task") }, ct: Ct)).Value;

        await Eventually.Async(async () => (await Engine.Batches.GetAsync(batch, Ct))!.State.ShouldBe(Batches.BatchStates.Completed));
        var row = (await Engine.Batches.GetAsync(batch, Ct))!;
        (row.Total, row.Completed, row.Failed).ShouldBe((3, 2, 1));
        TestEngine.Items(await Engine.Instances.SearchAsync(new SearchRequest(), Ct)).Select(left => left.ProcessInstanceKey).ShouldBe([keys[1], running]);
        TestEngine.Items(await Engine.Batches.SearchItemsAsync(SearchRequest.Where("batchOperationKey", batch).And("state", "FAILED"), Ct))
            .ShouldHaveSingleItem().ErrorMessage.ShouldBe("It is evidence.");
    }

    [Fact]
    public async Task A_process_that_is_taken_back_begins_nothing_and_the_version_before_takes_its_starts()
    {
        var old = (await Test.DeployAsync(ByMessage("first"))).Processes.Single();
        var young = (await Test.DeployAsync(ByMessage("second"))).Processes.Single();
        await Engine.Messages.PublishAsync(new PublishMessage("go", "a"), ct: Ct);
        var running = await Eventually.ValueAsync(async () => TestEngine.Items(await Engine.Instances.SearchAsync(new SearchRequest(), Ct)) is [var first, ..] ? first : null);
        running.ProcessDefinitionKey.ShouldBe(young.ProcessDefinitionKey);

        (await Engine.Deployments.DeleteAsync(young.ProcessDefinitionKey, withHistory: false, ct: Ct)).IsOk.ShouldBeTrue();

        (await Engine.Deployments.GetProcessAsync(young.ProcessDefinitionKey, Ct))!.State.ShouldBe(DefinitionStates.Draining, "its instance goes on");
        await Engine.UserTasks.CompleteAsync((await Test.TaskOfAsync(running.ProcessInstanceKey)).UserTaskKey, ct: Ct);
        await Test.EndsAsync(running.ProcessInstanceKey);
        (await Engine.Deployments.GetProcessAsync(young.ProcessDefinitionKey, Ct))!.State.ShouldBe(DefinitionStates.Deleted);
        (await Engine.Instances.CreateAsync(new CreateInstance { DefinitionKey = young.ProcessDefinitionKey }, ct: Ct)).Failure.Kind.ShouldBe(FailureKind.NotFound);
        (await Engine.Instances.CreateAsync(new CreateInstance { ProcessId = "starting", Version = 2 }, ct: Ct)).Failure.Kind.ShouldBe(FailureKind.NotFound);
        await Engine.Messages.PublishAsync(new PublishMessage("go", "b"), ct: Ct);
        await Eventually.Async(async () => TestEngine.Items(await Engine.Instances.SearchAsync(SearchRequest.Where("businessKey", "b"), Ct)).ShouldHaveSingleItem().ProcessDefinitionKey.ShouldBe(old.ProcessDefinitionKey));
        await Test.ReopenAsync();
        (await Test.DeployAsync(ByMessage("third"))).Processes.Single().Version.ShouldBe(3);
        (await Engine.Deployments.DeleteAsync(young.ProcessDefinitionKey, withHistory: false, ct: Ct)).Failure.Kind.ShouldBe(FailureKind.NotFound);
    }

    [Fact]
    public async Task A_form_that_is_taken_back_gives_way_to_the_version_before()
    {
        var first = (await Test.DeployAsync(Processes.Resource("f.form", Processes.Form("f")))).Forms.Single();
        var second = (await Test.DeployAsync(Processes.Resource("f.form", Processes.Form("f", """{"type":"textfield","id":"t","key":"t"}""")))).Forms.Single();

        (await Engine.Deployments.DeleteAsync(second.FormKey, withHistory: true, ct: Ct)).Value.BatchKey.ShouldBeNull("forms have no history");

        (await Engine.Deployments.LatestFormAsync("f", Ct))!.FormKey.ShouldBe(first.FormKey);
        (await Engine.Deployments.GetResourceAsync(first.FormKey, Ct)).ShouldBe(new ResourceRow(first.FormKey, "f", "f.form", 1, null));
        (await Engine.Deployments.GetResourceAsync(second.FormKey, Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task Received_messages_are_kept_with_who_received_them()
    {
        await Test.DeployAsync(Processes.OneMessage(), ByMessage("begun"));
        var waiting = await Test.StartAsync("one-message", TestEngine.Of(("key", FeelValue.Of("k"))));
        var told = (await Engine.Messages.CorrelateAsync(new PublishMessage("answer", "k"), ct: Ct)).Value;
        await Test.EndsAsync(waiting);
        await Engine.Messages.PublishAsync(new PublishMessage("go", "s"), ct: Ct);

        var rows = await Eventually.ValueAsync(async () => TestEngine.Items(await Engine.Messages.SearchCorrelatedAsync(new SearchRequest(), Ct)) is { Count: 2 } both ? both : null);
        rows.Select(row => (row.MessageName, row.CorrelationKey, row.ElementId, row.ElementInstanceKey is null)).ShouldBe([("answer", "k", "ask", false), ("go", "s", "start", true)]);
        (rows[0].ProcessInstanceKey, rows[0].MessageKey).ShouldBe((waiting, told.MessageKey));
    }

    private static DeploymentResource ByMessage(string task) => Processes.Bpmn(
        "starting",
        """<bpmn:startEvent id="start"><bpmn:messageEventDefinition id="d" messageRef="m" /></bpmn:startEvent>""" + Processes.UserTask(task) + Processes.End()
        + Processes.Chain("start", task, "end"),
        """<bpmn:message id="m" name="go" />""");

    private Task<long> RowsAsync(string table) => Engine.ReadAsync(db => db.ExecuteScalar<long>($"SELECT COUNT(*) FROM {table}"), Ct);

    private sealed class Keeper(DeletionSuite suite) : IHistoryGuard
    {
        public string? Refusal(CommitContext commit, long processInstanceKey) => processInstanceKey == suite._kept ? "It is evidence." : null;
    }
}
