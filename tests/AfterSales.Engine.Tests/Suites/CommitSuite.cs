using AfterSales.Bpmn.Interpretation;
using AfterSales.Engine.Instances;
using AfterSales.Engine.Search;
using AfterSales.Engine.Tests.Support;
using AfterSales.Engine.UserTasks;
using AfterSales.Feel.Values;
using Dapper;
using Shouldly;
using Xunit;

namespace AfterSales.Engine.Tests.Suites;

/// <summary>What observers, callers' own rows and domain writes may count on.</summary>
public abstract class CommitSuite : EngineSuite
{
    private const int QueueCapacity = 50;

    private Action<Commits.CommitContext> _observe = _ => { };

    private protected override EngineOptions Options => new() { QueueCapacity = QueueCapacity };

    private protected override void Arrange(TestEngine test) => test.Observers.Add(new Observing(commit => _observe(commit)));

    private Task NotesTableAsync() => Engine.WriteAsync(
        commit => { commit.Connection.Execute("CREATE TABLE notes (text TEXT NOT NULL)", transaction: commit.Transaction); }, ct: Ct);

    private static void Note(Commits.CommitContext commit, string text) =>
        commit.Connection.Execute("INSERT INTO notes (text) VALUES (@text)", new { text }, commit.Transaction);

    private Task<List<string>> NotesAsync() => Engine.ReadAsync(db => db.Query<string>("SELECT text FROM notes ORDER BY text").ToList(), Ct);

    [Fact]
    public async Task An_observer_sees_the_effects_with_instance_process_and_actor_and_its_rows_are_stored_with_them()
    {
        await NotesTableAsync();
        await Test.DeployAsync(Processes.OneTask());
        _observe = commit =>
        {
            foreach (var task in commit.Effects.OfType<UserTaskCreated>())
                Note(commit, $"{commit.Process!.Id} v{commit.Definition!.Version}: {task.ElementId} of {commit.Instance!.BusinessKey} by {commit.Actor}");
        };

        await Engine.Instances.CreateAsync(new CreateInstance { ProcessId = "one-task", BusinessKey = "CMP-1", Actor = "ann" }, ct: Ct);

        (await NotesAsync()).ShouldBe(["one-task v1: task of CMP-1 by ann"]);
    }

    [Fact]
    public async Task An_observer_that_throws_undoes_its_command_and_nothing_else()
    {
        await Test.DeployAsync(Processes.OneTask());
        var poisoned = await Test.StartAsync("one-task", businessKey: "poisoned");
        var healthy = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => Test.StartAsync("one-task", businessKey: $"c{i}")));
        var poisonedTask = await Test.TaskOfAsync(poisoned);
        var tasks = (await Test.TasksAsync(new SearchRequest())).Where(task => task.ProcessInstanceKey != poisoned).ToList();
        _observe = commit =>
        {
            if (commit.Instance?.BusinessKey == "poisoned")
                throw new InvalidOperationException("cannot stand this one");
        };

        // All at once, so that they share commits with the poisoned one.
        var failing = Should.ThrowAsync<CommandFailedException>(() => Engine.UserTasks.CompleteAsync(poisonedTask.UserTaskKey, ct: Ct));
        var outcomes = await Task.WhenAll(tasks.Select(task => Engine.UserTasks.CompleteAsync(task.UserTaskKey, ct: Ct)));

        (await failing).InnerException!.Message.ShouldBe("cannot stand this one");
        outcomes.ShouldAllBe(outcome => outcome.IsOk);
        (await Test.StateOfAsync(poisoned)).ShouldBe(InstanceStates.Active);
        _observe = _ => { };
        (await Engine.UserTasks.CompleteAsync(poisonedTask.UserTaskKey, ct: Ct)).IsOk.ShouldBeTrue("the failed attempt left nothing behind, in the store or in the cache");
        (await Test.StateOfAsync(poisoned)).ShouldBe(InstanceStates.Completed);
        healthy.Length.ShouldBe(30);
    }

    [Fact]
    public async Task Rows_alongside_are_stored_with_the_command_and_come_before_the_observers()
    {
        await NotesTableAsync();
        await Test.DeployAsync(Processes.OneTask());
        _observe = commit => Note(commit, $"2 observer sees {commit.Connection.ExecuteScalar<long>("SELECT COUNT(*) FROM notes", transaction: commit.Transaction)} row");

        await Engine.Instances.CreateAsync(new CreateInstance { ProcessId = "one-task" }, commit => Note(commit, "1 alongside"), Ct);

        (await NotesAsync()).ShouldBe(["1 alongside", "2 observer sees 1 row"]);
    }

    [Fact]
    public async Task Rows_alongside_that_throw_undo_the_command()
    {
        await Test.DeployAsync(Processes.OneTask());

        await Should.ThrowAsync<CommandFailedException>(() => Engine.Instances.CreateAsync(
            new CreateInstance { ProcessId = "one-task" }, _ => throw new InvalidOperationException("no"), Ct));

        TestEngine.Items(await Engine.Instances.SearchAsync(new SearchRequest(), Ct)).ShouldBeEmpty();
        (await Test.TasksAsync(new SearchRequest())).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refused_command_stores_no_rows_and_is_not_observed()
    {
        await NotesTableAsync();
        await Test.DeployAsync(Processes.OneTask());
        var task = await Test.TaskOfAsync(await Test.StartAsync("one-task"));
        await Engine.UserTasks.CompleteAsync(task.UserTaskKey, ct: Ct);
        _observe = commit => Note(commit, "observed");

        (await Engine.UserTasks.CompleteAsync(task.UserTaskKey, alongside: commit => Note(commit, "alongside"), ct: Ct)).IsOk.ShouldBeFalse();

        (await NotesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_domain_write_that_throws_writes_nothing_and_later_writes_go_on()
    {
        await NotesTableAsync();

        await Should.ThrowAsync<CommandFailedException>(() => Engine.WriteAsync(commit =>
        {
            Note(commit, "never");
            commit.Connection.Execute("INSERT INTO no_such_table VALUES (1)", transaction: commit.Transaction);
        }, ct: Ct));
        (await Engine.WriteAsync(commit =>
        {
            Note(commit, "kept");
            return 7;
        }, ct: Ct)).ShouldBe(7);

        (await NotesAsync()).ShouldBe(["kept"]);
    }

    [Fact]
    public async Task What_is_written_later_is_seen_by_the_next_read_and_fails_alone()
    {
        await NotesTableAsync();
        await Engine.WriteAsync(commit => { commit.Connection.Execute("CREATE UNIQUE INDEX notes_once ON notes (text)", transaction: commit.Transaction); }, ct: Ct);
        void NoteLater(Commits.CommitContext commit, string text) => commit.Later.Execute("INSERT INTO notes (text) VALUES (@text)", new { text }, commit.Transaction);

        (await Engine.WriteAsync(commit =>
        {
            NoteLater(commit, "first");
            NoteLater(commit, "second");
            return commit.Connection.ExecuteScalar<long>("SELECT COUNT(*) FROM notes WHERE text IN @texts", new { texts = new[] { "first", "second" } }, commit.Transaction);
        }, ct: Ct)).ShouldBe(2);

        // All at once, so that they share commits with the one that cannot be.
        var others = Enumerable.Range(0, 20).Select(i => Engine.WriteAsync(commit => NoteLater(commit, $"other {i:00}"), ct: Ct)).ToList();
        var failing = Should.ThrowAsync<CommandFailedException>(() => Engine.WriteAsync(commit =>
        {
            NoteLater(commit, "never");
            NoteLater(commit, "first");
        }, ct: Ct));
        others.AddRange(Enumerable.Range(20, 20).Select(i => Engine.WriteAsync(commit => NoteLater(commit, $"other {i:00}"), ct: Ct)));
        await Task.WhenAll(others);
        await failing;

        (await NotesAsync()).ShouldBe(["first", .. Enumerable.Range(0, 40).Select(i => $"other {i:00}"), "second"]);
    }

    [Fact]
    public async Task Actions_after_the_commit_run_before_the_caller_is_told_and_never_without_a_commit()
    {
        var ran = new List<string>();

        await Engine.WriteAsync(commit => commit.AfterCommit(() => ran.Add("after")), ct: Ct);
        ran.ShouldBe(["after"]);
        await Should.ThrowAsync<CommandFailedException>(() => Engine.WriteAsync(commit =>
        {
            commit.AfterCommit(() => ran.Add("never"));
            throw new InvalidOperationException("no");
        }, ct: Ct));
        await Engine.WriteAsync(commit => commit.AfterCommit(() => throw new InvalidOperationException("too late to undo")), ct: Ct);

        ran.ShouldBe(["after"]);
    }

    [Fact]
    public async Task A_command_given_up_while_it_waits_is_not_carried_out()
    {
        await NotesTableAsync();
        using var given = new CancellationTokenSource();
        using var release = new ManualResetEventSlim();
        var blocking = Engine.WriteAsync(_ => release.Wait(Ct), ct: Ct);
        var waiting = Engine.WriteAsync(commit => Note(commit, "never"), ct: given.Token);

        await given.CancelAsync();
        release.Set();

        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
        await blocking;
        (await NotesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_commit_that_is_lost_acknowledges_nothing_that_was_not_carried_out_and_the_writer_goes_on()
    {
        await NotesTableAsync();
        await Test.DeployAsync(Processes.OneTask());
        var task = await Test.TaskOfAsync(await Test.StartAsync("one-task"));
        using var writer = new HeldWriter(Engine, Ct);
        var completing = Engine.UserTasks.CompleteAsync(task.UserTaskKey, ct: Ct);
        // What a full disk does: the database gives the whole transaction up.
        var losing = Engine.WriteAsync(commit => { commit.Connection.Execute("ROLLBACK", transaction: commit.Transaction); }, ct: Ct);

        await writer.ReleaseAsync();
        await Should.ThrowAsync<CommandFailedException>(() => losing);
        // Where it is known that another command broke the commit, this one is carried out after all; else it is told that it was not.
        var carriedOut = false;
        try
        {
            carriedOut = (await completing).IsOk;
        }
        catch (CommandFailedException)
        {
            (await Test.TasksAsync(new SearchRequest())).ShouldContain(one => one.UserTaskKey == task.UserTaskKey && one.State == UserTaskStates.Created);
        }
        (await Engine.UserTasks.CompleteAsync(task.UserTaskKey, ct: Ct)).IsOk.ShouldBe(!carriedOut, "what was not acknowledged can be asked for again, and nothing else");
        await Engine.WriteAsync(commit => Note(commit, "still writing"), ct: Ct);
        (await NotesAsync()).ShouldBe(["still writing"]);
    }

    [Fact]
    public async Task A_state_that_somebody_else_changed_is_read_again()
    {
        await Test.DeployAsync(Processes.OneTask());
        var instance = await Test.StartAsync("one-task");
        await Engine.WriteAsync(
            commit => commit.Connection.Execute("UPDATE engine_instance_states SET state_version = state_version + 5", transaction: commit.Transaction), ct: Ct);

        (await Engine.UserTasks.CompleteAsync((await Test.TaskOfAsync(instance)).UserTaskKey, ct: Ct)).IsOk.ShouldBeTrue();

        (await Test.StateOfAsync(instance)).ShouldBe(InstanceStates.Completed);
    }

    [Fact]
    public async Task Thousands_of_callers_at_once_are_all_served_through_a_small_queue()
    {
        await NotesTableAsync();

        await Task.WhenAll(Enumerable.Range(0, 3_000).Select(i => Engine.WriteAsync(commit => Note(commit, $"{i:D4}"), ct: Ct)));

        (await NotesAsync()).ShouldBe(Enumerable.Range(0, 3_000).Select(i => $"{i:D4}"));
    }

    [Fact]
    public async Task Callers_beyond_the_queue_wait_and_can_give_up()
    {
        await NotesTableAsync();
        using var writer = new HeldWriter(Engine, Ct);
        var queued = Enumerable.Range(0, QueueCapacity - 1).Select(i => Engine.WriteAsync(commit => Note(commit, "queued"), ct: Ct)).ToList();
        using var patience = new CancellationTokenSource();
        var beyond = Engine.WriteAsync(commit => Note(commit, "beyond"), ct: patience.Token);

        await patience.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => beyond);
        await writer.ReleaseAsync();
        await Task.WhenAll(queued);
        (await NotesAsync()).Count.ShouldBe(QueueCapacity - 1);
    }

    [Fact]
    public async Task Reading_never_waits_for_a_writer_and_cannot_write()
    {
        await NotesTableAsync();
        using var release = new ManualResetEventSlim();
        using var inside = new ManualResetEventSlim();
        var writing = Engine.WriteAsync(commit =>
        {
            Note(commit, "soon");
            inside.Set();
            release.Wait(Ct);
        }, ct: Ct);
        inside.Wait(Ct);

        (await NotesAsync()).ShouldBeEmpty("what is not committed is not seen");
        release.Set();
        await writing;
        (await NotesAsync()).ShouldBe(["soon"]);
        await Should.ThrowAsync<System.Data.Common.DbException>(() => Engine.ReadAsync(db => db.Execute("DELETE FROM notes"), Ct));
    }

    [Fact]
    public async Task Variables_set_from_outside_reach_the_scope_that_has_them()
    {
        const string mapping = """<zeebe:ioMapping><zeebe:input source="=1" target="inner" /></zeebe:ioMapping>""";
        await Test.DeployAsync(Processes.OneTask("scoped", mapping));
        var instance = await Test.StartAsync("scoped", TestEngine.Of(("outer", FeelValue.Of(1))));
        var task = await Test.TaskOfAsync(instance);

        (await Engine.Variables.SetAsync(task.ElementInstanceKey, TestEngine.Of(("inner", FeelValue.Of(2)), ("outer", FeelValue.Of(2))), ct: Ct)).IsOk.ShouldBeTrue();

        var rows = TestEngine.Items(await Engine.Variables.SearchAsync(SearchRequest.Where("processInstanceKey", instance).OrderBy("name"), Ct));
        rows.Select(row => (row.Name, row.Value, row.ScopeKey)).ShouldBe([("inner", "2", task.ElementInstanceKey), ("outer", "2", instance)]);
        (await Engine.Variables.SetAsync(4711, FeelContext.Empty, ct: Ct)).Failure.Kind.ShouldBe(FailureKind.NotFound);
    }
}
