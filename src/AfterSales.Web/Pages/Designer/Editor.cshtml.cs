using System.Text.Encodings.Web;
using System.Text.Json;
using AfterSales.Service.Designer;
using AfterSales.Service.Languages;
using AfterSales.Web.Security;
using AfterSales.Web.SignIn;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Web.Pages.Designer;

/// <summary>One page for all editors: title, state of saving, the editor's own island. The editor itself is a module of the browser.</summary>
[Authorize(Policy = Rights.Designer)]
[EditorPolicy]
public sealed class EditorModel(PublishedArtifacts published, Drafts drafts, Library library, IAntiforgery antiforgery) : SitePage
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public ArtifactId Artifact { get; private set; }

    public LocalText Name { get; private set; } = new("");

    public int Version { get; private set; }

    /// <summary>The module of the editor.</summary>
    public string Entry => $"src/designer/{DesignerWords.PathOf(Artifact.Kind)}.ts";

    /// <summary>What the module is told: addresses, token, language and words.</summary>
    public string Settings { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(string kind, string name, CancellationToken ct)
    {
        if (!DesignerWords.TryParse(kind, name, out var id))
            return Missing();
        Version = await published.VersionAsync(id, ct);
        if (Version == 0 && await drafts.FindAsync(id, ct) is null)
            return Missing();
        Artifact = id;
        Name = (await library.FindAsync(id, ct))?.Name ?? new LocalText(id.Name);
        Settings = JsonSerializer.Serialize(new
        {
            kind = id.KindCode,
            name = id.Name,
            language = T.Language.Code(),
            token = antiforgery.GetAndStoreTokens(HttpContext).RequestToken,
            words = Words(),
        }, Readable);
        return Page();
    }

    /// <summary>
    /// The words of the editors, without their common beginning: <c>$"web.editor.{name}"</c>. Those that only one tool says go to its page
    /// alone, where they stand beside what all tools say.
    /// </summary>
    private Dictionary<string, string> Words()
    {
        const string beginning = "web.editor.";
        const string own = "Ui.";
        var tool = Artifact.Kind.ToString().ToLowerInvariant();
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var key in T.Words.Keys.Where(key => key.StartsWith(beginning, StringComparison.Ordinal)))
        {
            var name = key[beginning.Length..];
            var text = T.Words.Template(key)?.Source ?? T[$"web.editor.{name}"];
            if (name.StartsWith(tool + own, StringComparison.Ordinal))
                words[$"ui.{name[(tool.Length + own.Length)..]}"] = text;
            else if (!name.Split('.')[0].EndsWith("Ui", StringComparison.Ordinal))
                words.TryAdd(name, text);
        }
        return words;
    }
}
