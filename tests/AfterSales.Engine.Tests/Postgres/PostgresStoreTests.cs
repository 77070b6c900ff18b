using AfterSales.Engine.Nodes;
using AfterSales.Engine.Storage.Postgres;
using AfterSales.Engine.Tests.Support;
using AfterSales.TestSupport;
using Dapper;
using Npgsql;
using Shouldly;
using Xunit;
using Eventually = AfterSales.Engine.Tests.Support.Eventually;

namespace AfterSales.Engine.Tests.Postgres;

/// <summary>What PostgreSQL does otherwise than SQLite, and a server that is not ready gets one clear sentence.</summary>
public sealed class PostgresStoreTests : IDisposable
{
    private readonly PostgresPlace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void A_server_that_is_not_there_is_named()
    {
        // A port of the discard service: nobody listens.
        using var store = new PostgresStore(new EngineOptions(), "Host=127.0.0.1;Port=9;Username=nobody;Database=aftersales;Timeout=2");

        Should.Throw<EngineStartException>(store.Open).Message.ShouldStartWith("The database server 127.0.0.1:9 cannot be reached:");
    }

    [Fact]
    public void A_connection_string_that_makes_no_sense_is_refused() =>
        Should.Throw<EngineStartException>(() => new PostgresStore(new EngineOptions(), "Hots=db")).Message
            .ShouldStartWith("The connection string of the database cannot be read:");

    [Fact]
    public void A_database_that_does_not_exist_is_named_with_the_command_that_makes_it()
    {
        using var schema = TestSchema.New();
        var elsewhere = new NpgsqlConnectionStringBuilder(schema.ConnectionString) { Database = "no_such_database" };
        using var store = new PostgresStore(new EngineOptions(), elsewhere.ToString());

        Should.Throw<EngineStartException>(store.Open).Message.ShouldEndWith("createdb -E UTF8 no_such_database");
    }

    [Fact]
    public void A_search_path_without_a_schema_is_named()
    {
        using var schema = TestSchema.New();
        var elsewhere = new NpgsqlConnectionStringBuilder(schema.ConnectionString) { SearchPath = "no_such_schema" };
        using var store = new PostgresStore(new EngineOptions(), elsewhere.ToString());

        Should.Throw<EngineStartException>(store.Open).Message.ShouldStartWith("The search path 'no_such_schema' names no schema");
    }

    [Theory]
    [InlineData("CMP-*", "CMP-2026", true)]
    [InlineData("CMP-*", "cmp-2026", false)]
    [InlineData("a?c", "abc", true)]
    [InlineData("a?c", "ac", false)]
    [InlineData(@"a\*c", "a*c", true)]
    [InlineData(@"a\*c", "abc", false)]
    [InlineData("100%", "100 of them", false)]
    [InlineData("a_c", "abc", false)]
    [InlineData(@"a\\b", @"a\b", true)]
    public void Patterns_know_two_signs_and_nothing_else(string pattern, string text, bool matches)
    {
        using var store = _place.New(new EngineOptions());
        using var db = store.OpenRead();

        db.ExecuteScalar<bool>($"SELECT {store.Like("@text", "@pattern")}", new { text, pattern = store.Pattern(pattern) }).ShouldBe(matches);
    }

    [Fact]
    public void A_transaction_that_is_gone_is_known_as_lost_and_one_that_only_failed_is_not()
    {
        using var store = _place.New(new EngineOptions());
        using var writer = store.OpenWrite();
        using var transaction = store.BeginWrite(writer);
        store.TransactionIsLost(writer).ShouldBeFalse();

        Should.Throw<PostgresException>(() => writer.Execute("SAVEPOINT before; SELECT 1 / 0"));
        store.TransactionIsLost(writer).ShouldBeFalse("a savepoint can be returned to");
        writer.Execute("ROLLBACK TO SAVEPOINT before");

        writer.Execute("ROLLBACK");
        store.TransactionIsLost(writer).ShouldBeTrue();
    }

    [Fact]
    public async Task A_writer_whose_connection_the_server_ended_goes_on_with_another()
    {
        await using var test = await new TestEngine(_place.New).OpenAsync(workers: false);
        await test.DeployAsync(Processes.OneTask());
        var instance = await test.StartAsync("one-task");

        await Should.ThrowAsync<CommandFailedException>(() => test.Engine.WriteAsync(
            commit => { commit.Connection.Execute("SELECT pg_terminate_backend(pg_backend_pid())", transaction: commit.Transaction); },
            ct: TestContext.Current.CancellationToken));

        var task = await test.TaskOfAsync(instance);
        (await test.Engine.UserTasks.CompleteAsync(task.UserTaskKey, ct: TestContext.Current.CancellationToken)).IsOk.ShouldBeTrue();
        await test.EndsAsync(instance);
    }

    [Fact]
    public async Task A_transaction_left_open_by_a_frozen_program_keeps_nobody_waiting_for_longer_than_a_lease()
    {
        var options = new EngineOptions { NodeLease = TimeSpan.FromSeconds(1) };
        using var frozen = _place.New(options);
        await using var engine = await new TestEngine(() => _place.New(options), options).OpenAsync(workers: false);
        using var writer = frozen.OpenWrite();
        using var transaction = frozen.BeginWrite(writer);

        // The frozen program says nothing more; the engine gets its turn all the same.
        await engine.DeployAsync(Processes.OneTask());
        await engine.StartAsync("one-task");

        frozen.TransactionIsLost(writer).ShouldBeTrue("what it was about to write is gone");
    }

    [Fact]
    public async Task A_node_whose_lease_has_ended_is_refused_and_joins_anew_before_it_writes()
    {
        await using var test = await new TestEngine(_place.New).OpenAsync(workers: false);
        var before = test.Engine.WorkerName;
        await test.Engine.WriteAsync(commit => { commit.Connection.Execute("DELETE FROM engine_nodes", transaction: commit.Transaction); }, ct: TestContext.Current.CancellationToken);

        await test.DeployAsync(Processes.OneTask());

        test.Engine.WorkerName.ShouldNotBe(before, "it goes on under another epoch");
        (await NodesAsync(test)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_transaction_of_a_node_that_others_took_for_dead_is_refused()
    {
        await using var test = await new TestEngine(_place.New).OpenAsync(workers: false);
        using var zombie = _place.New(new EngineOptions());
        zombie.Node = new NodeIdentity(7, 12345);
        using var writer = zombie.OpenWrite();

        Should.Throw<NodeFencedException>(() => zombie.BeginWrite(writer)).Message.ShouldStartWith("Node 7 of epoch 12345 was away");
        await test.DeployAsync(Processes.OneTask());
    }

    [Fact]
    public async Task A_node_that_stops_signs_off()
    {
        await using var first = await new TestEngine(_place.New).OpenAsync();
        var second = await new TestEngine(_place.New).OpenAsync();
        (await NodesAsync(first)).ShouldBe([0, 1]);

        await second.DisposeAsync();

        (await NodesAsync(first)).ShouldBe([0]);
    }

    [Fact]
    public async Task A_node_that_dies_is_removed_when_its_lease_ends()
    {
        await using var test = await new TestEngine(_place.New, new EngineOptions { NodeLease = TimeSpan.FromSeconds(1) }).OpenAsync();
        await test.Engine.WriteAsync(
            commit =>
            {
                commit.Connection.Execute(
                    "INSERT INTO engine_nodes (node_number, epoch, worker, host, joined_at, lease_until) VALUES (5, 5000, 'w/5000', 'h', 0, 0)", transaction: commit.Transaction);
            },
            ct: TestContext.Current.CancellationToken);

        await Eventually.Async(async () => (await NodesAsync(test)).ShouldBe([0]));
    }

    [Fact]
    public async Task Two_nodes_that_start_at_once_make_the_tables_once()
    {
        using (_place.New())
        {
            var engines = Enumerable.Range(0, 3).Select(_ => new TestEngine(_place.New)).ToList();
            await Task.WhenAll(engines.Select(engine => engine.OpenAsync(workers: false)));
            (await NodesAsync(engines[0])).ShouldBe([0, 1, 2]);
            foreach (var engine in engines)
                await engine.DisposeAsync();
        }
    }

    private static Task<List<long>> NodesAsync(TestEngine test) => test.Engine.ReadAsync(
        db => db.Query<long>("SELECT node_number FROM engine_nodes ORDER BY node_number").ToList(), TestContext.Current.CancellationToken);
}
