using System.Globalization;
using System.Reflection;
using AfterSales.Engine.Instances;
using AfterSales.Engine.Messages;
using AfterSales.Engine.Search;
using AfterSales.Engine.Storage;
using AfterSales.Engine.Storage.Postgres;
using AfterSales.Engine.Storage.Sqlite;
using AfterSales.Engine.UserTasks;
using AfterSales.Feel.Values;

namespace AfterSales.Engine.CrashLoad;

/// <summary>
/// Several clients at once: some open cases, some do the tasks that wait, some answer the cases that ask. Everything the engine
/// acknowledges is noted in the ledger after it was acknowledged, so the ledger never claims too much.
/// </summary>
internal sealed class Load : IAsyncDisposable
{
    private const int CasesAtOnce = 60;

    private readonly ProcessEngine _engine;
    private readonly Random _random;
    private readonly Ledger _acknowledged;
    private int _opened;

    private Load(ProcessEngine engine, int seed, Ledger acknowledged) => (_engine, _random, _acknowledged) = (engine, new Random(seed), acknowledged);

    public static async Task<Load> OpenAsync(string folder, string? database, int seed, Ledger acknowledged, Ledger delivered)
    {
        var options = new EngineOptions
        {
            DataDirectory = folder,
            PollInterval = TimeSpan.FromMilliseconds(50),
            FirstBackoff = TimeSpan.FromMilliseconds(50),
            NodeLease = TimeSpan.FromSeconds(2),
        };
        var engine = new ProcessEngine(
            options,
            new EngineParts
            {
                Store = database is null ? new SlowDisk(new SqliteStore(options), seed) : new PostgresStore(options, database),
                Migrations = [new EmbeddedMigrations("crash", Assembly.GetExecutingAssembly())],
                JobHandlers = () => [new Work("work", "mail"), new Work("part-work", null)],
                OutboxHandlers = () => [new Mail(delivered)],
            });
        await engine.PrepareAsync();
        var deployed = await engine.Deployments.DeployAsync([Workflow.Case, Workflow.Part]);
        if (!deployed.IsOk)
            throw new InvalidOperationException(string.Join("; ", deployed.Problems));
        await engine.StartAsync();
        return new Load(engine, seed, acknowledged);
    }

    public Task RunForeverAsync() => Task.WhenAll(
        AgainAsync(OpenCasesAsync), AgainAsync(OpenCasesAsync), AgainAsync(() => DoTasksAsync(() => true)), AgainAsync(() => AnswerAsync(() => true)));

    public async Task DrainAsync()
    {
        var busy = true;
        var clients = Task.WhenAll(DoTasksAsync(() => busy), AnswerAsync(() => busy));
        while (await CountAsync(_engine.Instances.SearchAsync(SearchRequest.Where("state", InstanceStates.Active))) > 0
            || await CountAsync(_engine.Outbox.SearchAsync(SearchRequest.Where("state", "PENDING"))) > 0)
            await Task.Delay(20);
        busy = false;
        await clients;
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    /// <summary>A client that is told its command was not carried out (its server was frozen, or lost the database) goes on with others.</summary>
    private static async Task AgainAsync(Func<Task> client)
    {
        while (true)
            try
            {
                await client();
            }
            catch (Exception refused) when (refused is CommandFailedException or System.Data.Common.DbException)
            {
                await Console.Error.WriteLineAsync(refused.Message);
            }
    }

    private async Task OpenCasesAsync()
    {
        while (true)
        {
            if (await CountAsync(_engine.Instances.SearchAsync(SearchRequest.Where("state", InstanceStates.Active).And("processDefinitionId", "case"))) >= CasesAtOnce)
            {
                await PauseAsync();
                continue;
            }
            var number = string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}-{Next(1_000_000_000)}-{Interlocked.Increment(ref _opened)}");
            var created = await _engine.Instances.CreateAsync(new CreateInstance
            {
                ProcessId = "case",
                BusinessKey = number,
                Variables = new FeelContext([KeyValuePair.Create<string, FeelValue>("number", new FeelString(number))]),
            });
            _acknowledged.Add($"created {created.Value.ProcessInstanceKey} {number}");
        }
    }

    private async Task DoTasksAsync(Func<bool> goOn)
    {
        while (goOn())
        {
            var waiting = (await _engine.UserTasks.SearchAsync(SearchRequest.Where("state", UserTaskStates.Created).Take(20))).Value.Items;
            await Task.WhenAll(waiting.Select(async task =>
            {
                if ((await _engine.UserTasks.CompleteAsync(task.UserTaskKey, by: "somebody")).IsOk)
                    _acknowledged.Add($"completed {task.UserTaskKey}");
            }));
            if (waiting.Count == 0)
                await PauseAsync();
        }
    }

    private async Task AnswerAsync(Func<bool> goOn)
    {
        while (goOn())
        {
            var waiting = (await _engine.Messages.SearchSubscriptionsAsync(new SearchRequest().Take(20))).Value.Items;
            await Task.WhenAll(waiting.Select(async subscription =>
            {
                var published = await _engine.Messages.PublishAsync(new PublishMessage("reply", subscription.CorrelationKey)
                {
                    TimeToLive = TimeSpan.FromHours(1),
                    MessageId = subscription.CorrelationKey,
                });
                if (published.IsOk)
                    _acknowledged.Add($"published {subscription.CorrelationKey}");
            }));
            if (waiting.Count == 0)
                await PauseAsync();
        }
    }

    private static async Task<long> CountAsync<T>(Task<Outcome<SearchPage<T>>> search) => (await search).Value.TotalItems;

    private Task PauseAsync() => Task.Delay(Next(10) + 1);

    private int Next(int below)
    {
        lock (_random)
            return _random.Next(below);
    }
}
