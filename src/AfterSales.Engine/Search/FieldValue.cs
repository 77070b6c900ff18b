using System.Globalization;
using System.Text.Json;

namespace AfterSales.Engine.Search;

/// <summary>Brings the values of a request to what the database compares: numbers for keys, instants and flags, text for the rest.</summary>
internal static class FieldValue
{
    public static bool TryConvert(FieldKind kind, object? value, out object? converted)
    {
        converted = value switch
        {
            null => null,
            JsonElement json => Unwrap(json),
            _ => value,
        };
        if (converted is null)
            return true;
        converted = kind switch
        {
            FieldKind.Key or FieldKind.Number => Whole(converted),
            FieldKind.Instant => Instant(converted),
            FieldKind.Flag => Flag(converted),
            _ => converted as string,
        };
        return converted is not null;
    }

    public static string Describe(FieldKind kind) => kind switch
    {
        FieldKind.Key => "a key",
        FieldKind.Number => "a whole number",
        FieldKind.Instant => "a date and time with an offset",
        FieldKind.Flag => "true or false",
        _ => "a text",
    };

    private static object? Unwrap(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => json.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number when json.TryGetInt64(out var number) => number,
        JsonValueKind.Null => null,
        _ => json.GetRawText(),
    };

    private static object? Whole(object value) => value switch
    {
        long or int or short or byte => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        string text when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    private static object? Instant(object value) => value switch
    {
        DateTimeOffset instant => instant.ToUnixTimeMilliseconds(),
        string text when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) =>
            instant.ToUnixTimeMilliseconds(),
        _ => null,
    };

    private static object? Flag(object value) => value switch
    {
        bool flag => flag ? 1L : 0L,
        "true" => 1L,
        "false" => 0L,
        _ => null,
    };
}
