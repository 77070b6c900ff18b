using System.Data.Common;
using AfterSales.Engine.Commits;
using AfterSales.Service.Storage;

namespace AfterSales.Service.Equipment;

/// <summary>Equipment in the database.</summary>
internal static class EquipmentTable
{
    /// <summary>
    /// The equipment with this serial number, or a new one that belongs to the customer. A later request by somebody else
    /// is linked to it and changes nothing on it but a missing model.
    /// </summary>
    public static long FindOrAdd(CommitContext commit, string serialNumber, string? model, long customerKey) =>
        commit.First<long>(
            """
            INSERT INTO equipment (equipment_key, serial_upper, serial_number, model, customer_key, created_at)
            VALUES (@Key, @Upper, @serialNumber, @model, @customerKey, @Now)
            ON CONFLICT (serial_upper) DO UPDATE SET model = coalesce(model, excluded.model)
            RETURNING equipment_key
            """,
            new { Key = commit.NextKey(), Upper = serialNumber.ToUpperInvariant(), serialNumber, model, customerKey, Now = commit.Now.ToStored() });

    public static EquipmentItem? Find(DbConnection db, long key) => db.List<Row>(
        """
        SELECT equipment_key AS Key, serial_number AS SerialNumber, model AS Model, customer_key AS CustomerKey, created_at AS CreatedAt
        FROM equipment WHERE equipment_key = @key
        """,
        new { key }).FirstOrDefault()?.ToItem();

    private sealed class Row
    {
        public long Key { get; init; }
        public string SerialNumber { get; init; } = "";
        public string? Model { get; init; }
        public long? CustomerKey { get; init; }
        public long CreatedAt { get; init; }

        public EquipmentItem ToItem() => new()
        {
            Key = Key,
            SerialNumber = SerialNumber,
            Model = Model,
            CustomerKey = CustomerKey,
            CreatedAt = Instants.FromStored(CreatedAt),
        };
    }
}
