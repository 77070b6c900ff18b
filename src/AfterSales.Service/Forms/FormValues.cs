using System.Text.Json;

namespace AfterSales.Service.Forms;

/// <summary>
/// A submission from a browser's form or from JSON. Names that begin with two underscores belong to the web framework
/// (antiforgery and the like) and are left out.
/// </summary>
public sealed class FormValues : IFormValues
{
    private readonly Dictionary<string, List<string>> _values = new(StringComparer.Ordinal);

    public static FormValues Empty { get; } = new();

    public IEnumerable<string> Names => _values.Keys;

    public IReadOnlyList<string> Get(string name) => _values.TryGetValue(name, out var values) ? values : [];

    /// <summary>From the fields of a posted form.</summary>
    public static FormValues From(IEnumerable<KeyValuePair<string, IEnumerable<string?>>> posted)
    {
        var values = new FormValues();
        foreach (var (name, texts) in posted)
            foreach (var text in texts)
                values.Add(name, text ?? "");
        return values;
    }

    /// <summary>From single texts, for tests and simple callers.</summary>
    public static FormValues From(params IEnumerable<(string Name, string Text)> pairs)
    {
        var values = new FormValues();
        foreach (var (name, text) in pairs)
            values.Add(name, text);
        return values;
    }

    /// <summary>From a JSON object; nested objects become dotted names, objects in arrays indexed ones.</summary>
    public static FormValues FromJson(JsonElement json)
    {
        var values = new FormValues();
        if (json.ValueKind == JsonValueKind.Object)
            values.AddObject("", json);
        return values;
    }

    private void Add(string name, string text)
    {
        if (name.StartsWith("__", StringComparison.Ordinal))
            return;
        if (!_values.TryGetValue(name, out var texts))
            _values[name] = texts = [];
        texts.Add(text);
    }

    private void AddObject(string prefix, JsonElement json)
    {
        foreach (var property in json.EnumerateObject())
            AddJson(prefix + property.Name, property.Value);
    }

    private void AddJson(string name, JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                AddObject(name + ".", json);
                break;
            case JsonValueKind.Array:
                AddArray(name, json);
                break;
            case JsonValueKind.String:
                Add(name, json.GetString()!);
                break;
            case JsonValueKind.Null:
                Add(name, "");
                break;
            default:
                Add(name, json.GetRawText());
                break;
        }
    }

    private void AddArray(string name, JsonElement json)
    {
        var index = 0;
        foreach (var item in json.EnumerateArray())
        {
            var isPlain = item.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array);
            AddJson(isPlain ? name : FormattableString.Invariant($"{name}[{index}]"), item);
            index++;
        }
    }
}
