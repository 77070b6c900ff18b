using System.Text.Json;
using System.Text.RegularExpressions;

namespace AfterSales.Service.Tests.Workflows;

/// <summary>The fields of a shipped form that take an answer: key, and the values that can be chosen where there is a choice.</summary>
internal static partial class FormFields
{
    public static IEnumerable<(string Key, IReadOnlyList<string> Options)> Of(string formId)
    {
        using var form = JsonDocument.Parse(File.ReadAllText(Path.Combine(WorkflowFiles.Folder, "forms", formId + ".form")));
        return [.. form.RootElement.GetProperty("components").EnumerateArray()
            .Where(component => !component.TryGetProperty("disabled", out var disabled) || !disabled.GetBoolean())
            .Select(component => (
            component.GetProperty("key").GetString()!,
            component.TryGetProperty("values", out var values)
                ? (IReadOnlyList<string>)[.. values.EnumerateArray().Select(value => value.GetProperty("value").GetString()!)]
                : []))];
    }

    /// <summary>The comparisons <c>root.field = "value"</c> in an expression.</summary>
    public static IEnumerable<(string Key, string Value)> Comparisons(string expression) =>
        Comparison().Matches(expression).Select(match => (match.Groups["key"].Value, match.Groups["value"].Value));

    [GeneratedRegex(@"(?<key>[A-Za-z]\w*\.\w+)\s*!?=\s*""(?<value>[^""]*)""", RegexOptions.ExplicitCapture)]
    private static partial Regex Comparison();
}
