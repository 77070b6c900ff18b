using AfterSales.Engine.Commits;
using AfterSales.Service.Languages;
using AfterSales.Service.Storage;

namespace AfterSales.Service.Contracts;

/// <summary>Contracts and what they cover, in the database.</summary>
internal static class ContractTable
{
    private const string Columns =
        """
        c.contract_key AS Key, c.contract_number AS Number, c.customer_key AS CustomerKey, c.valid_from AS ValidFrom, c.valid_until AS ValidUntil,
        c.response_class AS ResponseClass, c.covers AS Covers, c.note AS Note
        """;

    /// <summary>Adds the contract or changes the one with its number; it covers exactly this equipment from then on.</summary>
    public static long Save(CommitContext commit, Contract contract, IEnumerable<long> equipmentKeys)
    {
        var key = commit.First<long>(
            """
            INSERT INTO contracts (contract_key, number_upper, contract_number, customer_key, valid_from, valid_until, response_class, covers, note, created_at, changed_at)
            VALUES (@Key, @Upper, @Number, @CustomerKey, @From, @Until, @ResponseClass, @Covers, @Note, @Now, @Now)
            ON CONFLICT (number_upper) DO UPDATE SET
                customer_key = excluded.customer_key, valid_from = excluded.valid_from, valid_until = excluded.valid_until,
                response_class = excluded.response_class, covers = excluded.covers, note = excluded.note, changed_at = excluded.changed_at
            RETURNING contract_key
            """,
            new
            {
                Key = commit.NextKey(), Upper = Upper(contract.Number), contract.Number, contract.CustomerKey, From = contract.From.ToStored(),
                Until = contract.Until.ToStored(), contract.ResponseClass, Covers = string.Join(',', contract.Covers), contract.Note, Now = commit.Now.ToStored(),
            });
        commit.Execute("DELETE FROM contract_equipment WHERE contract_key = @key", new { key });
        foreach (var equipment in equipmentKeys.Distinct())
            commit.Execute("INSERT INTO contract_equipment (contract_key, equipment_key) VALUES (@key, @equipment)", new { key, equipment });
        return key;
    }

    public static Contract? Find(RowSource rows, string number) =>
        rows.List<Row>($"SELECT {Columns} FROM contracts c WHERE c.number_upper = @Upper", new { Upper = Upper(number) }).FirstOrDefault()?.ToContract();

    /// <summary>All contracts that name the equipment, running or not, the latest to end first.</summary>
    public static IReadOnlyList<Contract> OfEquipment(RowSource rows, long equipmentKey) => [.. rows.List<Row>(
        $"""
        SELECT {Columns} FROM contract_equipment ce JOIN contracts c ON c.contract_key = ce.contract_key
        WHERE ce.equipment_key = @equipmentKey ORDER BY c.valid_until DESC, c.contract_number
        """,
        new { equipmentKey }).Select(row => row.ToContract())];

    /// <summary>By part of number or customer, running on a day, of one customer; the latest to end first.</summary>
    public static (IReadOnlyList<Contract> Items, int Total) Search(RowSource rows, string? text, long? customerKey, DateOnly? runningOn, int skip, int take)
    {
        const string where =
            """
            FROM contracts c JOIN customers k ON k.customer_key = c.customer_key
            WHERE (@customerKey IS NULL OR c.customer_key = @customerKey)
              AND (@Day IS NULL OR (c.valid_from <= @Day AND c.valid_until >= @Day))
              AND (@Text IS NULL OR lower(c.contract_number) LIKE @Text ESCAPE '\' OR lower(k.name) LIKE @Text ESCAPE '\' OR lower(k.company) LIKE @Text ESCAPE '\')
            """;
        var parameters = new { Text = string.IsNullOrWhiteSpace(text) ? null : Sql.Anywhere(Digits.ToLatin(text.Trim())), customerKey, Day = runningOn.ToStored(), skip, take };
        var total = rows.List<long>($"SELECT count(*) {where}", parameters)[0];
        return ([.. rows.List<Row>($"SELECT {Columns} {where} ORDER BY c.valid_until DESC, c.contract_number LIMIT @take OFFSET @skip", parameters).Select(row => row.ToContract())], (int)total);
    }

    private static string Upper(string number) => number.Trim().ToUpperInvariant();

    private sealed class Row
    {
        public long Key { get; init; }
        public string Number { get; init; } = "";
        public long CustomerKey { get; init; }
        public string ValidFrom { get; init; } = "";
        public string ValidUntil { get; init; } = "";
        public string? ResponseClass { get; init; }
        public string Covers { get; init; } = "";
        public string? Note { get; init; }

        public Contract ToContract() => new()
        {
            Key = Key,
            Number = Number,
            CustomerKey = CustomerKey,
            From = Days.FromStored(ValidFrom) ?? DateOnly.MinValue,
            Until = Days.FromStored(ValidUntil) ?? DateOnly.MinValue,
            ResponseClass = ResponseClass,
            Covers = Covers.Split(',', StringSplitOptions.RemoveEmptyEntries),
            Note = Note,
        };
    }
}
