namespace AfterSales.Service.Cases;

/// <summary>The spelling of a status in storage, diagrams and the API, and what it means for the case's life.</summary>
public static class CaseStatusCodes
{
    /// <summary>Every status in the order a case usually passes them.</summary>
    public static IReadOnlyList<CaseStatus> All { get; } = Enum.GetValues<CaseStatus>();

    public static string Code(this CaseStatus status) => status switch
    {
        CaseStatus.Received => "received",
        CaseStatus.InProgress => "inProgress",
        CaseStatus.WaitingForCustomer => "waitingForCustomer",
        CaseStatus.Resolved => "resolved",
        CaseStatus.Closed => "closed",
        CaseStatus.OutOfScope => "outOfScope",
        CaseStatus.Declined => "declined",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Unknown case status."),
    };

    public static bool TryParse(string? code, out CaseStatus status)
    {
        foreach (var candidate in All)
            if (string.Equals(candidate.Code(), code, StringComparison.Ordinal))
            {
                status = candidate;
                return true;
            }
        status = CaseStatus.Received;
        return false;
    }

    /// <summary>The status of a stored code; anything unknown counts as received.</summary>
    public static CaseStatus Parse(string? code) => TryParse(code, out var status) ? status : CaseStatus.Received;

    /// <summary>True when nobody works on the case any more.</summary>
    public static bool IsFinal(this CaseStatus status) =>
        status is CaseStatus.Closed or CaseStatus.OutOfScope or CaseStatus.Declined;
}
