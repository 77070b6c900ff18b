using AfterSales.Service.Commerce;

namespace AfterSales.Service.Parts;

/// <summary>
/// Which part would be taken from which warehouse now, and what is missing. Usable warehouses in their order; a line may be
/// served from several.
/// </summary>
internal sealed record StockPlan(IReadOnlyList<PlannedTake> Takes, IReadOnlyList<PlannedGap> Gaps)
{
    public bool IsComplete => Gaps.Count == 0;

    /// <summary>The plan for lines in their order, numbered from 1.</summary>
    public static StockPlan Make(DbSource db, IReadOnlyList<WantedPart> wanted)
    {
        var takes = new List<PlannedTake>();
        var gaps = new List<PlannedGap>();
        foreach (var (part, index) in wanted.Select((part, index) => (part, index)))
        {
            var left = part.Quantity.ToStored();
            foreach (var place in StockTable.Free(db, Part.Key(part.PartNumber)).TakeWhile(_ => left > 0))
            {
                var taken = Math.Min(left, place.Free);
                takes.Add(new PlannedTake(index + 1, Part.Key(part.PartNumber), place.WarehouseId, taken));
                left -= taken;
            }
            if (left > 0)
                gaps.Add(new PlannedGap(index + 1, part.PartNumber, part.Name, Quantity.FromStored(left)));
        }
        return new StockPlan(takes, gaps);
    }

    /// <summary>True when both promise the same.</summary>
    public bool IsSameAs(StockPlan other) => Takes.SequenceEqual(other.Takes) && Gaps.SequenceEqual(other.Gaps);
}

/// <param name="Stored">In thousandths.</param>
internal sealed record PlannedTake(int Line, string PartKey, string WarehouseId, long Stored);

internal sealed record PlannedGap(int Line, string PartNumber, string Name, decimal Quantity);
