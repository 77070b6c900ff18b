using System.Collections.Frozen;
using System.Text.Json;

namespace AfterSales.Bpmn.Lint;

/// <summary>The words of the rules, from the embedded <c>Lint/Texts/{en,fa,zh}.json</c>; <c>{name}</c> stands for a fact.</summary>
internal static class LintTexts
{
    private static readonly FrozenDictionary<string, string> English = Load("en");
    private static readonly FrozenDictionary<string, string> Persian = Load("fa");
    private static readonly FrozenDictionary<string, string> Chinese = Load("zh");

    /// <summary>Every key, in the order of the alphabet.</summary>
    public static IEnumerable<string> Keys => English.Keys.Order(StringComparer.Ordinal);

    /// <exception cref="KeyNotFoundException">A language lacks the text: a test compares them.</exception>
    public static LintText Get(string key, params ReadOnlySpan<(string Name, LintText Value)> facts)
    {
        var (english, persian, chinese) = (English[key], Persian[key], Chinese[key]);
        foreach (var (name, value) in facts)
        {
            var hole = "{" + name + "}";
            english = english.Replace(hole, value.English, StringComparison.Ordinal);
            persian = persian.Replace(hole, value.Persian, StringComparison.Ordinal);
            chinese = chinese.Replace(hole, value.Chinese, StringComparison.Ordinal);
        }
        return new LintText(english, persian, chinese);
    }

    private static FrozenDictionary<string, string> Load(string language)
    {
        using var stream = typeof(LintTexts).Assembly.GetManifestResourceStream($"Lint/Texts/{language}.json")!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.EnumerateObject().ToFrozenDictionary(text => text.Name, text => text.Value.GetString()!, StringComparer.Ordinal);
    }
}
