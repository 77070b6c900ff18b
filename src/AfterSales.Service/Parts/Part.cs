using AfterSales.Service.Charges;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Parts;

/// <summary>A spare part of the catalogue.</summary>
public sealed record Part
{
    /// <summary>As printed on it; the same in any case of its letters.</summary>
    public required string Number { get; init; }

    public required LocalText Name { get; init; }

    /// <summary>What is counted: <c>pcs</c>, <c>m</c>, <c>l</c>, <c>kg</c>, <c>set</c>.</summary>
    public string Unit { get; init; } = "pcs";

    /// <summary>What the customer pays for one when he pays; null when it has no list price.</summary>
    public Money? Price { get; init; }

    /// <summary>Calendar days until a supplier delivers.</summary>
    public int LeadDays { get; init; } = UsualLeadDays;

    /// <summary>False: no longer asked for, stock may be left.</summary>
    public bool Active { get; init; } = true;

    /// <summary>Stock by warehouse.</summary>
    public IReadOnlyList<StockOfPart> Stock { get; init; } = [];

    /// <summary>For parts whose supplier says nothing, and for those not in the catalogue.</summary>
    public const int UsualLeadDays = 14;

    internal static string Key(string number) => number.Trim().ToUpperInvariant();
}

/// <summary>How much of a part lies in one warehouse, and how much of that is kept back for requisitions.</summary>
public sealed record StockOfPart(string Warehouse, LocalText WarehouseName, bool IsUsable, decimal OnHand, decimal Reserved)
{
    /// <summary>What can still be given away: nothing from a warehouse of defective parts.</summary>
    public decimal Free => IsUsable ? OnHand - Reserved : 0;
}
