using AfterSales.Service.Customers;
using AfterSales.Service.Equipment;

namespace AfterSales.Service.Contracts;

/// <summary>What the owner of a product may expect free of charge on a day (REP-08, CLS-04).</summary>
public sealed record Entitlement
{
    /// <summary>Null when no product with this serial number is on file.</summary>
    public EquipmentItem? Equipment { get; init; }

    public Site? Site { get; init; }

    /// <summary>The contracts that run on the day and name the product.</summary>
    public IReadOnlyList<Contract> Running { get; init; } = [];

    /// <summary>The one contract that speaks for the product; null when there is none, and when there are several and nobody has chosen.</summary>
    public Contract? Contract { get; init; }

    public DateOnly? WarrantyUntil { get; init; }

    public bool UnderWarranty { get; init; }

    /// <summary>Why the decision <c>warranty</c> says so, as its code.</summary>
    public string? Reason { get; init; }

    /// <summary>Why the warranty cannot be judged: the decision is missing or gives no answer. Null when it was judged.</summary>
    public string? Undecided { get; init; }

    public bool UnderContract => Running.Count > 0;

    /// <summary><c>unknown</c> serial number, <c>ambiguous</c> where several contracts compete, else <c>known</c>.</summary>
    public string Status => Equipment is null ? "unknown" : Contract is null && Running.Count > 1 ? "ambiguous" : "known";
}
