using System.Globalization;
using System.Text;

namespace AfterSales.Service.Exports;

/// <summary>
/// A table for spreadsheets: RFC 4180 with a byte order mark, by which a spreadsheet knows UTF-8. Numbers come with a point and
/// instants as ISO 8601 in UTC; a text that a spreadsheet would take for a formula is kept from being one.
/// </summary>
public sealed class CsvTable
{
    private readonly StringBuilder _text = new();

    public CsvTable(params IEnumerable<string> columns) => Row(columns);

    public void Row(params IEnumerable<object?> cells) => _text.AppendJoin(',', cells.Select(cell => Field(Text(cell)))).Append("\r\n");

    /// <summary>The file.</summary>
    public byte[] ToBytes() => [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(_text.ToString())];

    private static string Text(object? cell) => cell switch
    {
        null => "",
        string text => Harmless(text),
        DateTimeOffset at => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        bool flag => flag ? "yes" : "no",
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        _ => Harmless(cell.ToString() ?? ""),
    };

    private static string Harmless(string text) => text.Length > 1 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;

    private static string Field(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
