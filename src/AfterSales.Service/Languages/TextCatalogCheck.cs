using System.Reflection;

namespace AfterSales.Service.Languages;

/// <summary>
/// What is wrong with the texts of an assembly: keys that one language lacks, texts that use other arguments than the English one,
/// empty texts. Used by the tests of every assembly that has texts; an empty answer means all is well.
/// </summary>
public static class TextCatalogCheck
{
    /// <summary>One sentence per fault, sorted by key.</summary>
    public static IReadOnlyList<string> Faults(Assembly assembly)
    {
        var texts = LanguageCodes.All.ToDictionary(
            language => language,
            language => TextFiles.Read(assembly, language).ToDictionary(e => e.Key, e => TextTemplate.Parse(e.Text), StringComparer.Ordinal));
        var faults = new List<string>();
        foreach (var key in texts.Values.SelectMany(t => t.Keys).Distinct().Order(StringComparer.Ordinal))
        {
            var expected = texts.Values.Select(t => t.GetValueOrDefault(key)).First(t => t is not null)!.Arguments;
            foreach (var (language, known) in texts)
            {
                if (!known.TryGetValue(key, out var template))
                    faults.Add($"'{key}' has no text in '{language.Code()}'.");
                else if (string.IsNullOrWhiteSpace(template.Source))
                    faults.Add($"'{key}' is empty in '{language.Code()}'.");
                else if (!template.Arguments.SetEquals(expected))
                    faults.Add($"'{key}' uses other arguments in '{language.Code()}' ({string.Join(", ", template.Arguments)}) than elsewhere ({string.Join(", ", expected)}).");
            }
        }
        return faults;
    }
}
