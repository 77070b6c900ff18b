using System.Text.Json;

namespace AfterSales.Engine.Search;

/// <summary>Small lists and maps of text that are stored as JSON in one column.</summary>
internal static class JsonText
{
    public static IReadOnlyList<string> StringList(string? json) =>
        json is null or "[]" ? [] : JsonSerializer.Deserialize<string[]>(json) ?? [];

    public static IReadOnlyDictionary<string, string> StringMap(string? json) =>
        json is null or "{}" ? new Dictionary<string, string>() : JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? [];

    public static string Of(IReadOnlyList<string> list) => list.Count == 0 ? "[]" : JsonSerializer.Serialize(list);

    public static string Of(IReadOnlyDictionary<string, string> map) => map.Count == 0 ? "{}" : JsonSerializer.Serialize(map);
}
