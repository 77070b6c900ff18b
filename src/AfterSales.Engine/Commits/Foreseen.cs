namespace AfterSales.Engine.Commits;

/// <summary>
/// What a command will ask for first, known before it runs, so that a group can ask for all of it in one round trip (<see cref="ReadAhead"/>).
/// Whoever gives one promises that the command changes jobs and user tasks by their keys or together with the state of their instance only.
/// </summary>
internal sealed record Foreseen(long? JobKey = null, long? UserTaskKey = null)
{
    /// <summary>The command asks for nothing that could be known, and keeps the promise.</summary>
    public static readonly Foreseen Nothing = new();

    public static Foreseen Job(long key) => new(JobKey: key);

    public static Foreseen UserTask(long key) => new(UserTaskKey: key);
}
