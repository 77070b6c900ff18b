namespace AfterSales.Service.Cases;

/// <summary>One page of cases, newest first, and how many there are in all.</summary>
public sealed record CasePage(IReadOnlyList<CaseListItem> Items, int Total);
