using System.Reflection;
using System.Text.RegularExpressions;

namespace AfterSales.Service.Languages;

/// <summary>
/// What is wrong with the texts of an assembly: keys that one language lacks or that stand in two files, texts that use other arguments than the English one,
/// empty texts. Used by the tests of every assembly that has texts; an empty answer means all is well.
/// </summary>
public static partial class TextCatalogCheck
{
    /// <summary>One sentence per fault, sorted by key.</summary>
    public static IReadOnlyList<string> Faults(Assembly assembly)
    {
        var faults = new List<string>();
        var texts = new Dictionary<Language, Dictionary<string, TextTemplate>>();
        foreach (var language in LanguageCodes.All)
        {
            texts[language] = new(StringComparer.Ordinal);
            foreach (var (key, text) in TextFiles.Read(assembly, language))
                if (!texts[language].TryAdd(key, TextTemplate.Parse(text)))
                    faults.Add($"'{key}' stands twice in '{language.Code()}'.");
        }
        foreach (var key in texts.Values.SelectMany(t => t.Keys).Distinct().Order(StringComparer.Ordinal))
        {
            var first = texts.Values.Select(t => t.GetValueOrDefault(key)).First(t => t is not null)!;
            var (expected, named) = (first.Arguments, Names(first));
            foreach (var (language, known) in texts)
            {
                if (!known.TryGetValue(key, out var template))
                    faults.Add($"'{key}' has no text in '{language.Code()}'.");
                else if (string.IsNullOrWhiteSpace(template.Source))
                    faults.Add($"'{key}' is empty in '{language.Code()}'.");
                else if (!template.Arguments.SetEquals(expected))
                    faults.Add($"'{key}' uses other arguments in '{language.Code()}' ({string.Join(", ", template.Arguments)}) than elsewhere ({string.Join(", ", expected)}).");
                else if (!Names(template).SetEquals(named))
                    faults.Add($"'{key}' uses other names in '{language.Code()}' ({string.Join(", ", Names(template))}) than elsewhere ({string.Join(", ", named)}).");
            }
        }
        return faults;
    }

    private static HashSet<string> Names(TextTemplate template) => [.. NamedHole().Matches(template.Source).Select(match => match.Value)];

    // Holes that others fill in by name, such as the facts of the timeline.
    [GeneratedRegex(@"\{[A-Za-z]+\}")]
    private static partial Regex NamedHole();
}
