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

    /// <summary>The words of the editors, without their common beginning: <c>$"web.editor.{name}"</c>.</summary>
    private Dictionary<string, string> Words()
    {
        const string beginning = "web.editor.";
        return T.Words.Keys.Where(key => key.StartsWith(beginning, StringComparison.Ordinal))
            .ToDictionary(key => key[beginning.Length..], key => T.Words.Template(key)?.Source ?? T[$"web.editor.{key[beginning.Length..]}"]);
    }
}
