using AfterSales.Service.Exports;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Records;

/// <summary>Records as a table: one row for each filled field, with its form, section, revision and signer.</summary>
public static class RecordCsv
{
    private static readonly string[] Columns =
        ["record", "case", "type", "form", "original_name", "opened_at", "filed_at", "section", "section_title", "revision", "filled_by", "filled_at", "field", "label", "value", "unit"];

    /// <param name="language">The language of names, labels and choices; typed texts stay as they were typed.</param>
    public static byte[] Write(IEnumerable<CaseRecord> records, Language language)
    {
        var table = new CsvTable(Columns);
        foreach (var record in records)
        {
            var type = RecordCatalog.Get(record.TypeId);
            foreach (var section in record.Sections)
                foreach (var field in section.Fields)
                    table.Row(
                        record.Number, record.CaseNumber, record.TypeId, record.Name.In(language), type.Original, record.OpenedAt, record.FiledAt,
                        section.Position, section.Title.In(language), section.Revision, section.FilledByName, section.FilledAt,
                        field.Key, field.Label.In(language), string.Join("; ", field.Values.Select(value => value.In(language))), field.Unit?.In(language));
        }
        return table.ToBytes();
    }
}
