using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace AfterSales.Service.Languages;

/// <summary>
/// Reads <c>Texts/{code}/*.json</c> out of an assembly. Objects nest: <c>{"deadline": {"due": "…"}}</c> is the key
/// <c>deadline.due</c>; the file's name is for people only. An array is a text of several lines.
/// </summary>
internal static partial class TextFiles
{
    public static IEnumerable<(string Key, string Text)> Read(Assembly assembly, Language language)
    {
        foreach (var resource in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            var match = ResourceName().Match(resource);
            if (!match.Success || match.Groups[1].Value != language.Code())
                continue;
            using var stream = assembly.GetManifestResourceStream(resource)!;
            using var document = JsonDocument.Parse(stream, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            foreach (var entry in Flatten("", document.RootElement).ToList())
                yield return entry;
        }
    }

    private static IEnumerable<(string Key, string Text)> Flatten(string prefix, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                    foreach (var entry in Flatten(prefix.Length == 0 ? property.Name : $"{prefix}.{property.Name}", property.Value))
                        yield return entry;
                break;
            case JsonValueKind.Array:
                yield return (prefix, string.Join('\n', element.EnumerateArray().Select(line => line.GetString())));
                break;
            case JsonValueKind.String:
                yield return (prefix, element.GetString()!);
                break;
            default:
                throw new InvalidOperationException($"The text '{prefix}' is neither a text nor a group of texts.");
        }
    }

    // Both the path that a project gives as logical name (on any system) and MSBuild's own dotted form.
    [GeneratedRegex(@"(?:^|[./\\])Texts[./\\](en|fa|zh)[./\\].+\.json$")]
    private static partial Regex ResourceName();
}
