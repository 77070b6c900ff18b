using System.Collections.Concurrent;
using AfterSales.Engine.Broadcasting;
using AfterSales.Engine.Instances;
using AfterSales.Engine.Jobs;
using AfterSales.Engine.Messages;
using AfterSales.Engine.Outbox;
using AfterSales.Engine.Search;
using AfterSales.Engine.Tests.Postgres;
using AfterSales.Engine.Tests.Support;
using AfterSales.Feel.Values;
using Dapper;
using Shouldly;
using Xunit;

namespace AfterSales.Engine.Tests.Nodes;

/// <summary>Two engines on one database share the work, and none of it is done twice.</summary>
public sealed class NodesTests : IAsyncLifetime
{
    private readonly PostgresPlace _place = new();
    private readonly ConcurrentQueue<(string Node, long Key)> _worked = new();
    private readonly ConcurrentQueue<(string Node, long Key)> _sent = new();
    private TestEngine _a = null!;
    private TestEngine _b = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _a = await OpenAsync("a");
        _b = await OpenAsync("b");
    }

    public async ValueTask DisposeAsync()
    {
        await _a.DisposeAsync();
        await _b.DisposeAsync();
        _place.Dispose();
    }

    [Fact]
    public async Task Timers_that_are_due_at_once_fire_once_each()
    {
        await _a.DeployAsync(Processes.OneTimer());
        var instances = await Task.WhenAll(Enumerable.Range(0, 250).Select(i => (i % 2 == 0 ? _a : _b).StartAsync("one-timer")));

        foreach (var node in new[] { _a, _b })
            node.Clock.Advance(TimeSpan.FromHours(2));

        await Eventually.Async(async () => (await ActiveAsync()).ShouldBe(0));
        var passes = await _a.Engine.ReadAsync(
            db => db.Query<long>("SELECT COUNT(*) FROM engine_element_instances WHERE element_id = 'wait' AND state = 'COMPLETED' GROUP BY instance_key").ToList(), Ct);
        passes.Count.ShouldBe(instances.Length);
        passes.ShouldAllBe(times => times == 1);
    }

    [Fact]
    public async Task Jobs_of_handlers_on_both_nodes_are_worked_once_each()
    {
        await _a.DeployAsync(Processes.OneJob());
        var instances = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => (i % 2 == 0 ? _a : _b).StartAsync("one-job")));

        await Eventually.Async(async () => (await ActiveAsync()).ShouldBe(0));

        _worked.Select(job => job.Key).Distinct().Count().ShouldBe(instances.Length);
        _worked.Count.ShouldBe(instances.Length, "no job is handed out twice");
        _worked.Select(job => job.Node).Distinct().Count().ShouldBe(2, "both nodes take part");
    }

    [Fact]
    public async Task Items_of_the_outbox_are_delivered_once_each()
    {
        await _a.Engine.WriteAsync(
            commit =>
            {
                for (var i = 0; i < 120; i++)
                    commit.Outbox.Enqueue("mail", $"{i}");
            }, ct: Ct);

        await Eventually.Async(async () => (await _a.Engine.Outbox.SearchAsync(SearchRequest.Where("state", OutboxStates.Delivered), Ct)).Value.TotalItems.ShouldBe(120));

        _sent.Count.ShouldBe(120);
        _sent.Select(item => item.Key).Distinct().Count().ShouldBe(120);
    }

    [Fact]
    public async Task An_instance_that_both_nodes_move_in_turn_keeps_one_state()
    {
        await _a.DeployAsync(Processes.OneTask());
        var instance = await _a.StartAsync("one-task");
        for (var i = 0; i < 20; i++)
            (await (i % 2 == 0 ? _b : _a).Engine.Variables.SetAsync(instance, TestEngine.Of(($"v{i}", FeelValue.Of(i))), ct: Ct)).IsOk.ShouldBeTrue();
        var task = await _a.TaskOfAsync(instance);

        var outcomes = await Task.WhenAll(_a.Engine.UserTasks.CompleteAsync(task.UserTaskKey, ct: Ct), _b.Engine.UserTasks.CompleteAsync(task.UserTaskKey, ct: Ct));

        outcomes.Count(outcome => outcome.IsOk).ShouldBe(1, "one of two who complete the same task at once does");
        (await _b.StateOfAsync(instance)).ShouldBe(InstanceStates.Completed);
        (await _a.VariableAsync(instance, "v19")).ShouldBe(FeelValue.Of(19));
    }

    [Fact]
    public async Task A_message_finds_an_instance_that_begins_to_wait_at_the_same_moment_on_another_node()
    {
        await _a.DeployAsync(Processes.OneMessage());

        await Task.WhenAll(Enumerable.Range(0, 60).SelectMany(i => new Task[]
        {
            _a.StartAsync("one-message", TestEngine.Of(("key", FeelValue.Of($"k{i}")))),
            _b.Engine.Messages.PublishAsync(new PublishMessage("answer", $"k{i}") { TimeToLive = TimeSpan.FromHours(1) }, ct: Ct),
        }));

        await Eventually.Async(async () => (await ActiveAsync()).ShouldBe(0));
    }

    [Fact]
    public async Task Messages_on_both_nodes_at_the_same_moment_begin_one_instance_per_correlation_key()
    {
        await _a.DeployAsync(Processes.MessageBegins(), Processes.TwoMessagesBegin());
        const int keys = 40;

        await Task.WhenAll(Enumerable.Range(0, keys).SelectMany(i => new[]
        {
            PublishAsync(_a, "asked", i), PublishAsync(_b, "asked", i), PublishAsync(_a, "ordered", i), PublishAsync(_b, "paid", i),
        }));

        await Eventually.Async(async () =>
        {
            (await CountAsync("message-begins", "ACTIVE")).ShouldBe(keys);
            (await CountAsync("two-messages-begin", "COMPLETED")).ShouldBe(keys);
        });
        (await _a.Engine.Instances.SearchAsync(new SearchRequest(), Ct)).Value.TotalItems.ShouldBe(2 * keys, "no message began a second one");
        (await _a.Engine.ReadAsync(db => db.ExecuteScalar<long>("SELECT COUNT(*) FROM engine_message_instances"), Ct)).ShouldBe(keys, "what has ended holds no place");
    }

    private static async Task PublishAsync(TestEngine node, string name, int key) => (await node.Engine.Messages.PublishAsync(
        new PublishMessage(name, $"k{key}") { Variables = TestEngine.Of(("key", FeelValue.Of($"k{key}")), ("who", FeelValue.Of("somebody"))) }, ct: Ct)).IsOk.ShouldBeTrue();

    private async Task<long> CountAsync(string process, string state) =>
        (await _a.Engine.Instances.SearchAsync(SearchRequest.Where("processDefinitionId", process).And("state", state), Ct)).Value.TotalItems;

    [Fact]
    public async Task An_end_that_another_node_wrote_is_told_to_who_waits_for_it()
    {
        await _a.DeployAsync(Processes.OneTask());

        var awaited = _a.Engine.Instances.CreateAndAwaitAsync(new CreateInstance { ProcessId = "one-task" }, TimeSpan.FromSeconds(30), [], ct: Ct);
        await Eventually.Async(async () => (await _b.TasksAsync(new SearchRequest())).Count.ShouldBe(1));
        (await _b.Engine.UserTasks.CompleteAsync((await _b.TasksAsync(new SearchRequest()))[0].UserTaskKey, TestEngine.Of(("by", FeelValue.Of("b"))), ct: Ct)).IsOk.ShouldBeTrue();

        var result = (await awaited).Value;
        result.State.ShouldBe(InstanceStates.Completed);
        result.Variables.ShouldHaveSingleItem().Value.ShouldBe("\"b\"");
    }

    [Fact]
    public async Task A_signal_broadcast_on_one_node_is_heard_once_by_every_instance_whoever_began_it()
    {
        await _a.DeployAsync(Processes.Bpmn(
            "waiting",
            Processes.Start() + """<bpmn:intermediateCatchEvent id="wait"><bpmn:signalEventDefinition id="d" signalRef="s1" /></bpmn:intermediateCatchEvent>""" + Processes.End() + Processes.Chain("start", "wait", "end"),
            """<bpmn:signal id="s1" name="recall" />"""));
        var instances = await Task.WhenAll(Enumerable.Range(0, 120).Select(i => (i % 2 == 0 ? _a : _b).StartAsync("waiting")));

        (await _b.Engine.Signals.BroadcastAsync(new BroadcastSignal("recall"), ct: Ct)).IsOk.ShouldBeTrue();

        await Eventually.Async(async () => (await ActiveAsync()).ShouldBe(0));
        (await _a.Engine.History.SearchElementsAsync(SearchRequest.Where("elementId", "end"), Ct)).Value.TotalItems.ShouldBe(instances.Length);
    }

    [Fact]
    public async Task Numbers_counted_in_commits_of_both_nodes_have_no_gap_and_no_double()
    {
        await _a.Engine.WriteAsync(commit => { commit.Connection.Execute("CREATE TABLE numbers (number BIGINT NOT NULL)", transaction: commit.Transaction); }, ct: Ct);

        var numbers = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => (i % 2 == 0 ? _a : _b).Engine.WriteAsync(
            commit => commit.Connection.ExecuteScalar<long>(
                "INSERT INTO numbers (number) SELECT COALESCE(MAX(number), 0) + 1 FROM numbers RETURNING number", transaction: commit.Transaction), ct: Ct)));

        numbers.Order().ShouldBe(Enumerable.Range(1, 200).Select(i => (long)i));
    }

    [Fact]
    public async Task What_a_node_had_claimed_is_done_by_the_other_when_its_lease_ends()
    {
        await _b.CloseAsync();
        // A node that died: it holds a job, a timer and a mail, and says nothing more.
        await _a.CloseAsync();
        _a = await OpenAsync("a", workers: false);
        await _a.DeployAsync(Processes.OneJob(), Processes.OneTimer());
        var job = await _a.StartAsync("one-job");
        var timer = await _a.StartAsync("one-timer");
        await _a.Engine.WriteAsync(
            commit =>
            {
                commit.Outbox.Enqueue("mail", "left");
                foreach (var sql in new[]
                {
                    "INSERT INTO engine_nodes (node_number, epoch, worker, host, joined_at, lease_until) VALUES (500, 500, 'dead/500', 'h', 0, 0)",
                    "UPDATE engine_timers SET claimed_by = 500",
                    "UPDATE engine_outbox SET claimed_by = 500",
                    "UPDATE engine_jobs SET worker = 'dead/500', state = 'ACTIVATED', deadline = 9999999999999, available_at = 9999999999999",
                })
                    commit.Connection.Execute(sql, transaction: commit.Transaction);
            }, ct: Ct);
        _a.Clock.Advance(TimeSpan.FromHours(2));

        await _a.Engine.StartAsync(Ct);

        await _a.EndsAsync(job);
        await _a.EndsAsync(timer);
        await Eventually.Async(() =>
        {
            _sent.Count.ShouldBe(1);
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task The_result_of_a_job_that_was_given_to_another_node_meanwhile_is_refused()
    {
        var began = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        await _b.CloseAsync();
        await _a.CloseAsync();
        _a = new TestEngine(_place.New);
        _a.JobHandlers.Add(new Slow(began, goOn.Task));
        await _a.OpenAsync();
        await _a.DeployAsync(Processes.OneJob());
        var instance = await _a.StartAsync("one-job");
        await began.Task.WaitAsync(TimeSpan.FromSeconds(15), Ct);
        await _a.Engine.WriteAsync(commit => { commit.Connection.Execute("UPDATE engine_jobs SET worker = 'other/77'", transaction: commit.Transaction); }, ct: Ct);

        goOn.SetResult();
        // The handler's report and this command pass the same writer in their order.
        await _a.Engine.StopAsync();

        (await _a.StateOfAsync(instance)).ShouldBe(InstanceStates.Active);
        (await _a.JobOfAsync(instance)).Worker.ShouldBe("other/77");
    }

    private async Task<long> ActiveAsync() => (await _a.Engine.Instances.SearchAsync(SearchRequest.Where("state", InstanceStates.Active), Ct)).Value.TotalItems;

    private async Task<TestEngine> OpenAsync(string name, bool workers = true)
    {
        var engine = new TestEngine(_place.New, new EngineOptions { JobConcurrency = 4, TimerBatch = 20 });
        engine.JobHandlers.Add(new Handling("work", job =>
        {
            _worked.Enqueue((name, job.JobKey));
            return JobOutcome.Complete();
        }));
        engine.OutboxHandlers.Add(new Delivering("mail", item =>
        {
            _sent.Enqueue((name, item.Key));
            return OutboxOutcome.Delivered;
        }));
        return await engine.OpenAsync(workers);
    }

    private sealed class Slow(TaskCompletionSource began, Task goOn) : IJobHandler
    {
        public string JobType => "work";

        public async ValueTask<JobOutcome> HandleAsync(ActivatedJob job, CancellationToken ct)
        {
            began.TrySetResult();
            await goOn;
            return JobOutcome.Complete();
        }
    }
}
