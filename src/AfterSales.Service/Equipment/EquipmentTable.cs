using AfterSales.Engine.Commits;
using AfterSales.Service.Languages;
using AfterSales.Service.Storage;

namespace AfterSales.Service.Equipment;

/// <summary>Equipment in the database.</summary>
internal static class EquipmentTable
{
    private const string Columns =
        """
        e.equipment_key AS Key, e.serial_number AS SerialNumber, e.model AS Model, e.customer_key AS CustomerKey, e.site_key AS SiteKey,
        e.installed_on AS InstalledOn, e.warranty_until AS WarrantyUntil, e.state AS State, e.created_at AS CreatedAt
        """;

    /// <summary>
    /// The equipment with this serial number, or a new one that belongs to the customer. A later request by somebody else
    /// is linked to it and changes nothing on it but a missing model.
    /// </summary>
    public static long FindOrAdd(CommitContext commit, string serialNumber, string? model, long customerKey) =>
        commit.First<long>(
            """
            INSERT INTO equipment (equipment_key, serial_upper, serial_number, model, customer_key, created_at)
            VALUES (@Key, @Upper, @serialNumber, @model, @customerKey, @Now)
            ON CONFLICT (serial_upper) DO UPDATE SET model = coalesce(equipment.model, excluded.model)
            RETURNING equipment_key
            """,
            new { Key = commit.NextKey(), Upper = Upper(serialNumber), serialNumber, model, customerKey, Now = commit.Now.ToStored() });

    /// <summary>Adds the equipment or changes the one with its serial number; returns its key.</summary>
    public static long Save(CommitContext commit, EquipmentItem item) => commit.First<long>(
        """
        INSERT INTO equipment (equipment_key, serial_upper, serial_number, model, customer_key, site_key, installed_on, warranty_until, state, created_at)
        VALUES (@Key, @Upper, @SerialNumber, @Model, @CustomerKey, @SiteKey, @InstalledOn, @WarrantyUntil, @State, @Now)
        ON CONFLICT (serial_upper) DO UPDATE SET
            model = excluded.model, customer_key = excluded.customer_key, site_key = excluded.site_key, installed_on = excluded.installed_on,
            warranty_until = excluded.warranty_until, state = excluded.state
        RETURNING equipment_key
        """,
        new
        {
            Key = item.Key == 0 ? commit.NextKey() : item.Key, Upper = Upper(item.SerialNumber), item.SerialNumber, item.Model, item.CustomerKey, item.SiteKey,
            InstalledOn = item.InstalledOn.ToStored(), WarrantyUntil = item.WarrantyUntil.ToStored(), item.State, Now = commit.Now.ToStored(),
        });

    public static EquipmentItem? Find(RowSource rows, long key) =>
        rows.List<Row>($"SELECT {Columns} FROM equipment e WHERE e.equipment_key = @key", new { key }).FirstOrDefault()?.ToItem();

    public static EquipmentItem? Find(RowSource rows, string serialNumber) =>
        rows.List<Row>($"SELECT {Columns} FROM equipment e WHERE e.serial_upper = @Upper", new { Upper = Upper(serialNumber) }).FirstOrDefault()?.ToItem();

    public static IReadOnlyList<EquipmentItem> OfCustomer(RowSource rows, long customerKey) =>
        [.. rows.List<Row>($"SELECT {Columns} FROM equipment e WHERE e.customer_key = @customerKey ORDER BY e.serial_number LIMIT 500", new { customerKey }).Select(row => row.ToItem())];

    public static IReadOnlyList<EquipmentItem> OfContract(RowSource rows, long contractKey) =>
        [.. rows.List<Row>(
            $"SELECT {Columns} FROM contract_equipment ce JOIN equipment e ON e.equipment_key = ce.equipment_key WHERE ce.contract_key = @contractKey ORDER BY e.serial_number",
            new { contractKey }).Select(row => row.ToItem())];

    /// <summary>By part of serial number, model, owner's name or company; the newest first.</summary>
    public static (IReadOnlyList<EquipmentItem> Items, int Total) Search(RowSource rows, string? text, long? customerKey, string? state, int skip, int take)
    {
        const string where =
            """
            FROM equipment e LEFT JOIN customers c ON c.customer_key = e.customer_key
            WHERE (@customerKey IS NULL OR e.customer_key = @customerKey) AND (@state IS NULL OR e.state = @state)
              AND (@Text IS NULL OR lower(e.serial_number) LIKE @Text ESCAPE '\' OR lower(e.model) LIKE @Text ESCAPE '\'
                OR lower(c.name) LIKE @Text ESCAPE '\' OR lower(c.company) LIKE @Text ESCAPE '\')
            """;
        var parameters = new { Text = string.IsNullOrWhiteSpace(text) ? null : Sql.Anywhere(Digits.ToLatin(text.Trim())), customerKey, state, skip, take };
        var total = rows.List<long>($"SELECT count(*) {where}", parameters)[0];
        return ([.. rows.List<Row>($"SELECT {Columns} {where} ORDER BY e.created_at DESC, e.equipment_key DESC LIMIT @take OFFSET @skip", parameters).Select(row => row.ToItem())], (int)total);
    }

    private static string Upper(string serialNumber) => serialNumber.Trim().ToUpperInvariant();

    private sealed class Row
    {
        public long Key { get; init; }
        public string SerialNumber { get; init; } = "";
        public string? Model { get; init; }
        public long? CustomerKey { get; init; }
        public long? SiteKey { get; init; }
        public string? InstalledOn { get; init; }
        public string? WarrantyUntil { get; init; }
        public string State { get; init; } = "";
        public long CreatedAt { get; init; }

        public EquipmentItem ToItem() => new()
        {
            Key = Key,
            SerialNumber = SerialNumber,
            Model = Model,
            CustomerKey = CustomerKey,
            SiteKey = SiteKey,
            InstalledOn = Days.FromStored(InstalledOn),
            WarrantyUntil = Days.FromStored(WarrantyUntil),
            State = State,
            CreatedAt = Instants.FromStored(CreatedAt),
        };
    }
}
