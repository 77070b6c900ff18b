using System.Diagnostics;
using AfterSales.Engine.Instances;
using AfterSales.Engine.Nodes;
using AfterSales.Engine.Storage;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace AfterSales.Engine.Commits;

/// <summary>The commands of one commit.</summary>
internal sealed class CommandGroup(EngineCore core, StoreSession session, RecentlyUsed<LoadedInstance> cache, ILogger log)
{
    private const int Attempts = 3;

    private readonly List<(Command Command, Execution Execution)> _done = [];
    private readonly List<Command> _refused = [];
    private readonly List<Command> _failed = [];

    public void Run(List<Command> commands) => Run(commands, commands.Count == 1, 1);

    /// <param name="alone">Whether a failure can only be that of the one command: then nothing is sent late.</param>
    private void Run(List<Command> commands, bool alone, int attempt)
    {
        var index = 0;
        try
        {
            Begin();
            session.LookAhead(commands);
            for (; index < commands.Count; index++)
                RunOne(commands[index], alone);
            session.Commit();
        }
        catch (Exception cause) when (attempt < Attempts && MayHelpToRepeat(cause))
        {
            Undo();
            log.LogInformation(cause, "A commit of {Count} commands is tried again, each by itself.", commands.Count);
            foreach (var command in commands.Except(_failed))
                new CommandGroup(core, session, cache, log).Run([command], alone: true, attempt + 1);
            return;
        }
        catch (Exception cause)
        {
            // What is lost here is the environment (disk full, file gone), not a command: the whole group hears of it.
            log.LogError(cause, "A commit of {Count} commands failed; none of them was carried out.", commands.Count);
            Undo();
            foreach (var (command, _) in _done)
                command.Fail(cause);
            foreach (var command in commands.Skip(index))
                command.Fail(cause);
            foreach (var command in _refused)
                command.Acknowledge();
            return;
        }
        core.Metrics.Committed(_done.Count);
        foreach (var (command, execution) in _done)
            Finish(command, execution);
        foreach (var command in _refused)
            Acknowledge(command, "refused");
    }

    private void Begin()
    {
        try
        {
            session.Begin();
        }
        catch (NodeFencedException fenced)
        {
            // Nothing was read or written yet: what is asked of this node now is as good as it was before.
            log.LogWarning("{Message} This node joins anew.", fenced.Message);
            core.Join(session);
            session.Begin();
        }
    }

    private void Undo()
    {
        session.Rollback();
        foreach (var (_, execution) in _done)
            execution.Forget();
    }

    // Two transactions that waited for each other, a statement that was sent late and whose command nobody knows any more, or a connection that
    // broke before the commit and can be had again.
    private bool MayHelpToRepeat(Exception cause) => cause switch
    {
        GroupBrokenException or TransactionLostException => true,
        PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.LockNotAvailable } => true,
        CommitUnknownException => false,
        _ => session.IsDisconnected && session.TryReconnect(),
    };

    private void RunOne(Command command, bool alone)
    {
        for (var attempt = 1; ; attempt++)
        {
            var execution = new Execution(core, session, cache, core.Clock.GetUtcNow(), command.Actor);
            session.Mark();
            if (command.Foreseen is null)
                session.Ahead.Clear();
            try
            {
                if (!command.Run(execution))
                {
                    session.Undo();
                    execution.Forget();
                    _refused.Add(command);
                    return;
                }
                execution.AddOthersRows();
                if (alone)
                    session.Flush();
                session.Keep();
                _done.Add((command, execution));
                return;
            }
            catch (Exception cause)
            {
                execution.Forget();
                if (session.IsDisconnected || MayHelpToRepeat(cause) || session.IsLost)
                    throw;
                session.Undo();
                if (cause is StatementChangedNothingException && attempt < Attempts)
                    continue;
                log.LogError(cause, "The command {Command} failed and was undone.", command.Name);
                core.Metrics.Failed(command.Name);
                command.Fail(cause);
                _failed.Add(command);
                return;
            }
        }
    }

    private void Finish(Command command, Execution execution)
    {
        foreach (var action in execution.AfterCommit)
            try
            {
                action();
            }
            catch (Exception cause)
            {
                log.LogError(cause, "An action after the commit of {Command} failed; the commit stands.", command.Name);
            }
        foreach (var item in execution.FollowUps)
            core.FollowUps.Dispatch(item);
        Acknowledge(command, "done");
    }

    private void Acknowledge(Command command, string result)
    {
        core.Metrics.Acknowledged(command.Name, result, Stopwatch.GetElapsedTime(command.EnqueuedAt));
        command.Acknowledge();
    }
}
