namespace AfterSales.Service.Cases;

/// <summary>A case as a line of a list, with whose turn it is.</summary>
/// <param name="WaitingRoles">The departments that have an open task in the case; <c>customer</c> when the customer has.</param>
/// <param name="NextDueAt">The earliest due time of its open tasks.</param>
public sealed record CaseListItem(ServiceCase Case, IReadOnlyList<string> WaitingRoles, DateTimeOffset? NextDueAt);
