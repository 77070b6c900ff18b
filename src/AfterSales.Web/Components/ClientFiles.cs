using System.Text.Json;

namespace AfterSales.Web.Components;

/// <summary>
/// Where Vite put the files of an entry (<c>src/site.ts</c>): names carry a hash of their content, the manifest knows them.
/// Read once; a build without browser modules (<c>-p:SkipClient=true</c>) gives pages without script and style.
/// </summary>
public sealed class ClientFiles
{
    private readonly Dictionary<string, Chunk> chunks;

    public ClientFiles(IWebHostEnvironment environment)
    {
        var manifest = environment.WebRootFileProvider.GetFileInfo("ui/manifest.json");
        chunks = manifest.Exists ? Read(manifest) : [];
    }

    /// <summary>True when the browser modules were built.</summary>
    public bool AreBuilt => chunks.Count > 0;

    /// <summary>The addresses of an entry's style sheets, its own and those of what it imports, and of its script.</summary>
    public (IReadOnlyList<string> Styles, IReadOnlyList<string> Imports, string? Script) Entry(string name)
    {
        if (!chunks.TryGetValue(name, out var entry))
            return ([], [], null);
        var styles = new List<string>();
        var imports = new List<string>();
        Collect(entry, styles, imports, []);
        return (styles, imports, Address(entry.File));
    }

    private void Collect(Chunk chunk, List<string> styles, List<string> imports, HashSet<string> seen)
    {
        styles.AddRange((chunk.Css ?? []).Select(Address).Where(s => !styles.Contains(s)));
        foreach (var import in chunk.Imports ?? [])
            if (seen.Add(import) && chunks.TryGetValue(import, out var imported))
            {
                imports.Add(Address(imported.File));
                Collect(imported, styles, imports, seen);
            }
    }

    private static string Address(string file) => "/ui/" + file;

    private static Dictionary<string, Chunk> Read(Microsoft.Extensions.FileProviders.IFileInfo manifest)
    {
        using var stream = manifest.CreateReadStream();
        return JsonSerializer.Deserialize<Dictionary<string, Chunk>>(stream, JsonSerializerOptions.Web) ?? [];
    }

    private sealed record Chunk(string File, IReadOnlyList<string>? Css, IReadOnlyList<string>? Imports);
}
