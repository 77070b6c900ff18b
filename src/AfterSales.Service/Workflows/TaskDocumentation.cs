using System.Text.RegularExpressions;
using AfterSales.Bpmn.Compilation;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Workflows;

/// <summary>
/// What a diagram says about a task. Its documentation begins with requirement ids (<c>CMP-05, CLS-08. …</c>): people want the
/// sentence, auditors the ids. The sentence's translations stand in the properties and carry no ids.
/// </summary>
/// <param name="Instructions">What to do; null where the diagram has no sentence.</param>
internal sealed partial record TaskDocumentation(LocalText? Instructions, IReadOnlyList<string> Requirements)
{
    public static TaskDocumentation Of(CompiledElement? element)
    {
        var english = element?.Documentation ?? "";
        var match = RequirementIds().Match(english);
        var text = new LocalText(
            english[match.Length..].Trim(),
            element?.Properties.GetValueOrDefault(ElementProperties.DocumentationPersian)?.Trim(),
            element?.Properties.GetValueOrDefault(ElementProperties.DocumentationChinese)?.Trim());
        var empty = Enum.GetValues<Language>().All(language => text.OnlyIn(language) is null);
        return new(empty ? null : text, [.. match.Groups["id"].Captures.Select(capture => capture.Value)]);
    }

    [GeneratedRegex(@"^\s*(?:(?<id>[A-Z]{2,4}-[0-9]+[a-z]?)(?:,\s*|\.\s*|\s*$))*")]
    private static partial Regex RequirementIds();
}
