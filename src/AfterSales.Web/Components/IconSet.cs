using System.Collections.Frozen;
using System.Reflection;

namespace AfterSales.Web.Components;

/// <summary>
/// The icons of the pages (Tabler outline, MIT), read once from the assembly. They are written into the page, so that they take the
/// colour of their text and need no request of their own.
/// </summary>
public static class IconSet
{
    private const string Prefix = "Icons/";

    private static readonly FrozenDictionary<string, string> Drawings = Load();

    /// <summary>What stands inside the <c>svg</c> element; an unknown name is a mistake in a page and throws.</summary>
    public static string Drawing(string name) =>
        Drawings.TryGetValue(name, out var drawing) ? drawing : throw new ArgumentException($"There is no icon '{name}'.", nameof(name));

    private static FrozenDictionary<string, string> Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))
            .ToFrozenDictionary(n => n[Prefix.Length..], n => Inner(assembly, n), StringComparer.Ordinal);
    }

    private static string Inner(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        var svg = reader.ReadToEnd();
        var start = svg.IndexOf('>', StringComparison.Ordinal) + 1;
        return svg[start..svg.LastIndexOf("</svg>", StringComparison.Ordinal)];
    }
}
