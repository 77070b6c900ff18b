using System.Globalization;
using AfterSales.Engine.Commits;
using AfterSales.Service.Charges;
using AfterSales.Service.Commerce;
using AfterSales.Service.Languages;
using AfterSales.Service.Storage;

namespace AfterSales.Service.Parts;

/// <summary>The catalogue in the database.</summary>
internal static class PartTable
{
    private const string Columns =
        """
        p.part_number AS Number, p.name_en AS NameEn, p.name_fa AS NameFa, p.name_zh AS NameZh, p.unit AS Unit, p.price AS Price, p.currency AS Currency,
        p.lead_days AS LeadDays, p.active AS Active
        """;

    public static void Save(CommitContext commit, Part part) => commit.Execute(
        """
        INSERT INTO parts (part_upper, part_number, name_en, name_fa, name_zh, unit, price, currency, lead_days, active, updated_at)
        VALUES (@Key, @Number, @English, @Persian, @Chinese, @Unit, @Price, @Currency, @LeadDays, @Active, @Now)
        ON CONFLICT (part_upper) DO UPDATE SET part_number = excluded.part_number, name_en = excluded.name_en, name_fa = excluded.name_fa,
            name_zh = excluded.name_zh, unit = excluded.unit, price = excluded.price, currency = excluded.currency, lead_days = excluded.lead_days,
            active = excluded.active, updated_at = excluded.updated_at
        """,
        new
        {
            Key = Part.Key(part.Number), part.Number, part.Name.English, part.Name.Persian, part.Name.Chinese, part.Unit, Price = part.Price?.Stored,
            Currency = part.Price?.Currency.Code, part.LeadDays, Active = part.Active ? 1 : 0, Now = commit.Now.ToStored(),
        });

    /// <summary>The parts of these numbers that are in the catalogue, with their stock.</summary>
    public static List<Part> Find(DbSource db, IReadOnlyCollection<string> numbers) =>
        WithStock(db, db.List<Row>($"SELECT {Columns} FROM parts p WHERE p.part_upper IN @keys", new { keys = numbers.Select(Part.Key).ToList() }));

    public static List<Part> List(DbSource db, string from, object parameters) => WithStock(db, db.List<Row>($"SELECT {Columns} FROM parts p {from}", parameters));

    private static List<Part> WithStock(DbSource db, List<Row> rows)
    {
        var stock = StockTable.Of(db, [.. rows.Select(row => Part.Key(row.Number))]).ToLookup(entry => entry.PartKey, entry => entry.Stock);
        return [.. rows.Select(row => row.ToPart() with { Stock = [.. stock[Part.Key(row.Number)]] })];
    }

    private sealed class Row
    {
        public string Number { get; init; } = "";
        public string NameEn { get; init; } = "";
        public string? NameFa { get; init; }
        public string? NameZh { get; init; }
        public string Unit { get; init; } = "";
        public string? Price { get; init; }
        public string? Currency { get; init; }
        public long LeadDays { get; init; }
        public long Active { get; init; }

        public Part ToPart() => new()
        {
            Number = Number,
            Name = new LocalText(NameEn, NameFa, NameZh),
            Unit = Unit,
            Price = Price is null ? null : new Money(decimal.Parse(Price, CultureInfo.InvariantCulture), Charges.Currency.Find(Currency)!),
            LeadDays = (int)LeadDays,
            Active = Active != 0,
        };
    }
}
