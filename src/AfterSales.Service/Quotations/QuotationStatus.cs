namespace AfterSales.Service.Quotations;

/// <summary>Where an offer to a customer stands.</summary>
public static class QuotationStatus
{
    /// <summary>Sent, not answered.</summary>
    public const string Open = "open";

    public const string Accepted = "accepted";

    /// <summary>The customer said no; the reason is kept (OPN-13).</summary>
    public const string Declined = "declined";

    /// <summary>The customer said yes after the last day of validity: a new quotation is due.</summary>
    public const string Expired = "expired";

    /// <summary>Taken back: the case it was made for ended without an answer (OPN-13).</summary>
    public const string Withdrawn = "withdrawn";

    /// <summary>All of them, in the order of a quotation's life.</summary>
    public static IReadOnlyList<string> All { get; } = [Open, Accepted, Declined, Expired, Withdrawn];
}
