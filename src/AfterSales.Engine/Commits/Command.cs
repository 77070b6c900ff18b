using AfterSales.Engine.Instances;

namespace AfterSales.Engine.Commits;

/// <summary>A command on its way through the writer: what it does, and the caller who waits for it.</summary>
internal abstract class Command(string name, string? actor, long enqueuedAt, CancellationToken ct)
{
    /// <summary>For metrics and logs: <c>user_task.complete</c>.</summary>
    public string Name => name;

    public string? Actor => actor;

    /// <summary>Time stamp of the clock that measures latencies.</summary>
    public long EnqueuedAt => enqueuedAt;

    /// <summary>True while nobody has given up waiting; a command that began is carried through.</summary>
    public bool IsWanted => !ct.IsCancellationRequested;

    /// <summary>What it will ask for first; null for a command that may change anything.</summary>
    public Foreseen? Foreseen { get; init; }

    /// <summary>True for commands from outside, which count against the bounded queue.</summary>
    public bool TakesSlot { get; init; }

    /// <summary>Does the work inside the writer's transaction; false when the outcome is a failure, so that nothing may be kept.</summary>
    public abstract bool Run(Execution execution);

    /// <summary>Tells the caller, after the commit or after the rollback of a refused command.</summary>
    public abstract void Acknowledge();

    public abstract void Fail(Exception cause);

    public abstract void Cancel();
}

/// <summary>A command whose caller waits for an outcome.</summary>
internal sealed class Command<T>(string name, string? actor, long enqueuedAt, Func<Execution, Outcome<T>> body, CancellationToken ct)
    : Command(name, actor, enqueuedAt, ct)
{
    private readonly TaskCompletionSource<Outcome<T>> _acknowledged = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationToken _ct = ct;
    private Outcome<T> _outcome;

    public Task<Outcome<T>> Acknowledged => _acknowledged.Task;

    public override bool Run(Execution execution)
    {
        _outcome = body(execution);
        return _outcome.IsOk;
    }

    public override void Acknowledge() => _acknowledged.TrySetResult(_outcome);

    public override void Fail(Exception cause) =>
        _acknowledged.TrySetException(new CommandFailedException($"The command {Name} could not be carried out: {cause.Message}", cause));

    public override void Cancel() => _acknowledged.TrySetCanceled(_ct);
}
