using System.Text.Json;

namespace AfterSales.Engine.Search;

/// <summary>The place of a row in a sorted search: its sort values, as opaque text.</summary>
internal static class Cursor
{
    public static string Of(IReadOnlyList<object> values) => Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(values));

    /// <summary>The sort values, or null when the text is no cursor of a search with these kinds of values.</summary>
    public static IReadOnlyList<object>? Read(string cursor, IReadOnlyList<FieldKind> kinds)
    {
        try
        {
            using var json = JsonDocument.Parse(Convert.FromBase64String(cursor));
            if (json.RootElement.ValueKind != JsonValueKind.Array || json.RootElement.GetArrayLength() != kinds.Count)
                return null;
            var values = json.RootElement.EnumerateArray()
                .Select((value, i) => kinds[i] == FieldKind.Text ? (object?)value.GetString() : value.GetInt64()).ToList();
            return values.Contains(null) ? null : [.. values.Select(value => value!)];
        }
        catch (Exception broken) when (broken is FormatException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
