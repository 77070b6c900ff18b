namespace AfterSales.Engine.Commits;

/// <summary>
/// Sees the effects of every command before its commit, on the writer's thread, and may add rows to that commit.
/// Must be quick: every other command waits meanwhile. An exception undoes that one command and nothing else.
/// Called once per command that had effects; observers run in the order of their registration, after the caller's own rows.
/// </summary>
public interface IEngineObserver
{
    void Observe(CommitContext commit);
}
