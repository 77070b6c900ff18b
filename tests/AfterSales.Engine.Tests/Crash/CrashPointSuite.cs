using System.Collections.Concurrent;
using System.Diagnostics;
using AfterSales.Bpmn.Interpretation;
using AfterSales.Engine.Commits;
using AfterSales.Engine.Instances;
using AfterSales.Engine.Jobs;
using AfterSales.Engine.Messages;
using AfterSales.Engine.Outbox;
using AfterSales.Engine.Search;
using AfterSales.Engine.Storage;
using AfterSales.Engine.Tests.Suites;
using AfterSales.Engine.Tests.Support;
using AfterSales.Engine.UserTasks;
using AfterSales.Feel.Values;
using Dapper;
using Shouldly;
using Xunit;

namespace AfterSales.Engine.Tests.Crash;

/// <summary>
/// Systematic where the crash test is random: each scenario (<see cref="CrashScenarios"/>) is played once for every commit and every send in it, and each
/// time the program dies there and is started again. People look what became of what they did and
/// do again what is not there; in the end the case looks as if nothing had happened, and every mail was sent under one id.
/// </summary>
public abstract class CrashPointSuite : EngineSuite
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly ConcurrentQueue<(long Key, string Case)> _sent = new();
    private DyingStore _store = null!;
    private int _deaths;

    protected abstract IEngineStore NewLivingStore();

    protected sealed override IEngineStore NewStore() => _store = new DyingStore(NewLivingStore());

    /// <summary>What time does to a dead program: where several share a database its lease ends.</summary>
    protected virtual void LetItsLeaseEnd()
    {
    }

    private protected override void Arrange(TestEngine test)
    {
        test.Observers.Add(Observing.Effects<UserTaskCreated>((commit, _) => commit.Outbox.Enqueue("mail", commit.Instance!.BusinessKey!)));
        test.JobHandlers.Add(new Handling("work", _ => JobOutcome.Complete(null, Note)));
        test.JobHandlers.Add(new Handling("undo", _ => JobOutcome.Complete(null, Note)));
        test.OutboxHandlers.Add(new Delivering("mail", item =>
        {
            _store.Pass(CrashPoint.BeforeSend);
            _sent.Enqueue((item.Key, item.Payload));
            _store.Pass(CrashPoint.AfterSend);
            return OutboxOutcome.Delivered;
        }));
    }

    [Theory]
    [InlineData(CrashPoint.BeforeCommit, CrashScenario.InARow)]
    [InlineData(CrashPoint.AfterCommit, CrashScenario.InARow)]
    [InlineData(CrashPoint.BeforeSend, CrashScenario.InARow)]
    [InlineData(CrashPoint.AfterSend, CrashScenario.InARow)]
    [InlineData(CrashPoint.BeforeCommit, CrashScenario.SideBySide)]
    [InlineData(CrashPoint.AfterCommit, CrashScenario.SideBySide)]
    [InlineData(CrashPoint.BeforeSend, CrashScenario.SideBySide)]
    [InlineData(CrashPoint.AfterSend, CrashScenario.SideBySide)]
    public async Task A_case_ends_the_same_wherever_the_program_dies_once(CrashPoint point, CrashScenario scenario)
    {
        await Engine.WriteAsync(commit => { commit.Connection.Execute("CREATE TABLE worked (instance_key BIGINT NOT NULL)", transaction: commit.Transaction); }, ct: Ct);
        await Test.DeployAsync(CrashScenarios.Of(scenario));
        var undisturbed = await PlayAsync("undisturbed");

        var crashes = 0;
        for (var n = 1; ; n++)
        {
            var key = $"{point}-{n}";
            _store.DieAt(point, n);
            var deaths = _deaths;
            (await PlayAsync(key)).ShouldBe(undisturbed, $"dying at {point} number {n} must leave no trace");
            _sent.Where(mail => mail.Case == key).Select(mail => mail.Key).Distinct().Count().ShouldBe(1, "every try bears the same id");
            _sent.Count(mail => mail.Case == key).ShouldBeLessThanOrEqualTo(2, "sent again only when it was not known that it was sent");
            if (_deaths == deaths)
                break;
            crashes++;
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{crashes} crashes {point}");
        crashes.ShouldBeGreaterThanOrEqualTo(point is CrashPoint.BeforeSend or CrashPoint.AfterSend ? 1 : 7, "the case has at least so many such moments");
    }

    /// <summary>Plays one case to its end, starting the program again when it died.</summary>
    /// <returns>Everything the case left behind, without keys and times.</returns>
    private async Task<string> PlayAsync(string key)
    {
        var since = Stopwatch.GetTimestamp();
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (true)
        {
            try
            {
                if (await GoOnAsync(key))
                    return await RemainsAsync(key);
            }
            catch (Exception died) when (_store.IsDead && died is CommandFailedException or DeathException)
            {
                // Nobody was told what became of it.
            }
            if (_store.IsDead)
                await RiseAsync();
            (Stopwatch.GetElapsedTime(since) < Limit).ShouldBeTrue($"the case {key} stopped");
            await beat.WaitForNextTickAsync(Ct);
        }
    }

    private async Task RiseAsync()
    {
        _deaths++;
        await Test.CloseAsync();
        LetItsLeaseEnd();
        await Test.OpenAsync();
    }

    /// <summary>Does what the case waits for; true when it has ended and its mail is known to be sent.</summary>
    private async Task<bool> GoOnAsync(string key)
    {
        if (TestEngine.Items(await Engine.Instances.SearchAsync(SearchRequest.Where("businessKey", key).And("processDefinitionId", "case"), Ct)) is not [var instance])
        {
            await Test.StartAsync("case", TestEngine.Of(("key", FeelValue.Of(key))), key);
            return false;
        }
        foreach (var task in await Test.TasksAsync(SearchRequest.Where("processInstanceKey", instance.ProcessInstanceKey).And("state", UserTaskStates.Created)))
            await Engine.UserTasks.CompleteAsync(task.UserTaskKey, by: "ann", ct: Ct);
        if (TestEngine.Items(await Engine.Messages.SearchSubscriptionsAsync(SearchRequest.Where("correlationKey", key), Ct)).Count > 0)
            await Engine.Messages.PublishAsync(new PublishMessage("answer", key) { MessageId = key, TimeToLive = TimeSpan.FromDays(999) }, ct: Ct);
        // Timers, back-offs and postponed requests all wait for the clock.
        Test.Clock.Advance(TimeSpan.FromHours(1));
        return instance.State == InstanceStates.Completed
            && (await Engine.Outbox.SearchAsync(SearchRequest.Where("state", OutboxStates.Pending), Ct)).Value.TotalItems == 0;
    }

    private Task<string> RemainsAsync(string key) => Engine.ReadAsync(db => string.Join('\n', db.Query<string>(
        """
        WITH family AS (
            SELECT c.instance_key, c.process_id, c.state FROM engine_process_instances c
            JOIN engine_process_instances r ON r.instance_key = c.root_instance_key WHERE r.business_key = @key)
        SELECT process_id || ' ' || state FROM family
        UNION ALL SELECT e.element_id || ' ' || e.state FROM engine_element_instances e JOIN family f ON f.instance_key = e.instance_key
        UNION ALL SELECT fl.flow_id || ' ' || fl.taken FROM engine_flows_taken fl JOIN family f ON f.instance_key = fl.instance_key
        UNION ALL SELECT 'task ' || t.state || ' ' || t.completed_by FROM engine_user_tasks t JOIN family f ON f.instance_key = t.instance_key
        UNION ALL SELECT 'job ' || j.state FROM engine_jobs j JOIN family f ON f.instance_key = j.instance_key
        UNION ALL SELECT 'worked' FROM worked w JOIN family f ON f.instance_key = w.instance_key
        UNION ALL SELECT 'timer' FROM engine_timers t JOIN family f ON f.instance_key = t.instance_key
        UNION ALL SELECT 'subscription' FROM engine_message_subscriptions s JOIN family f ON f.instance_key = s.instance_key
        UNION ALL SELECT 'state' FROM engine_instance_states s JOIN family f ON f.instance_key = s.instance_key
        UNION ALL SELECT 'mail ' || o.state FROM engine_outbox o WHERE o.kind = 'mail' AND o.payload = @key
        UNION ALL SELECT 'left over ' || o.kind FROM engine_outbox o WHERE o.kind <> 'mail'
        ORDER BY 1
        """,
        new { key })), Ct);

    private static void Note(CommitContext commit) => commit.Connection.Execute(
        "INSERT INTO worked (instance_key) VALUES (@Key)", new { Key = commit.Instance!.ProcessInstanceKey }, commit.Transaction);
}
