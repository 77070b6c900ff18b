using AfterSales.Engine;
using AfterSales.Service.Cases;
using AfterSales.Service.Contracts;
using AfterSales.Service.Customers;
using AfterSales.Service.Equipment;
using AfterSales.Service.Languages;
using AfterSales.Service.People;
using AfterSales.Service.WorkOrders;

namespace AfterSales.Service.Registers;

/// <summary>A product as somebody enters it; days are texts such as <c>2026-11-21</c>.</summary>
public sealed record EquipmentEntry(
    string? SerialNumber, string? Model, string? CustomerEmail, string? Site, string? InstalledOn, string? WarrantyUntil, string? State);

/// <summary>A product with all that is known of it.</summary>
public sealed record EquipmentView(
    EquipmentItem Item, Customer? Customer, Entitlement Entitlement, IReadOnlyList<Contract> Contracts, IReadOnlyList<CaseListItem> Cases, IReadOnlyList<WorkOrder> WorkOrders);

/// <summary>Products by serial number (SRQ-03): found, added, changed, with contracts, warranty and history.</summary>
public sealed class EquipmentRegister(ProcessEngine engine, Entitlements entitlements, CaseQueries cases, WorkOrderDesk workOrders, TimeProvider clock)
{
    public Task<Found<EquipmentItem>> SearchAsync(string? text, long? customerKey, string? state, int skip, int take, CancellationToken ct = default) =>
        engine.ReadAsync(db => EquipmentTable.Search(db, text, customerKey, state, skip, take) is var (items, total) ? new Found<EquipmentItem>(items, total) : null!, ct);

    public Task<EquipmentItem?> FindAsync(string serialNumber, CancellationToken ct = default) => engine.ReadAsync(db => EquipmentTable.Find(db, serialNumber), ct);

    /// <summary>The product and what hangs on it; of its cases those the reader may see, of its work orders what a search tells the reader. Null for an unknown serial number.</summary>
    public async Task<EquipmentView?> GetAsync(string serialNumber, Person reader, CancellationToken ct = default)
    {
        var entitlement = await entitlements.FindAsync(serialNumber, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), ct: ct);
        if (entitlement.Equipment is not { } item)
            return null;
        var (customer, contracts) = await engine.ReadAsync(
            db => (item.CustomerKey is { } key ? CustomerTable.Find(db, key) : null, ContractTable.OfEquipment(db, item.Key)), ct);
        var history = await cases.ListAsync(new CaseFilter { EquipmentKey = item.Key, Take = 100 }, reader, ct);
        return new EquipmentView(item, customer, entitlement, contracts, history.Items, await workOrders.OfEquipmentAsync(item.Key, reader, ct));
    }

    /// <summary>
    /// Adds a product, or changes the one with <paramref name="existing"/> as serial number. A new one whose serial number is on file
    /// already is refused; a serial number itself never changes.
    /// </summary>
    public async Task<Saved<EquipmentItem>> SaveAsync(EquipmentEntry entry, string? existing, string by, Language language, CancellationToken ct = default)
    {
        var check = new EntryCheck(language);
        var serial = existing ?? check.Text("serialNumber", entry.SerialNumber, 80, required: true, code: true);
        var item = new EquipmentItem
        {
            Key = 0,
            SerialNumber = serial ?? "",
            Model = check.Text("model", entry.Model, 120),
            InstalledOn = check.Day("installedOn", entry.InstalledOn),
            WarrantyUntil = check.Day("warrantyUntil", entry.WarrantyUntil),
            State = check.Choice("state", entry.State, EquipmentStates.All) ?? EquipmentStates.Delivered,
        };
        if (item.WarrantyUntil < item.InstalledOn)
            check.Add("warrantyUntil", "register.warrantyBeforeInstallation");
        var (email, site) = (check.Text("customerEmail", entry.CustomerEmail, 254, code: true), check.Text("site", entry.Site, 160));
        var customer = email is null ? null : await engine.ReadAsync(db => CustomerTable.Find(db, email), ct);
        if (email is not null && customer is null)
            check.Add("customerEmail", "register.unknownCustomer");
        if (site is not null && customer is null)
            check.Add("site", "register.siteNeedsCustomer");
        if (!check.IsRight)
            return Saved<EquipmentItem>.Refused(check.Errors);
        var saved = await engine.WriteAsync(
            commit =>
            {
                var before = EquipmentTable.Find(commit, item.SerialNumber);
                if (before is null != (existing is null))
                    return false;
                EquipmentTable.Save(commit, item with
                {
                    Key = before?.Key ?? 0,
                    SerialNumber = before?.SerialNumber ?? item.SerialNumber,
                    CustomerKey = customer?.Key,
                    SiteKey = site is null ? null : SiteTable.FindOrAdd(commit, customer!.Key, site, null),
                });
                return true;
            }, by, ct);
        if (saved)
            return Saved<EquipmentItem>.As((await FindAsync(item.SerialNumber, ct))!);
        check.Add("serialNumber", existing is null ? "register.serialTaken" : "register.unknownSerial", item.SerialNumber);
        return Saved<EquipmentItem>.Refused(check.Errors);
    }
}
