namespace AfterSales.Service.Tasks;

/// <summary>How many tasks stand behind each view.</summary>
public sealed record InboxCounts(int Mine, int Group, int Overdue, int All)
{
    /// <summary>What waits for the customer.</summary>
    public int Waiting { get; init; }
}
