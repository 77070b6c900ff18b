using System.Text.Json;
using System.Text.Json.Serialization;
using AfterSales.Engine.Commits;
using AfterSales.Service.Charges;
using AfterSales.Service.Contracts;
using AfterSales.Service.Customers;
using AfterSales.Service.Equipment;
using AfterSales.Service.Languages;
using AfterSales.Service.Parts;
using AfterSales.Service.Storage;

namespace AfterSales.Service.Demo;

/// <summary>
/// Something to try repairs and charging with: customers with equipment under contract, in the free period, out of both and under two contracts,
/// and parts with stock and without. Added once, into a database that knows no equipment, no parts and no cases; days count back from that day.
/// Of the serial number <see cref="UnknownSerial"/> nothing is on file.
/// </summary>
public static partial class DemoData
{
    /// <summary>A number to try what happens when nobody knows it.</summary>
    public const string UnknownSerial = "DEMO-9999";

    /// <summary>Adds them where there is nothing yet; false when there is.</summary>
    internal static bool Seed(CommitContext commit)
    {
        if (commit.First<long>("SELECT (SELECT count(*) FROM equipment) + (SELECT count(*) FROM parts) + (SELECT count(*) FROM cases)") > 0)
            return false;
        var data = Read();
        var today = DateOnly.FromDateTime(commit.Now.UtcDateTime);
        var customers = data.Customers.ToDictionary(customer => customer.Email, customer => Add(commit, customer));
        var equipment = data.Equipment.ToDictionary(item => item.SerialNumber, item => EquipmentTable.Save(commit, new EquipmentItem
        {
            Key = 0, SerialNumber = item.SerialNumber, Model = item.Model, CustomerKey = customers[item.Customer].Customer, SiteKey = customers[item.Customer].Site,
            InstalledOn = today.AddDays(-item.InstalledDaysAgo), WarrantyUntil = item.WarrantyDaysAhead is { } ahead ? today.AddDays(ahead) : null, State = EquipmentStates.InService,
        }));
        foreach (var contract in data.Contracts)
            ContractTable.Save(
                commit,
                new Contract { Number = contract.Number, CustomerKey = customers[contract.Customer].Customer, From = today.AddDays(-180), Until = today.AddDays(545), Covers = contract.Covers },
                contract.Equipment.Select(serial => equipment[serial]));
        foreach (var part in data.Parts)
            Add(commit, part);
        return true;
    }

    private static (long Customer, long Site) Add(CommitContext commit, CustomerEntry entry)
    {
        var customer = CustomerTable.FindOrAdd(commit, entry.Name, entry.Email, entry.Phone, entry.Company, LanguageCodes.Parse(entry.Language));
        return (customer, SiteTable.FindOrAdd(commit, customer, entry.Site, entry.Address, entry.Calendar));
    }

    private static void Add(CommitContext commit, PartEntry entry)
    {
        PartTable.Save(commit, new Part
        {
            Number = entry.Number, Name = entry.Name, Price = new Money(entry.Price, Currency.Find(entry.Currency)!), LeadDays = entry.LeadDays ?? Part.UsualLeadDays,
        });
        foreach (var (warehouse, pieces) in ((string, int)[])[("main", entry.Main), ("branch", entry.Branch)])
            if (pieces > 0)
                StockTable.Put(commit, Part.Key(entry.Number), warehouse, Quantity.ToStored(pieces), "counted", document: null);
    }

    private static Entries Read()
    {
        using var stream = typeof(DemoData).Assembly.GetManifestResourceStream("Demo/demo-data.json")!;
        return JsonSerializer.Deserialize(stream, DataJson.Default.Entries)!;
    }

    internal sealed record Entries(IReadOnlyList<CustomerEntry> Customers, IReadOnlyList<EquipmentEntry> Equipment, IReadOnlyList<ContractEntry> Contracts, IReadOnlyList<PartEntry> Parts);

    internal sealed record CustomerEntry(string Name, string Email, string Phone, string Company, string Language, string Calendar, string Site, string Address);

    internal sealed record EquipmentEntry(string SerialNumber, string Model, string Customer, int InstalledDaysAgo, int? WarrantyDaysAhead);

    internal sealed record ContractEntry(string Number, string Customer, IReadOnlyList<string> Equipment, IReadOnlyList<string> Covers);

    internal sealed record PartEntry(string Number, LocalText Name, decimal Price, string Currency, int? LeadDays, int Main, int Branch);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(Entries))]
    private sealed partial class DataJson : JsonSerializerContext;
}
