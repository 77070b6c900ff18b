namespace AfterSales.Service.Charges;

/// <summary>
/// Data handed to finance, which writes the document itself (CHG-03, CHG-05): an invoice for a charge, a deduction the customer may
/// make (CLS-07), or a credit that takes an invoice back.
/// </summary>
public sealed record Invoice
{
    public required string Number { get; init; }

    /// <summary>The charge it stands for; null for a deduction by itself.</summary>
    public string? Charge { get; init; }

    public string? CaseNumber { get; init; }

    /// <summary>One of <see cref="InvoiceKind"/>.</summary>
    public required string Kind { get; init; }

    public required Money Money { get; init; }

    /// <summary>One of <see cref="InvoiceStatus"/>.</summary>
    public required string Status { get; init; }

    public string? Reason { get; init; }

    public DateTimeOffset DraftedAt { get; init; }

    public DateTimeOffset? HandedOverAt { get; init; }

    /// <summary>The day the money arrived, as finance says.</summary>
    public DateOnly? PaidOn { get; init; }
}

/// <summary>What finance is asked to do.</summary>
public static class InvoiceKind
{
    public const string Invoice = "invoice";

    /// <summary>The customer pays less for other goods; money itself is not given back by our sources (RET).</summary>
    public const string Deduction = "deduction";

    /// <summary>An invoice is taken back.</summary>
    public const string Credit = "credit";

    public static IReadOnlyList<string> All { get; } = [Invoice, Deduction, Credit];
}

/// <summary>How far it has come.</summary>
public static class InvoiceStatus
{
    /// <summary>Prepared with the charge, not handed over.</summary>
    public const string Draft = "draft";

    public const string HandedOver = "handedOver";

    public const string Paid = "paid";

    public const string Credited = "credited";

    public static IReadOnlyList<string> All { get; } = [Draft, HandedOver, Paid, Credited];
}
