namespace AfterSales.Service.Tasks.Views;

/// <summary>A list of tasks under a name.</summary>
/// <param name="Query">The part of the list's address after the question mark.</param>
/// <param name="SharedWith">A department whose members see it too; null: its owner only.</param>
public sealed record SavedView(long Key, string OwnerId, string Name, string Query, string? SharedWith);
