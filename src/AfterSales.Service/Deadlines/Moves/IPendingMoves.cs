namespace AfterSales.Service.Deadlines.Moves;

/// <summary>What an edited rule still has to do to what is open. Found by its version, so that nothing is lost by a stop.</summary>
internal interface IPendingMoves
{
    /// <summary>Does everything that is pending now, in small commits between which other commands get their turn; how much was looked at.</summary>
    Task<int> RunAsync(CancellationToken ct);
}
