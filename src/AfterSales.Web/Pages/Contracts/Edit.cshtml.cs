using AfterSales.Service.Registers;
using AfterSales.Service.Storage;
using AfterSales.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Web.Pages.Contracts;

/// <summary>Adds a maintenance contract, or changes the one whose number stands in the address. For managers and process owners.</summary>
[Authorize(Rights.Oversight)]
public sealed class EditModel(ContractRegister contracts, CustomerRegister customers) : EntryPage
{
    public ContractEntry Entry { get; private set; } = new(null, null, null, null, null, [], [], null);

    /// <summary>The number of the contract being changed; null for a new one.</summary>
    public string? Existing { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? number, string? customer, string? serial, CancellationToken ct)
    {
        if (!await FindAsync(number, ct))
            return Missing();
        if (Existing is null)
            Entry = Entry with { CustomerEmail = customer, Equipment = serial is null ? [] : [serial], Covers = ["labour"] };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync([FromQuery] string? number, IFormCollection form, CancellationToken ct)
    {
        if (!await FindAsync(number, ct))
            return Missing();
        string? Value(string name) => form[name].FirstOrDefault();
        Entry = new(
            Existing ?? Value("number"), Value("customerEmail"), Value("from"), Value("until"), Value("responseClass"), [.. form["covers"].OfType<string>()],
            [.. (Value("equipment") ?? "").Split(['\n', ',', '،', '，'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)], Value("note"));
        var saved = await contracts.SaveAsync(Entry, Existing, Person.Id, T.Language, ct);
        if (saved.Value is not { } view)
            return Again(saved.Errors, field => T[$"web.registers.{LabelOf(field)}"]);
        Toast(T["web.registers.saved"]);
        return LocalRedirect(RegisterLinks.Customer(view.Contract.CustomerKey));
    }

    private async Task<bool> FindAsync(string? number, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(number))
            return true;
        if (await contracts.FindAsync(number, ct) is not { } view)
            return false;
        Existing = view.Contract.Number;
        var owner = view.Customer ?? await customers.FindAsync(view.Contract.CustomerKey, ct);
        Entry = new(
            view.Contract.Number, owner?.Email, view.Contract.From.ToStored(), view.Contract.Until.ToStored(), view.Contract.ResponseClass, view.Contract.Covers,
            [.. view.Equipment.Select(item => item.SerialNumber)], view.Contract.Note);
        return true;
    }

    private static string LabelOf(string field) => field == "number" ? "contract" : field;
}
