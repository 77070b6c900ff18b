using System.Globalization;
using System.Text;
using AfterSales.Feel.Values;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Records;

/// <summary>
/// Turns data a workflow files by itself into the fields of a record. Names it knows (<c>record.data.*</c> in the text
/// catalogue) are shown in every language, others as they are spelt.
/// </summary>
internal static class RecordData
{
    public static IReadOnlyList<RecordField> Fields(FeelValue data)
    {
        var fields = new List<RecordField>();
        Collect(data, "", fields);
        return fields;
    }

    private static void Collect(FeelValue value, string path, List<RecordField> fields)
    {
        if (value is FeelContext context && !IsTranslated(context))
        {
            foreach (var (name, entry) in context.Entries)
                Collect(entry, path.Length == 0 ? name : path + "." + name, fields);
            return;
        }
        fields.Add(new RecordField { Key = path, Label = Label(path), Kind = KindOf(value), Values = Values(value, path) });
    }

    /// <summary>A text given as <c>{en, fa, zh}</c> is one value, not three fields.</summary>
    private static bool IsTranslated(FeelContext context) => context.Count > 0 && context.Entries.Keys.All(key => key is "en" or "fa" or "zh");

    private static LocalText Label(string path)
    {
        var key = "record.data." + path;
        return TextCatalog.For(Language.English).Has(key) ? Text(key) : new LocalText(Spelt(path));
    }

    /// <summary><c>productSerialNumber</c> becomes "Product serial number".</summary>
    private static string Spelt(string path)
    {
        var words = new StringBuilder();
        foreach (var c in path.Replace('.', ' '))
            words.Append(char.IsUpper(c) ? " " + char.ToLowerInvariant(c) : c.ToString());
        return words.Length == 0 ? "" : char.ToUpperInvariant(words[0]) + words.ToString(1, words.Length - 1);
    }

    private static RecordFieldKind KindOf(FeelValue value) => value switch
    {
        FeelNumber => RecordFieldKind.Number,
        FeelBoolean => RecordFieldKind.YesNo,
        FeelString text when IsInstant(text.Value) => RecordFieldKind.DateTime,
        FeelString { Value.Length: > 80 } => RecordFieldKind.LongText,
        _ => RecordFieldKind.Text,
    };

    private static IReadOnlyList<LocalText> Values(FeelValue value, string path) => value switch
    {
        FeelNull => [],
        FeelString { Value.Length: 0 } => [],
        FeelContext texts => [new LocalText(Plain(texts["en"]), Plain(texts["fa"]), Plain(texts["zh"]))],
        FeelList list => [.. list.Items.Select(item => new LocalText(Plain(item)))],
        FeelString text when TextCatalog.For(Language.English).Has($"record.value.{path}.{text.Value}") => [Text($"record.value.{path}.{text.Value}")],
        _ => [new LocalText(Plain(value))],
    };

    private static LocalText Text(string key) =>
        new(TextCatalog.For(Language.English)[key], TextCatalog.For(Language.Persian)[key], TextCatalog.For(Language.Chinese)[key]);

    private static string Plain(FeelValue value) => value switch
    {
        FeelNull => "",
        FeelString text => text.Value,
        FeelNumber number => number.Value.ToString(CultureInfo.InvariantCulture),
        FeelBoolean flag => flag.Value ? "true" : "false",
        _ => FeelJson.ToJson(value),
    };

    private static bool IsInstant(string text) =>
        text.Length >= 16 && text[4] == '-' && text.Contains('T') && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
