using System.Diagnostics;
using AfterSales.Engine.Instances;
using AfterSales.Engine.Storage;
using Microsoft.Extensions.Logging;

namespace AfterSales.Engine.Commits;

/// <summary>The commands of one commit.</summary>
internal sealed class CommandGroup(EngineCore core, StoreSession session, RecentlyUsed<LoadedInstance> cache, ILogger log)
{
    private readonly List<(Command Command, Execution Execution)> _done = [];
    private readonly List<Command> _refused = [];

    public void Run(List<Command> commands)
    {
        var index = 0;
        try
        {
            session.Begin();
            for (; index < commands.Count; index++)
                RunOne(commands[index]);
            session.Commit();
        }
        catch (Exception cause)
        {
            // What is lost here is the environment (disk full, file gone), not a command: the whole group hears of it.
            log.LogError(cause, "A commit of {Count} commands failed; none of them was carried out.", commands.Count);
            session.Rollback();
            foreach (var (command, execution) in _done)
            {
                execution.Forget();
                command.Fail(cause);
            }
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

    private void RunOne(Command command)
    {
        for (var attempt = 1; ; attempt++)
        {
            var execution = new Execution(core, session, cache, core.Clock.GetUtcNow(), command.Actor);
            session.Mark();
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
                session.Keep();
                _done.Add((command, execution));
                return;
            }
            catch (Exception cause)
            {
                execution.Forget();
                if (session.IsLost)
                    throw;
                session.Undo();
                if (cause is StaleStateException && attempt < 3)
                    continue;
                log.LogError(cause, "The command {Command} failed and was undone.", command.Name);
                core.Metrics.Failed(command.Name);
                command.Fail(cause);
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
