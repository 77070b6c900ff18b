using System.Globalization;
using System.Text;
using AfterSales.Feel.Values;
using static AfterSales.Feel.Functions.Define;

namespace AfterSales.Feel.Functions;

/// <summary>Strings, counted in Unicode code points from 1 (DMN 1.4, section 10.3.4.3).</summary>
internal static class StringFunctions
{
    public static readonly IReadOnlyList<FeelFunctionDefinition> All =
    [
        Function("string length", "string", call => call.Text(0) is { } text ? new FeelNumber(Length(text)) : call.Mismatch()),
        Function("substring", "string, start position, [length]", Substring),
        Function("upper case", "string", call => call.Text(0) is { } text ? new FeelString(text.ToUpperInvariant()) : call.Mismatch()),
        Function("lower case", "string", call => call.Text(0) is { } text ? new FeelString(text.ToLowerInvariant()) : call.Mismatch()),
        Function("substring before", "string, match", call => Around(call, (text, at, _) => text[..at])),
        Function("substring after", "string, match", call => Around(call, (text, at, length) => text[(at + length)..])),
        Function("contains", "string, match", call => Compare(call, (text, match) => text.Contains(match, StringComparison.Ordinal))),
        Function("starts with", "string, match", call => Compare(call, (text, match) => text.StartsWith(match, StringComparison.Ordinal))),
        Function("ends with", "string, match", call => Compare(call, (text, match) => text.EndsWith(match, StringComparison.Ordinal))),
        Function("string join", "list, [delimiter], [prefix], [suffix]", Join),
        Function("trim", "string", call => call.Text(0) is { } text ? new FeelString(text.Trim()) : call.Mismatch()),
        Function("is blank", "string", call => call.Text(0) is { } text ? FeelValue.Of(string.IsNullOrWhiteSpace(text)) : call.Mismatch()),
    ];

    private static int Length(string text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes())
            count++;
        return count;
    }

    private static FeelValue Substring(FeelCall call)
    {
        if (call.Text(0) is not { } text || call.Number(1) is not { } start || start == 0
            || (call.Number(2) is null && !call.Arguments[2].IsNull) || call.Number(2) is < 1)
            return call.Mismatch();
        var runes = text.EnumerateRunes().ToArray();
        var from = decimal.Truncate(start) < 0 ? runes.Length + decimal.Truncate(start) : decimal.Truncate(start) - 1;
        if (from < 0 || from >= runes.Length)
            return new FeelString("");
        var length = Math.Min(decimal.Truncate(call.Number(2) ?? runes.Length), runes.Length - from);
        var part = new StringBuilder();
        foreach (var rune in runes.AsSpan((int)from, (int)length))
            part.Append(rune);
        return new FeelString(part.ToString());
    }

    private static FeelValue Around(FeelCall call, Func<string, int, int, string> cut)
    {
        if (call.Text(0) is not { } text || call.Text(1) is not { } match)
            return call.Mismatch();
        var at = text.IndexOf(match, StringComparison.Ordinal);
        return new FeelString(at < 0 ? "" : cut(text, at, match.Length));
    }

    private static FeelValue Compare(FeelCall call, Func<string, string, bool> compare) =>
        call.Text(0) is { } text && call.Text(1) is { } match ? FeelValue.Of(compare(text, match)) : call.Mismatch();

    private static FeelValue Join(FeelCall call)
    {
        if (call.List(0) is not { } list || list.Items.Any(item => item is not (FeelString or FeelNull)))
            return call.Mismatch();
        foreach (var index in (int[])[1, 2, 3])
            if (call.Text(index) is null && !call.Arguments[index].IsNull)
                return call.Mismatch();
        var parts = list.Items.OfType<FeelString>().Select(item => item.Value).ToList();
        var delimiter = call.Text(1) ?? "";
        call.Charge((parts.Sum(part => (long)part.Length) + (long)delimiter.Length * parts.Count) >> 5);
        return new FeelString(string.Create(CultureInfo.InvariantCulture, $"{call.Text(2)}{string.Join(delimiter, parts)}{call.Text(3)}"));
    }
}
