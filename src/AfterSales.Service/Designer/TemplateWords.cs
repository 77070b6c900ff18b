using System.Text.Json;
using System.Text.Json.Nodes;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Designer;

/// <summary>
/// The words of element templates in a language: what a process owner reads when choosing a step and filling it in. They stand beside
/// the templates in <c>element-templates/words/fa.json</c>, each under its English text, so that the templates stay files any tool reads
/// and a company translates its own in the same place. What is not there stays English.
/// </summary>
internal sealed class TemplateWords
{
    /// <summary>Members that are read by people; ids, bindings and values are not.</summary>
    private static readonly HashSet<string> Readable = new(StringComparer.Ordinal) { "name", "label", "description", "placeholder", "tooltip" };

    /// <summary>Members that hold nothing to read, although names stand in them.</summary>
    private static readonly HashSet<string> Technical = new(StringComparer.Ordinal) { "binding", "condition", "icon" };

    private readonly Dictionary<string, string> _words;

    private TemplateWords(Dictionary<string, string> words) => _words = words;

    /// <summary>The words of a language; none for English, and where there is no such file.</summary>
    public static TemplateWords Read(string folder, Language language)
    {
        var file = Path.Combine(folder, "words", language.Code() + ".json");
        return new TemplateWords(language != Language.English && File.Exists(file) ? JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file)) ?? [] : []);
    }

    /// <summary>Puts the words into a template.</summary>
    public JsonNode Put(JsonNode template)
    {
        if (_words.Count > 0)
            Walk(template);
        return template;
    }

    private void Walk(JsonNode? node)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list)
                Walk(item);
            return;
        }
        if (node is not JsonObject members)
            return;
        foreach (var (name, value) in members.ToList())
        {
            if (Readable.Contains(name) && value is JsonValue text && text.TryGetValue<string>(out var english) && _words.TryGetValue(english, out var words))
                members[name] = words;
            else if (!Technical.Contains(name))
                Walk(value);
        }
    }
}
