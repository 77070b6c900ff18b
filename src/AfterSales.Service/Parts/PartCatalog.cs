using AfterSales.Engine;
using AfterSales.Service.Commerce;
using AfterSales.Service.People;

namespace AfterSales.Service.Parts;

/// <summary>Keeps the catalogue and corrects stock, for warehouse, purchasing, process owners and admins.</summary>
public sealed class PartCatalog(ProcessEngine engine)
{
    private const int LongestReason = 200;

    /// <summary>Whether the person may change parts and stock.</summary>
    public static bool MayChange(Person person) => person.IsAdmin || person.Roles.Contains(AccountRoles.ProcessOwner) || person.IsIn(TradeVisibility.Stores);

    /// <summary>Adds the part, or changes the one of this number.</summary>
    public Task SaveAsync(Part part, Person by, CancellationToken ct = default) => engine.WriteAsync(commit => PartTable.Save(commit, part), by.Id, ct);

    /// <summary>Adds to the stock of a warehouse, or takes away with a negative change.</summary>
    /// <returns>Null when done, otherwise why not.</returns>
    public async Task<StockRefusal?> ChangeStockAsync(string partNumber, string warehouse, decimal change, string reason, Person by, CancellationToken ct = default)
    {
        if (change == 0 || Math.Abs(change) > TradeNumbers.LargestQuantity || Math.Round(change, 3) != change)
            return StockRefusal.Quantity;
        return await engine.WriteAsync(
            commit =>
            {
                if (PartTable.Find(commit, [partNumber]).Count == 0)
                    return (StockRefusal?)StockRefusal.UnknownPart;
                if (!StockTable.HasWarehouse(commit, warehouse))
                    return StockRefusal.UnknownWarehouse;
                var told = reason.Length > LongestReason ? reason[..LongestReason] : reason;
                return StockTable.Put(commit, Part.Key(partNumber), warehouse, change.ToStored(), told, null) ? null : StockRefusal.NotEnough;
            },
            by.Id, ct);
    }
}

/// <summary>Why a change of stock was not made.</summary>
public enum StockRefusal
{
    /// <summary>Nought, too much, or finer than three decimals.</summary>
    Quantity,

    UnknownPart,

    UnknownWarehouse,

    /// <summary>Less would be left than is kept back for requisitions.</summary>
    NotEnough,
}
