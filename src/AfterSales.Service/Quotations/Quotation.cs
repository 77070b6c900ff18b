using AfterSales.Service.Charges;

namespace AfterSales.Service.Quotations;

/// <summary>An offer to a customer before work begins (CHG-10, REP-08): lines, total, until when it holds.</summary>
public sealed record Quotation
{
    public required string Number { get; init; }

    /// <summary>Null for a process outside any case.</summary>
    public string? CaseNumber { get; init; }

    /// <summary>One of <see cref="QuotationStatus"/>.</summary>
    public string Status { get; init; } = QuotationStatus.Open;

    public required ChargeType ChargeType { get; init; }

    public required Currency Currency { get; init; }

    public required IReadOnlyList<QuotationLine> Lines { get; init; }

    /// <summary>Sum of the lines, each rounded to the currency.</summary>
    public required decimal Total { get; init; }

    /// <summary>What the customer has to pay: the total, or nothing where the company pays (CLS-04).</summary>
    public decimal Payable => ChargeType.IsPaidByCustomer() ? Total : 0;

    /// <summary>Last day on which a yes counts, in the case's calendar.</summary>
    public required DateOnly ValidUntil { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>What the customer gave as his reason.</summary>
    public string? Reason { get; init; }
}

/// <summary>One line: <see cref="Amount"/> is quantity times price, rounded to the currency.</summary>
public sealed record QuotationLine(string Text, decimal Quantity, decimal Price, decimal Amount);
