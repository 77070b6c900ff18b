using AfterSales.Engine;
using AfterSales.Service.Customers;
using AfterSales.Service.Equipment;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Contracts;

/// <summary>Finds what a product is entitled to: its contracts, and its warranty as the decision table has it (OPN-44).</summary>
public sealed class Entitlements
{
    private readonly ProcessEngine _engine;
    private readonly WarrantyDecision _warranty;

    internal Entitlements(ProcessEngine engine, WarrantyDecision warranty) => (_engine, _warranty) = (engine, warranty);

    /// <summary>
    /// The entitlement on a day. Digits may be Persian, blanks and case do not matter. <paramref name="chosen"/> is the number of the
    /// contract somebody picked where several run.
    /// </summary>
    public async Task<Entitlement> FindAsync(string? serialNumber, DateOnly on, string? chosen = null, CancellationToken ct = default)
    {
        if (string.IsNullOrWhiteSpace(serialNumber))
            return new Entitlement();
        var serial = Digits.ToLatin(serialNumber.Trim());
        var found = await _engine.ReadAsync(
            db => EquipmentTable.Find(db, serial) is { } item
                ? new Entitlement
                {
                    Equipment = item,
                    Site = item.SiteKey is { } site ? SiteTable.Find(db, site) : null,
                    Running = item.State == EquipmentStates.Retired ? [] : [.. ContractTable.OfEquipment(db, item.Key).Where(contract => contract.RunsOn(on))],
                }
                : new Entitlement(), ct);
        if (found.Equipment is null)
            return found;
        return await _warranty.JudgeAsync(found with
        {
            WarrantyUntil = found.Equipment.WarrantyUntil,
            Contract = found.Running.Count == 1 ? found.Running[0] : found.Running.FirstOrDefault(contract => string.Equals(contract.Number, chosen?.Trim(), StringComparison.OrdinalIgnoreCase)),
        }, found.Equipment, on, ct);
    }
}
