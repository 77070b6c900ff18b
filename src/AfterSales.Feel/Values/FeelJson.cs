using System.Buffers;
using System.Text;
using System.Text.Json;

namespace AfterSales.Feel.Values;

/// <summary>
/// Values to and from JSON, the form in which process variables are stored and sent. JSON knows fewer kinds than
/// FEEL: temporal values become ISO strings, functions and ranges become null. Nesting beyond
/// <see cref="DeepestNesting"/> levels becomes null, so that whatever is written can be read by any JSON reader.
/// </summary>
public static class FeelJson
{
    /// <summary>The deepest nesting of arrays and objects that is written (readers commonly stop at 64).</summary>
    public const int DeepestNesting = 60;

    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The JSON value as a FEEL value. A number beyond the range of <see cref="FeelNumber"/> becomes null.</summary>
    public static FeelValue Read(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.True => FeelValue.True,
        JsonValueKind.False => FeelValue.False,
        JsonValueKind.Number => Number(element),
        JsonValueKind.String => new FeelString(element.GetString()!),
        JsonValueKind.Array => new FeelList([.. element.EnumerateArray().Select(Read)]),
        JsonValueKind.Object => new FeelContext(element.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, Read(p.Value)))),
        _ => FeelValue.Null,
    };

    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static FeelValue Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Read(document.RootElement);
    }

    /// <exception cref="JsonException">The bytes are not JSON.</exception>
    public static FeelValue Parse(ReadOnlyMemory<byte> utf8Json)
    {
        using var document = JsonDocument.Parse(utf8Json);
        return Read(document.RootElement);
    }

    public static void Write(Utf8JsonWriter writer, FeelValue value) => Write(writer, value, 0);

    public static string ToJson(FeelValue value)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
            Write(writer, value, 0);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>What remains of the value after a round trip through JSON: what a process variable holds.</summary>
    public static FeelValue ToJsonValue(FeelValue value) => ToJsonValue(value, 0);

    private static FeelValue ToJsonValue(FeelValue value, int depth) => value switch
    {
        FeelNull or FeelBoolean or FeelNumber or FeelString => value,
        FeelList or FeelContext when depth >= DeepestNesting => FeelValue.Null,
        FeelList list => ToJsonValue(list, depth),
        FeelContext context => ToJsonValue(context, depth),
        FeelRange or FeelFunction => FeelValue.Null,
        _ => new FeelString(value.ToString()),
    };

    private static FeelList ToJsonValue(FeelList list, int depth)
    {
        var items = new FeelValue[list.Count];
        var same = true;
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = ToJsonValue(list.Items[i], depth + 1);
            same &= ReferenceEquals(items[i], list.Items[i]);
        }
        return same ? list : new FeelList(items);
    }

    private static FeelContext ToJsonValue(FeelContext context, int depth)
    {
        var entries = new OrderedDictionary<string, FeelValue>(context.Count, StringComparer.Ordinal);
        var same = true;
        foreach (var (name, value) in context.Entries)
        {
            var stored = ToJsonValue(value, depth + 1);
            entries.Add(name, stored);
            same &= ReferenceEquals(stored, value);
        }
        return same ? context : new FeelContext(entries);
    }

    private static void Write(Utf8JsonWriter writer, FeelValue value, int depth)
    {
        switch (value)
        {
            case FeelBoolean boolean: writer.WriteBooleanValue(boolean.Value); break;
            case FeelNumber number: writer.WriteRawValue(FeelText.Number(number.Value), skipInputValidation: true); break;
            case FeelString text: writer.WriteStringValue(Whole(text.Value)); break;
            case FeelList list when depth < DeepestNesting:
                writer.WriteStartArray();
                foreach (var item in list.Items)
                    Write(writer, item, depth + 1);
                writer.WriteEndArray();
                break;
            case FeelContext context when depth < DeepestNesting:
                writer.WriteStartObject();
                foreach (var (name, entry) in context.Entries)
                {
                    writer.WritePropertyName(Whole(name));
                    Write(writer, entry, depth + 1);
                }
                writer.WriteEndObject();
                break;
            case FeelNull or FeelList or FeelContext or FeelRange or FeelFunction: writer.WriteNullValue(); break;
            default: writer.WriteStringValue(value.ToString()); break;
        }
    }

    /// <summary>
    /// The text with halves of surrogate pairs replaced: a regular expression may cut a character in two, and JSON has
    /// no way to write one half.
    /// </summary>
    private static string Whole(string text)
    {
        for (var i = 0; i < text.Length; i++)
            if (char.IsSurrogate(text[i]))
                return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        return text;
    }

    private static FeelValue Number(JsonElement element)
    {
        if (element.TryGetDecimal(out var value))
            return new FeelNumber(value);
        // 1E-40 does not fit a decimal, but 0 is what remains of it.
        return element.TryGetDouble(out var approximate) && Math.Abs(approximate) < 1e-28 ? FeelNumber.OfInteger(0) : FeelValue.Null;
    }
}
