using AfterSales.Service.Records;
using AfterSales.Web.Languages;

namespace AfterSales.Web.Pages.Cases;

/// <summary>Fields of records in words.</summary>
public static class RecordWords
{
    /// <summary>The values of a field as the reader writes them, with their unit; empty where it was left blank.</summary>
    public static string Written(this Reader reader, RecordField field)
    {
        var values = string.Join(field.Kind == RecordFieldKind.LongText ? "\n" : reader["web.layout.comma"], field.Values.Select(value => reader.FieldValue(field.Kind, reader.Pick(value))));
        return field.Unit is { } unit && values.Length > 0 ? $"{values} {reader.Pick(unit)}" : values;
    }
}
