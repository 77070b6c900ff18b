using AfterSales.Engine.Commits;

namespace AfterSales.Engine.Deletion;

/// <summary>
/// Keeps history that somebody still needs as evidence. Registered as a singleton; asked on the writer within the commit that would delete, so it
/// must be quick and may only look into our database.
/// </summary>
public interface IHistoryGuard
{
    /// <summary>Why the history of an instance must stay, in one sentence; null when nothing stands against its deletion.</summary>
    string? Refusal(CommitContext commit, long processInstanceKey);
}
