using AfterSales.Engine.Commits;
using AfterSales.Engine.Instances;
using AfterSales.Engine.Jobs;
using AfterSales.Engine.Messages;
using AfterSales.Engine.Search;
using AfterSales.Engine.Tests.Support;
using AfterSales.Engine.UserTasks;
using AfterSales.Feel.Values;
using Dapper;
using Shouldly;
using Xunit;

namespace AfterSales.Engine.Tests.Suites;

/// <summary>
/// Systematic where the crash test is random: one case is played once for every command in it, and each time that command fails
/// just before its commit. Whoever asked asks again; in the end the case must look as if nothing had happened.
/// </summary>
public abstract class FaultSuite : EngineSuite
{
    private int _observed;
    private int _failAt = int.MaxValue;

    private protected override void Arrange(TestEngine test)
    {
        test.Observers.Add(new Observing(_ =>
        {
            if (Interlocked.Increment(ref _observed) == _failAt)
                throw new InvalidOperationException($"the fault at command {_failAt}");
        }));
        test.JobHandlers.Add(new Handling("work", _ => JobOutcome.Complete(null, commit => Note(commit))));
    }

    [Fact]
    public async Task A_case_ends_the_same_whichever_of_its_commands_fails_once()
    {
        await Engine.WriteAsync(commit => { commit.Connection.Execute("CREATE TABLE worked (instance_key BIGINT NOT NULL)", transaction: commit.Transaction); }, ct: Ct);
        var steps = Processes.Start() + Processes.UserTask("ask") + Processes.ServiceTask("work", "work", retries: 2) + Processes.Call("call", "part")
            + Processes.MessageCatch("reply", "m1") + Processes.End() + Processes.Chain("start", "ask", "work", "call", "reply", "end");
        await Test.DeployAsync(
            Processes.Bpmn("case", steps, Processes.Message("m1", "answer", "=key")),
            Processes.Bpmn("part", Processes.Start() + Processes.Timer("cool", "PT1H") + Processes.End() + Processes.Chain("start", "cool", "end")));

        _observed = 0;
        var undisturbed = await PlayAsync("undisturbed");
        var commands = _observed;
        commands.ShouldBe(7, "start, completion, job, start and timer and end of the called part, message");

        for (var n = 1; n <= commands; n++)
        {
            (_observed, _failAt) = (0, n);
            (await PlayAsync($"fault-{n}")).ShouldBe(undisturbed, $"the fault at command {n} must leave no trace");
            _observed.ShouldBeGreaterThanOrEqualTo(n, "the fault must have happened");
            _failAt = int.MaxValue;
        }
    }

    /// <summary>Plays one case as people, clocks and message senders would, asking again until it has ended.</summary>
    /// <returns>Everything the case left behind, without keys and times.</returns>
    private async Task<string> PlayAsync(string key)
    {
        var instance = 0L;
        await RetryAsync(async () => instance = await Test.StartAsync("case", TestEngine.Of(("key", FeelValue.Of(key))), key));
        await Eventually.Async(async () =>
        {
            foreach (var task in await Test.TasksAsync(SearchRequest.Where("processInstanceKey", instance).And("state", UserTaskStates.Created)))
                await RetryAsync(() => Engine.UserTasks.CompleteAsync(task.UserTaskKey, by: "ann", ct: Ct));
            if (TestEngine.Items(await Engine.Messages.SearchSubscriptionsAsync(SearchRequest.Where("correlationKey", key), Ct)).Count > 0)
                await RetryAsync(() => Engine.Messages.PublishAsync(new PublishMessage("answer", key) { MessageId = key, TimeToLive = TimeSpan.FromDays(999) }, ct: Ct));
            // Timers, back-offs and postponed requests all wait for the clock.
            Test.Clock.Advance(TimeSpan.FromHours(1));
            (await Test.StateOfAsync(instance)).ShouldBe(InstanceStates.Completed);
        });
        return await Engine.ReadAsync(db => string.Join('\n', db.Query<string>(
            """
            WITH family AS (SELECT instance_key, process_id, state FROM engine_process_instances WHERE root_instance_key = @instance)
            SELECT process_id || ' ' || state FROM family
            UNION ALL SELECT e.element_id || ' ' || e.state FROM engine_element_instances e JOIN family f ON f.instance_key = e.instance_key
            UNION ALL SELECT fl.flow_id || ' ' || fl.taken FROM engine_flows_taken fl JOIN family f ON f.instance_key = fl.instance_key
            UNION ALL SELECT 'task ' || t.state || ' ' || t.completed_by FROM engine_user_tasks t JOIN family f ON f.instance_key = t.instance_key
            UNION ALL SELECT 'job ' || j.state FROM engine_jobs j JOIN family f ON f.instance_key = j.instance_key
            UNION ALL SELECT 'worked' FROM worked w JOIN family f ON f.instance_key = w.instance_key
            UNION ALL SELECT 'timer' FROM engine_timers t JOIN family f ON f.instance_key = t.instance_key
            UNION ALL SELECT 'subscription' FROM engine_message_subscriptions s JOIN family f ON f.instance_key = s.instance_key
            UNION ALL SELECT 'state' FROM engine_instance_states s JOIN family f ON f.instance_key = s.instance_key
            UNION ALL SELECT 'outbox ' || kind FROM engine_outbox
            ORDER BY 1
            """,
            new { instance })), Ct);
    }

    private static async Task RetryAsync(Func<Task> command)
    {
        try
        {
            await command();
        }
        catch (CommandFailedException)
        {
            await command();
        }
    }

    private static void Note(CommitContext commit) => commit.Connection.Execute(
        "INSERT INTO worked (instance_key) VALUES (@Key)", new { Key = commit.Instance!.ProcessInstanceKey }, commit.Transaction);
}
