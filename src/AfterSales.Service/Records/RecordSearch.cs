using System.Text;
using AfterSales.Engine;
using AfterSales.Service.Cases;
using AfterSales.Service.Languages;
using AfterSales.Service.People;
using AfterSales.Service.Storage;
using Dapper;

namespace AfterSales.Service.Records;

/// <summary>
/// Finds records of all cases the reader may see, newest first. Texts are looked for as they are spelt, anywhere in a word, so that
/// Chinese and Persian are found like English.
/// </summary>
public sealed class RecordSearch(ProcessEngine engine, CaseVisibility visibility)
{
    /// <summary>Records on one page at most.</summary>
    public const int LargestPage = 200;

    /// <summary>Records in one export at most.</summary>
    public const int LargestExport = 5_000;

    public Task<RecordPage> FindAsync(RecordFilter filter, Person reader, CancellationToken ct = default) => engine.ReadAsync(db =>
    {
        var (where, parameters) = Conditions(filter, reader);
        var total = (int)db.ExecuteScalar<long>($"SELECT count(*) FROM records r JOIN cases c ON c.case_number = r.case_number WHERE {where}", parameters);
        parameters.Add("Take", Math.Clamp(filter.Take, 0, LargestPage));
        parameters.Add("Skip", Math.Max(filter.Skip, 0));
        var rows = db.List<Row>(
            $"""
            SELECT r.record_number AS Number, r.case_number AS CaseNumber, r.type_id AS TypeId, r.opened_at AS OpenedAt, r.filed_at AS FiledAt,
                   c.subject AS Subject, c.customer_name AS CustomerName, c.customer_company AS CustomerCompany, c.serial_number AS SerialNumber,
                   (SELECT s.filled_by_name FROM record_sections s WHERE s.record_number = r.record_number ORDER BY s.position DESC, s.revision DESC LIMIT 1) AS LastBy
            FROM records r JOIN cases c ON c.case_number = r.case_number
            WHERE {where} ORDER BY r.opened_at DESC, r.record_number LIMIT @Take OFFSET @Skip
            """, parameters);
        return new RecordPage([.. rows.Select(row => row.ToItem())], total);
    }, ct);

    /// <summary>The records themselves with all sections, for an export; at most <see cref="LargestExport"/>.</summary>
    public Task<IReadOnlyList<CaseRecord>> ExportAsync(RecordFilter filter, Person reader, CancellationToken ct = default) => engine.ReadAsync<IReadOnlyList<CaseRecord>>(db =>
    {
        var (where, parameters) = Conditions(filter, reader);
        parameters.Add("Most", LargestExport);
        var numbers = db.List<string>(
            $"""
            SELECT r.record_number FROM records r JOIN cases c ON c.case_number = r.case_number
            WHERE {where} ORDER BY r.opened_at DESC, r.record_number LIMIT @Most
            """, parameters);
        return [.. numbers.Chunk(200).SelectMany(some => RecordTable.Several(db, some))];
    }, ct);

    private (string Sql, DynamicParameters Parameters) Conditions(RecordFilter filter, Person reader)
    {
        var (seen, reach) = visibility.Condition(reader);
        var sql = new StringBuilder(seen);
        var parameters = new DynamicParameters(reach);
        Add(filter.TypeId, " AND r.type_id = @TypeId", "TypeId");
        Add(filter.Kind, " AND c.kind = @Kind", "Kind");
        Add(filter.SerialNumber?.ToUpperInvariant(), " AND upper(c.serial_number) = @Serial", "Serial");
        Add(filter.OpenedFrom.ToStored(), " AND r.opened_at >= @From", "From");
        Add(filter.OpenedBefore.ToStored(), " AND r.opened_at < @Before", "Before");
        Add(filter.FilledBy, " AND EXISTS (SELECT 1 FROM record_sections s WHERE s.record_number = r.record_number AND s.filled_by = @FilledBy)", "FilledBy");
        var text = Digits.ToLatin(filter.Text?.Trim() ?? "");
        Add(text.Length == 0 ? null : Sql.Anywhere(text),
            """
             AND (lower(r.record_number) LIKE @Text ESCAPE '\' OR lower(c.subject) LIKE @Text ESCAPE '\' OR lower(c.customer_name) LIKE @Text ESCAPE '\'
                OR lower(c.customer_company) LIKE @Text ESCAPE '\' OR lower(c.serial_number) LIKE @Text ESCAPE '\'
                OR EXISTS (SELECT 1 FROM record_sections s WHERE s.record_number = r.record_number AND lower(s.search_text) LIKE @Text ESCAPE '\'))
            """, "Text");
        return (sql.ToString(), parameters);

        void Add(object? value, string condition, string name)
        {
            if (value is null)
                return;
            sql.Append(condition);
            parameters.Add(name, value);
        }
    }

    private sealed class Row
    {
        public string Number { get; init; } = "";
        public string CaseNumber { get; init; } = "";
        public string TypeId { get; init; } = "";
        public long OpenedAt { get; init; }
        public long? FiledAt { get; init; }
        public string Subject { get; init; } = "";
        public string CustomerName { get; init; } = "";
        public string? CustomerCompany { get; init; }
        public string? SerialNumber { get; init; }
        public string? LastBy { get; init; }

        public RecordListItem ToItem() => new(
            Number, CaseNumber, RecordCatalog.Get(TypeId), Subject, CustomerCompany ?? CustomerName, SerialNumber, LastBy,
            Instants.FromStored(OpenedAt), Instants.FromStored(FiledAt));
    }
}
