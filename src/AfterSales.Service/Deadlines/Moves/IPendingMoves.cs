namespace AfterSales.Service.Deadlines.Moves;

/// <summary>What an edited rule still has to do to what is open. Found by its version, so that nothing is lost by a stop.</summary>
internal interface IPendingMoves
{
    /// <summary>Does everything that is pending now, in small commits between which other commands get their turn; how much was looked at.</summary>
    Task<int> RunAsync(CancellationToken ct);
}

/// <summary>Wakes the sweep over pending moves: a rule was edited.</summary>
internal sealed class MoveWake
{
    private TaskCompletionSource next = New();

    /// <summary>Take it before looking for work, wait for it after finding none.</summary>
    public Task Next => Volatile.Read(ref next).Task;

    public void Set() => Interlocked.Exchange(ref next, New()).TrySetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
