using AfterSales.Engine;
using AfterSales.Service.Contracts;
using AfterSales.Service.Customers;
using AfterSales.Service.Equipment;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Registers;

/// <summary>A contract as somebody enters it; days are texts such as <c>2026-11-21</c>, equipment is named by serial number.</summary>
public sealed record ContractEntry(
    string? Number, string? CustomerEmail, string? From, string? Until, string? ResponseClass, IReadOnlyList<string>? Covers, IReadOnlyList<string>? Equipment, string? Note);

/// <summary>A contract with its customer and what it covers.</summary>
public sealed record ContractView(Contract Contract, Customer? Customer, IReadOnlyList<EquipmentItem> Equipment);

/// <summary>Maintenance contracts (CON-01): found, added, changed.</summary>
public sealed class ContractRegister(ProcessEngine engine)
{
    private const int MostEquipment = 500;

    public Task<Found<Contract>> SearchAsync(string? text, long? customerKey, DateOnly? runningOn, int skip, int take, CancellationToken ct = default) =>
        engine.ReadAsync(db => ContractTable.Search(db, text, customerKey, runningOn, skip, take) is var (items, total) ? new Found<Contract>(items, total) : null!, ct);

    public Task<ContractView?> FindAsync(string number, CancellationToken ct = default) => engine.ReadAsync(
        db => ContractTable.Find(db, number) is { } contract
            ? new ContractView(contract, CustomerTable.Find(db, contract.CustomerKey), EquipmentTable.OfContract(db, contract.Key))
            : null, ct);

    /// <summary>Adds a contract, or changes the one with <paramref name="existing"/> as number. It has to end on or after its first day and to name known equipment.</summary>
    public async Task<Saved<ContractView>> SaveAsync(ContractEntry entry, string? existing, string by, Language language, CancellationToken ct = default)
    {
        var check = new EntryCheck(language);
        var number = existing ?? check.Text("number", entry.Number, 80, required: true, code: true);
        var email = check.Text("customerEmail", entry.CustomerEmail, 254, required: true, code: true);
        var (from, until) = (check.Day("from", entry.From, required: true), check.Day("until", entry.Until, required: true));
        if (until < from)
            check.Add("until", "register.endsBeforeItBegins");
        var response = check.Choice("responseClass", entry.ResponseClass, ContractCover.ResponseClasses);
        var covers = check.Choices("covers", entry.Covers, ContractCover.All);
        var note = check.Text("note", entry.Note, 2000, lines: true);
        var serials = (entry.Equipment ?? []).Select(serial => Digits.ToLatin(serial.Trim())).Where(serial => serial.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (serials.Count > MostEquipment)
            check.Add("equipment", "register.tooMuchEquipment", MostEquipment);
        var (customer, equipment) = await engine.ReadAsync(
            db => (email is null ? null : CustomerTable.Find(db, email), serials.Take(MostEquipment).Select(serial => (Serial: serial, Item: EquipmentTable.Find(db, serial))).ToList()), ct);
        if (email is not null && customer is null)
            check.Add("customerEmail", "register.unknownCustomer");
        if (equipment.FirstOrDefault(found => found.Item is null).Serial is { } unknown)
            check.Add("equipment", "register.unknownSerial", unknown);
        if (!check.IsRight)
            return Saved<ContractView>.Refused(check.Errors);
        var contract = new Contract
        {
            Number = number!, CustomerKey = customer!.Key, From = from!.Value, Until = until!.Value, ResponseClass = response, Covers = covers, Note = note,
        };
        var saved = await engine.WriteAsync(
            commit =>
            {
                if (ContractTable.Find(commit, contract.Number) is null != (existing is null))
                    return false;
                ContractTable.Save(commit, contract, equipment.Select(found => found.Item!.Key));
                return true;
            }, by, ct);
        if (saved)
            return Saved<ContractView>.As((await FindAsync(contract.Number, ct))!);
        check.Add("number", existing is null ? "register.contractTaken" : "register.unknownContract", contract.Number);
        return Saved<ContractView>.Refused(check.Errors);
    }
}
