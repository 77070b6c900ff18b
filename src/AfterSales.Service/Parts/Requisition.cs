using AfterSales.Service.Charges;

namespace AfterSales.Service.Parts;

/// <summary>A request for spare parts: what, how much of it is kept back, when the rest is expected (SPR-01 to SPR-08).</summary>
public sealed record Requisition
{
    public required string Number { get; init; }

    /// <summary>Null for a process outside any case.</summary>
    public string? CaseNumber { get; init; }

    /// <summary>One of <see cref="RequisitionStatus"/>.</summary>
    public required string Status { get; init; }

    public string? Reason { get; init; }

    /// <summary>Free or paid parts follow from it (OPN-25).</summary>
    public required ChargeType ChargeType { get; init; }

    public required IReadOnlyList<RequisitionLine> Lines { get; init; }

    public DateTimeOffset RequestedAt { get; init; }

    public DateTimeOffset? OrderedAt { get; init; }

    /// <summary>When what was ordered should be here.</summary>
    public DateOnly? ExpectedOn { get; init; }

    public DateTimeOffset? IssuedAt { get; init; }

    /// <summary>Why it was rejected or given up.</summary>
    public string? ClosedReason { get; init; }

    /// <summary>The lines of which something is not there yet.</summary>
    public IEnumerable<RequisitionLine> Missing => RequisitionStatus.IsFinal(Status) ? [] : Lines.Where(line => line.Missing > 0);
}

/// <summary>One part of a requisition.</summary>
public sealed record RequisitionLine(int Line, string PartNumber, string Name, decimal Quantity, decimal Reserved)
{
    public decimal Missing => Quantity - Reserved;
}
