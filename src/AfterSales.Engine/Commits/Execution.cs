using System.Buffers;
using System.Text;
using AfterSales.Bpmn.Interpretation;
using AfterSales.Bpmn.State;
using AfterSales.Engine.Deployments;
using AfterSales.Engine.Instances;
using AfterSales.Engine.Outbox;
using AfterSales.Engine.Storage;

namespace AfterSales.Engine.Commits;

/// <summary>
/// One command while it runs on the writer: the session it writes through, the time it happens at and everything it has done so far.
/// </summary>
internal sealed class Execution
{
    private readonly RecentlyUsed<LoadedInstance> _cache;
    private LoadedInstance? _loaded;

    public Execution(EngineCore core, StoreSession session, RecentlyUsed<LoadedInstance> cache, DateTimeOffset now, string? actor)
    {
        Core = core;
        Session = session;
        _cache = cache;
        // Stored times are milliseconds; a command must not see finer ones than a later reader.
        Now = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds());
        Actor = actor;
        Commit = new CommitContext(this);
    }

    public EngineCore Core { get; }

    public StoreSession Session { get; }

    public DateTimeOffset Now { get; }

    public string? Actor { get; }

    /// <summary>Why the command was asked for, in somebody's words.</summary>
    public string? Reason { get; set; }

    public CommitContext Commit { get; }

    public List<Effect> Effects { get; } = [];

    public List<Action> AfterCommit { get; } = [];

    /// <summary>Outbox items of this command for other instances, to be applied right after the commit.</summary>
    public List<OutboxItem> FollowUps { get; } = [];

    /// <summary>Instances whose cached state this command changed; a rollback must forget them.</summary>
    public List<long> Touched { get; } = [];

    /// <summary>The decisions that the step which is being written could see.</summary>
    public VisibleDecisions? Decisions { get; private set; }

    /// <summary>The instance the command moved.</summary>
    public LoadedInstance? Instance { get; private set; }

    /// <summary>The caller's own rows, run after the step and before the observers.</summary>
    public Action<CommitContext>? Alongside { get; set; }

    /// <summary>A running instance from the cache or the database; null when it does not run (any more).</summary>
    public LoadedInstance? Load(long key)
    {
        // Asked once per command: if another node is faster in between, this command's write finds out.
        if (_loaded is { State.Status: InstanceStatus.Active } last && last.Key == key)
            return last;
        if (_cache.TryGet(key, out var cached))
        {
            if (Session.Instances.StateVersion(key) == cached.Version)
                return _loaded = cached;
            _cache.Remove(key);
        }
        if (Session.Instances.LoadState(key) is not { } stored)
            return null;
        var state = InstanceState.Deserialize(Encoding.UTF8.GetBytes(stored.Json));
        var definition = Core.Definitions.Find(state.ProcessDefinitionKey, Session)
            ?? throw new InvalidOperationException($"Expected process definition {state.ProcessDefinitionKey} of instance {key} to be deployed, but it is not.");
        var loaded = new LoadedInstance(state, stored.Version, definition);
        _cache.Set(key, loaded);
        return _loaded = loaded;
    }

    /// <summary>Moves an instance by one trigger and writes its new state, effects and history.</summary>
    /// <returns>Why the trigger no longer applied, or null when it did.</returns>
    public string? Advance(LoadedInstance instance, Trigger trigger)
    {
        Instance = _loaded = instance;
        Touched.Add(instance.Key);
        Decisions = instance.Definition.Decisions(Session);
        var result = Interpreter.Advance(instance.Definition.Process, instance.State, trigger, new InterpreterContext
        {
            Now = Now,
            NextKey = Core.Keys.Next,
            Zone = Core.Zone,
            Decisions = Decisions,
        });
        if (!result.Applied)
            return result.Reason;
        Effects.AddRange(result);
        Save(instance);
        EffectWriter.Write(this, instance, result);
        return null;
    }

    /// <summary>Tells observers of a change that the interpreter has no part in.</summary>
    public void Show(LoadedInstance? instance, Effect effect)
    {
        Instance = instance;
        Effects.Add(effect);
    }

    public T WriteRows<T>(Func<CommitContext, T> rows) => rows(Commit);

    /// <summary>The rows of the caller and of the observers, in the command's commit.</summary>
    public void AddOthersRows()
    {
        Alongside?.Invoke(Commit);
        if (Effects.Count == 0)
            return;
        foreach (var observer in Core.Observers)
            observer.Observe(Commit);
    }

    /// <summary>Asks something of another instance, durably and exactly once.</summary>
    public void FollowUp(string kind, string payload, string? dedupeKey = null)
    {
        var key = Core.Keys.Next();
        if (Session.Outbox.Insert(key, kind, payload, dedupeKey, Now, Now) == key)
            FollowUps.Add(new OutboxItem(key, kind, payload, dedupeKey, 1, Now));
    }

    /// <summary>Takes every instance this command changed out of the cache: what is in memory is not what is stored.</summary>
    public void Forget()
    {
        foreach (var key in Touched)
            _cache.Remove(key);
    }

    private void Save(LoadedInstance instance)
    {
        var running = instance.State.Status is InstanceStatus.Active or InstanceStatus.Created;
        if (!running)
        {
            if (instance.Version > 0)
                Session.Instances.DeleteState(instance.Key, instance.Version);
            _cache.Remove(instance.Key);
            return;
        }
        var json = Json(instance.State);
        if (instance.Version == 0)
            Session.Instances.InsertState(instance.Key, json);
        else
            Session.Instances.UpdateState(instance.Key, instance.Version, json);
        instance.Version++;
        _cache.Set(instance.Key, instance);
    }

    private static string Json(InstanceState state)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        state.Serialize(buffer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
