using AfterSales.Service.Customers;
using AfterSales.Service.Equipment;
using AfterSales.Service.Registers;
using AfterSales.Service.Storage;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Web.Pages.Equipment;

/// <summary>Adds a product, or changes the one whose serial number stands in the address.</summary>
public sealed class EditModel(EquipmentRegister equipment, CustomerRegister customers) : EntryPage
{
    public EquipmentEntry Entry { get; private set; } = new(null, null, null, null, null, null, null);

    /// <summary>The serial number of the product being changed; null for a new one.</summary>
    public string? Existing { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? serial, string? customer, CancellationToken ct)
    {
        if (!await FindAsync(serial, ct))
            return Missing();
        if (Existing is null)
            Entry = Entry with { CustomerEmail = customer };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync([FromQuery] string? serial, IFormCollection form, CancellationToken ct)
    {
        if (!await FindAsync(serial, ct))
            return Missing();
        string? Value(string name) => form[name].FirstOrDefault();
        Entry = new(Existing ?? Value("serialNumber"), Value("model"), Value("customerEmail"), Value("site"), Value("installedOn"), Value("warrantyUntil"), Value("state"));
        var saved = await equipment.SaveAsync(Entry, Existing, Person.Id, T.Language, ct);
        if (saved.Value is not { } item)
            return Again(saved.Errors, field => T[$"web.registers.{LabelOf(field)}"]);
        Toast(T["web.registers.saved"]);
        return LocalRedirect(RegisterLinks.Equipment(item.SerialNumber));
    }

    private async Task<bool> FindAsync(string? serial, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(serial))
            return true;
        if (await equipment.FindAsync(serial, ct) is not { } item)
            return false;
        Existing = item.SerialNumber;
        var owner = item.CustomerKey is { } key ? await customers.FindAsync(key, ct) : null;
        var site = item.SiteKey is { } place ? await customers.FindSiteAsync(place, ct) : null;
        Entry = new(item.SerialNumber, item.Model, owner?.Email, site?.Name, item.InstalledOn.ToStored(), item.WarrantyUntil.ToStored(), item.State);
        return true;
    }

    private static string LabelOf(string field) => field switch
    {
        "serialNumber" => "serial",
        "customerEmail" => "customerEmail",
        _ => field,
    };
}
