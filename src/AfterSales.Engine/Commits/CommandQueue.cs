using System.Collections.Concurrent;
using System.Diagnostics;
using AfterSales.Engine.Instances;
using AfterSales.Engine.Outbox;
using AfterSales.Engine.Storage;
using Microsoft.Extensions.Logging;

namespace AfterSales.Engine.Commits;

/// <summary>
/// The one writer: a thread that takes all waiting commands (up to the group size), runs each between savepoints and commits
/// them together. A command that fails undoes itself and nothing else; only a commit that fails takes its whole group with it.
/// Callers beyond the queue's capacity wait before they are let in.
/// </summary>
internal sealed class CommandQueue : IAsyncDisposable
{
    private readonly EngineCore _core;
    private readonly ILogger _log;
    private readonly ConcurrentQueue<Command> _waiting = new();
    private readonly SemaphoreSlim _arrivals = new(0);
    private readonly SemaphoreSlim _slots;
    private readonly RecentlyUsed<LoadedInstance> _cache;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _stopping;
    private bool _running;

    public CommandQueue(EngineCore core, ILogger log)
    {
        _core = core;
        _log = log;
        _slots = new SemaphoreSlim(core.Options.QueueCapacity);
        _cache = new RecentlyUsed<LoadedInstance>(core.Options.CachedInstances);
    }

    /// <summary>Commands that wait right now.</summary>
    public int Depth => _waiting.Count;

    public void Start(StoreSession session)
    {
        _running = true;
        new Thread(() => Run(session)) { IsBackground = true, Name = "engine writer" }.Start();
    }

    /// <summary>Accepts a command and completes when it is on disk or refused.</summary>
    /// <param name="foreseen">What <paramref name="body"/> asks for first; null when it may change anything.</param>
    /// <exception cref="CommandFailedException">A bug or a broken store; nothing of the command was written.</exception>
    public async Task<Outcome<T>> SendAsync<T>(string name, string? actor, Func<Execution, Outcome<T>> body, Foreseen? foreseen, CancellationToken ct = default)
    {
        ObjectDisposedException.ThrowIf(_stopping, _core);
        if (!_running)
            throw new InvalidOperationException("The engine must be prepared or started before it takes commands.");
        await _slots.WaitAsync(ct).ConfigureAwait(false);
        var command = new Command<T>(name, actor, Stopwatch.GetTimestamp(), body, ct) { TakesSlot = true, Foreseen = foreseen };
        Add(command);
        return await command.Acknowledged.ConfigureAwait(false);
    }

    /// <summary>Accepts a command that may change anything.</summary>
    public Task<Outcome<T>> SendAsync<T>(string name, string? actor, Func<Execution, Outcome<T>> body, CancellationToken ct = default) =>
        SendAsync(name, actor, body, null, ct);

    /// <summary>A command of the engine itself, let in past the bound: the writer must never wait for its own queue.</summary>
    public Task<Outcome<T>> SendInternal<T>(string name, Func<Execution, Outcome<T>> body, Foreseen? foreseen = null)
    {
        var command = new Command<T>(name, null, Stopwatch.GetTimestamp(), body, CancellationToken.None) { Foreseen = foreseen };
        Add(command);
        return command.Acknowledged;
    }

    public async ValueTask DisposeAsync()
    {
        _stopping = true;
        if (!_running)
            return;
        _arrivals.Release();
        await _ended.Task.ConfigureAwait(false);
        _arrivals.Dispose();
        _slots.Dispose();
    }

    private void Add(Command command)
    {
        _waiting.Enqueue(command);
        _arrivals.Release();
    }

    private void Run(StoreSession session)
    {
        try
        {
            while (true)
            {
                _arrivals.Wait();
                var group = TakeGroup();
                if (group.Count > 0)
                    new CommandGroup(_core, session, _cache, _log).Run(group);
                foreach (var command in group)
                    if (command.TakesSlot)
                        _slots.Release();
                if (_stopping && _waiting.IsEmpty)
                    break;
            }
        }
        finally
        {
            session.Dispose();
            _ended.SetResult();
        }
    }

    private List<Command> TakeGroup()
    {
        var group = new List<Command>();
        while (group.Count < _core.Options.GroupSize && _waiting.TryDequeue(out var command))
        {
            // One permit was taken by the wait above; the others are taken here without waiting.
            if (group.Count > 0)
                _arrivals.Wait(0);
            if (command.IsWanted)
                group.Add(command);
            else
                Refuse(command);
        }
        return group;
    }

    private void Refuse(Command command)
    {
        command.Cancel();
        if (command.TakesSlot)
            _slots.Release();
    }
}
