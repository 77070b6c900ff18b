using AfterSales.Engine.Commits;
using AfterSales.Service.Commerce;
using AfterSales.Service.Languages;
using AfterSales.Service.Storage;

namespace AfterSales.Service.Parts;

/// <summary>Stock per part and warehouse. Every change leaves a movement; the database itself refuses to go below nought.</summary>
internal static class StockTable
{
    /// <summary>Where something of the part can be taken from, in the order it is.</summary>
    public static List<FreeStock> Free(DbSource db, string partKey) => db.List<FreeStock>(
        """
        SELECT s.warehouse_id AS WarehouseId, s.on_hand - s.reserved AS Free FROM stock s JOIN warehouses w ON w.warehouse_id = s.warehouse_id
        WHERE s.part_upper = @partKey AND w.usable = 1 AND s.on_hand > s.reserved ORDER BY w.rank
        """,
        new { partKey });

    public static List<(string PartKey, StockOfPart Stock)> Of(DbSource db, IReadOnlyCollection<string> partKeys) => [.. db.List<Row>(
        """
        SELECT s.part_upper AS PartKey, s.warehouse_id AS WarehouseId, w.name_en AS NameEn, w.name_fa AS NameFa, w.name_zh AS NameZh, w.usable AS Usable,
            s.on_hand AS OnHand, s.reserved AS Reserved
        FROM stock s JOIN warehouses w ON w.warehouse_id = s.warehouse_id WHERE s.part_upper IN @partKeys ORDER BY w.rank
        """,
        new { partKeys }).Select(row => (row.PartKey, new StockOfPart(
            row.WarehouseId, new LocalText(row.NameEn, row.NameFa, row.NameZh), row.Usable != 0, Quantity.FromStored(row.OnHand), Quantity.FromStored(row.Reserved))))];

    public static bool HasWarehouse(DbSource db, string id) => db.First<long>("SELECT count(*) FROM warehouses WHERE warehouse_id = @id", new { id }) > 0;

    public static void Reserve(CommitContext commit, string requisition, PlannedTake take)
    {
        commit.Execute("UPDATE stock SET reserved = reserved + @Stored WHERE part_upper = @PartKey AND warehouse_id = @WarehouseId", take);
        commit.Execute(
            """
            INSERT INTO part_reservations (requisition_number, line, warehouse_id, quantity) VALUES (@requisition, @Line, @WarehouseId, @Stored)
            ON CONFLICT (requisition_number, line, warehouse_id) DO UPDATE SET quantity = part_reservations.quantity + excluded.quantity
            """,
            new { requisition, take.Line, take.WarehouseId, take.Stored });
    }

    /// <summary>Gives back what is kept for a requisition.</summary>
    public static void Release(CommitContext commit, string requisition)
    {
        foreach (var held in Held(commit, requisition))
            commit.Execute("UPDATE stock SET reserved = reserved - @Stored WHERE part_upper = @PartKey AND warehouse_id = @WarehouseId", held);
        commit.Execute("DELETE FROM part_reservations WHERE requisition_number = @requisition", new { requisition });
    }

    /// <summary>Takes what is kept for a requisition out of stock.</summary>
    public static void Issue(CommitContext commit, string requisition)
    {
        foreach (var held in Held(commit, requisition))
        {
            commit.Execute("UPDATE stock SET reserved = reserved - @Stored, on_hand = on_hand - @Stored WHERE part_upper = @PartKey AND warehouse_id = @WarehouseId", held);
            Note(commit, held.PartKey, held.WarehouseId, -held.Stored, "issued", requisition);
        }
    }

    /// <summary>Adds to stock, or takes away with a negative quantity.</summary>
    /// <returns>False when less would be left than is kept back.</returns>
    public static bool Put(CommitContext commit, string partKey, string warehouseId, long stored, string reason, string? document)
    {
        commit.Execute("INSERT INTO stock (part_upper, warehouse_id, on_hand, reserved) VALUES (@partKey, @warehouseId, 0, 0) ON CONFLICT DO NOTHING", new { partKey, warehouseId });
        var changed = commit.Change(
            "UPDATE stock SET on_hand = on_hand + @stored WHERE part_upper = @partKey AND warehouse_id = @warehouseId AND on_hand + @stored >= reserved",
            new { partKey, warehouseId, stored });
        if (changed == 1)
            Note(commit, partKey, warehouseId, stored, reason, document);
        return changed == 1;
    }

    /// <summary>Writes down a movement that touches no stock, such as a part thrown away.</summary>
    public static void Note(CommitContext commit, string partKey, string? warehouseId, long stored, string reason, string? document) => commit.Execute(
        """
        INSERT INTO stock_movements (movement_key, part_upper, warehouse_id, quantity, reason, document, moved_by, moved_at)
        VALUES (@Key, @partKey, @warehouseId, @stored, @reason, @document, @Actor, @Now)
        """,
        new { Key = commit.NextKey(), partKey, warehouseId, stored, reason, document, commit.Actor, Now = commit.Now.ToStored() });

    private static List<HeldStock> Held(CommitContext commit, string requisition) => commit.Query<HeldStock>(
        """
        SELECT l.part_upper AS PartKey, r.warehouse_id AS WarehouseId, r.quantity AS Stored FROM part_reservations r
        JOIN requisition_lines l ON l.requisition_number = r.requisition_number AND l.line = r.line WHERE r.requisition_number = @requisition
        """,
        new { requisition });

    internal sealed class FreeStock
    {
        public string WarehouseId { get; init; } = "";
        public long Free { get; init; }
    }

    private sealed class HeldStock
    {
        public string PartKey { get; init; } = "";
        public string WarehouseId { get; init; } = "";
        public long Stored { get; init; }
    }

    private sealed class Row
    {
        public string PartKey { get; init; } = "";
        public string WarehouseId { get; init; } = "";
        public string NameEn { get; init; } = "";
        public string NameFa { get; init; } = "";
        public string NameZh { get; init; } = "";
        public long Usable { get; init; }
        public long OnHand { get; init; }
        public long Reserved { get; init; }
    }
}
