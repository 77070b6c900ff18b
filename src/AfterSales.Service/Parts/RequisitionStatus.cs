namespace AfterSales.Service.Parts;

/// <summary>Where a request for spare parts stands.</summary>
public static class RequisitionStatus
{
    /// <summary>Something is not in stock; what is there is kept back.</summary>
    public const string Requested = "requested";

    /// <summary>Everything is kept back for it.</summary>
    public const string Reserved = "reserved";

    /// <summary>What is missing has been ordered.</summary>
    public const string Ordered = "ordered";

    /// <summary>Handed over.</summary>
    public const string Issued = "issued";

    /// <summary>Not approved (SPR-02).</summary>
    public const string Rejected = "rejected";

    /// <summary>Given up by those who asked, or because the work it was for ended.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>The part cannot be had.</summary>
    public const string Unavailable = "unavailable";

    /// <summary>All of them, in the order of a requisition's life.</summary>
    public static IReadOnlyList<string> All { get; } = [Requested, Reserved, Ordered, Issued, Rejected, Cancelled, Unavailable];

    /// <summary>True when nothing more happens to it and it holds nothing back.</summary>
    public static bool IsFinal(string status) => status is Issued or Rejected or Cancelled or Unavailable;
}
