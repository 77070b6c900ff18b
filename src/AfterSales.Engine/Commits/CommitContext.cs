using System.Data.Common;
using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Interpretation;
using AfterSales.Bpmn.State;
using AfterSales.Engine.Deployments;
using AfterSales.Engine.Outbox;
using AfterSales.Engine.UserTasks;
using AfterSales.Feel.Dmn;

namespace AfterSales.Engine.Commits;

/// <summary>
/// The commit a command is about to make, as observers, <c>alongside</c> actions, job rows and domain writes see it.
/// Valid only during the call it is given to. Rows written through <see cref="Connection"/> with <see cref="Transaction"/>
/// belong to the command: they are stored with it or not at all.
/// </summary>
public sealed class CommitContext
{
    private readonly Execution _execution;

    internal CommitContext(Execution execution)
    {
        _execution = execution;
        Outbox = new CommitOutbox(execution);
    }

    internal Execution Execution => _execution;

    /// <summary>The writer's connection. Do not close it, do not begin or end transactions on it.</summary>
    public DbConnection Connection => _execution.Session.Connection;

    /// <summary>
    /// The same connection for statements whose answer nobody wants to know: on a server that is a round trip away they travel with the next
    /// statement that is answered, at the latest with the commit. What <c>ExecuteNonQuery</c> returns means nothing here. One that fails
    /// undoes its command as elsewhere, though perhaps not where it was written.
    /// </summary>
    public DbConnection Later => _execution.Session.Later;

    public DbTransaction Transaction => _execution.Session.Transaction;

    /// <summary>The time of the whole command.</summary>
    public DateTimeOffset Now => _execution.Now;

    /// <summary>What happened, in order. Empty for domain writes.</summary>
    public IReadOnlyList<Effect> Effects => _execution.Effects;

    /// <summary>The instance that the command moved, after its step; null when it moved none.</summary>
    public InstanceState? Instance => _execution.Instance?.State;

    /// <summary>The process of <see cref="Instance"/>.</summary>
    public CompiledProcess? Process => _execution.Instance?.Definition.Process;

    /// <summary>The deployed version of <see cref="Process"/>.</summary>
    public ProcessDefinitionRow? Definition => _execution.Instance?.Definition.Row;

    /// <summary>Who caused the command: a user's id, or null for the engine itself.</summary>
    public string? Actor => _execution.Actor;

    /// <summary>Why it was asked for, where whoever did so gave a reason (batch operations).</summary>
    public string? Reason => _execution.Reason;

    /// <summary>Puts messages to the outside into this commit.</summary>
    public OutboxWriter Outbox { get; }

    /// <summary>
    /// Moves a waiting timer to another due time, as part of this commit: a limit that stood still goes on later.
    /// False when the timer no longer waits.
    /// </summary>
    public bool MoveTimer(long timerKey, DateTimeOffset dueAt)
    {
        if (_execution.Session.Timers.Find(timerKey) is not { } timer)
            return false;
        _execution.Session.Timers.Schedule(timer with { DueAt = dueAt });
        AfterCommit(_execution.Core.Signals.Timers.Set);
        return true;
    }

    /// <summary>
    /// Moves the due date of a waiting user task, as part of this commit and without an effect of its own.
    /// False when the task no longer waits.
    /// </summary>
    public bool MoveDueDate(long userTaskKey, DateTimeOffset dueDate)
    {
        if (_execution.Session.UserTasks.Find(userTaskKey) is not { State: UserTaskStates.Created } task)
            return false;
        _execution.Session.UserTasks.Update(task with { DueDate = dueDate });
        return true;
    }

    /// <summary>The latest deployed decision with this id; null when there is none. Its evaluation is the caller's and leaves no history.</summary>
    /// <exception cref="InvalidOperationException">It was deployed by an earlier program and can no longer be read.</exception>
    public DmnDecision? Decision(string decisionId)
    {
        var requirements = _execution.Session.Definitions.LatestDecision(decisionId);
        return requirements == 0 ? null : _execution.Core.Definitions.Decision(requirements, decisionId, _execution.Session);
    }

    /// <summary>A new key, unique in the whole database and growing with time.</summary>
    public long NextKey() => _execution.Core.Keys.Next();

    /// <summary>Runs after the commit has reached the disk and before the caller is told; never when the commit fails. Must be quick.</summary>
    public void AfterCommit(Action action) => _execution.AfterCommit.Add(action);
}
