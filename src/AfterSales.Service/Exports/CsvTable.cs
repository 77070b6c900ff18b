using System.Buffers;
using System.Globalization;
using System.Text;

namespace AfterSales.Service.Exports;

/// <summary>
/// The one way this product writes tables for spreadsheets and programs: RFC 4180, UTF-8 with a byte order mark, by which a spreadsheet knows
/// it. Numbers come with a point, days and instants as ISO 8601, instants in UTC. A text that a spreadsheet would take for a formula gets an
/// apostrophe in front; numbers given as numbers do not.
/// </summary>
public sealed class CsvTable
{
    // The wide forms are those of Chinese keyboards: a spreadsheet in such a language begins a formula with them too.
    private static readonly SearchValues<char> FormulaStarts = SearchValues.Create("=+-@\t\r\n＝＋－＠");

    private readonly StringBuilder _text = new();

    public CsvTable(params IEnumerable<string> columns) => Row(columns);

    public void Row(params IEnumerable<object?> cells) => _text.AppendJoin(',', cells.Select(cell => Field(Text(cell)))).Append("\r\n");

    /// <summary>The file.</summary>
    public byte[] ToBytes() => [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(_text.ToString())];

    private static string Text(object? cell) => cell switch
    {
        null => "",
        string text => Harmless(text),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset at => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        bool flag => flag ? "yes" : "no",
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        _ => Harmless(cell.ToString() ?? ""),
    };

    // A sign alone, as for "none", begins nothing.
    private static string Harmless(string text) => text.Length > 1 && FormulaStarts.Contains(text[0]) ? "'" + text : text;

    private static string Field(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
