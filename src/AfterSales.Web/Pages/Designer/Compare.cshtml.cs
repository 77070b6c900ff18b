using System.Text.Encodings.Web;
using System.Text.Json;
using AfterSales.Service.Designer;
using AfterSales.Service.Languages;
using AfterSales.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Web.Pages.Designer;

/// <summary>
/// The draft beside what is in force, or a change beside what it replaces: both diagrams with what differs marked, and each difference in
/// words (DOC-03). Older versions are taken up as a draft from here, which is how a change is rolled back.
/// </summary>
[Authorize(Policy = Rights.Oversight)]
public sealed class CompareModel(Drafts drafts, PublishedArtifacts published, Releases releases, Library library) : SitePage
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public ArtifactId Artifact { get; private set; }

    public LocalText Name { get; private set; } = new("");

    public IReadOnlyList<PartComparison> Changes { get; private set; } = [];

    /// <summary>Names of both sides.</summary>
    public (string Before, string After) Sides { get; private set; }

    public int Latest { get; private set; }

    /// <summary>The older version that is shown; 0 where a draft or a change is.</summary>
    public int Older { get; private set; }

    /// <summary>Both files and what differs, for the drawing.</summary>
    public string Settings { get; private set; } = "";

    private Dictionary<ArtifactId, LocalText> names = [];

    /// <summary>A detail as it was, by the name of what it names.</summary>
    public string? Before(DetailChange detail) => Said(detail.What, detail.Before, detail.BeforeName);

    /// <summary>A detail as it is, by the name of what it names.</summary>
    public string? After(DetailChange detail) => Said(detail.What, detail.After, detail.AfterName);

    private string? Said(string what, string? value, LocalText? part) =>
        value is null ? null : part is not null ? T.Pick(part) : IsLimit(what) && LimitWords.Of(T, value) is { } limit ? limit : Used(what) is { } kind && names.TryGetValue(new ArtifactId(kind, value), out var name) ? T.Pick(name) : value;

    private static bool IsLimit(string what) => what is "taskSchedule dueDate" or "timerEventDefinition timeDate";

    // What a step uses is written by its place in the library.
    private static ArtifactKind? Used(string what) => what switch
    {
        "formDefinition formId" => ArtifactKind.Form,
        "mail.template" => ArtifactKind.Mail,
        "calledElement processId" => ArtifactKind.Workflow,
        "calledDecision decisionId" => ArtifactKind.Decision,
        _ => null,
    };

    public bool IsWorkflow => Artifact.Kind == ArtifactKind.Workflow;

    public async Task<IActionResult> OnGetAsync(string? kind, string? name, int? version, long? change, CancellationToken ct)
    {
        if (!ArtifactId.TryParse(kind, name, out var id))
            return Missing();
        Artifact = id;
        Latest = await published.VersionAsync(id, ct);
        if (await FilesAsync(id, version, change, ct) is not (var before, var after))
            return Missing();
        names = (await library.ListAsync(ct)).ToDictionary(entry => entry.Artifact, entry => entry.Name);
        Name = names.GetValueOrDefault(id) ?? new LocalText(id.Name);
        Changes = FileComparison.Compare(id.Kind, before, after);
        Settings = IsWorkflow
            ? JsonSerializer.Serialize(new { before, after, language = T.Language.Code(), changes = Changes.Select(part => new { id = part.Id, change = part.Change.ToString().ToLowerInvariant() }) }, Readable)
            : "";
        return Page();
    }

    /// <summary>Takes an older version up as the draft: publishing it rolls back.</summary>
    public async Task<IActionResult> OnPostRollBackAsync(string? kind, string? name, int version, CancellationToken ct)
    {
        if (!PageContext.HttpContext.RequestServices.GetRequiredService<PageVisitor>().OwnsProcesses)
            return Forbid();
        if (!ArtifactId.TryParse(kind, name, out var id) || await published.ContentAsync(id, version, ct) is not { } content)
            return Missing();
        var saved = await drafts.SaveAsync(id, 0, content, Person.Id, ct);
        if (!saved.IsOk || saved.Value.IsConflict)
        {
            Toast(T["web.designer.draftInTheWay"]);
            return LocalRedirect($"{DesignerWords.CompareAddress(id)}&version={version}");
        }
        return LocalRedirect(DesignerWords.PublishAddress(id));
    }

    private async Task<(string Before, string After)?> FilesAsync(ArtifactId id, int? version, long? change, CancellationToken ct)
    {
        if (change is { } key)
        {
            if ((await releases.FindAsync(key, ct))?.Items.FirstOrDefault(item => item.Artifact == id) is not { } item || await published.ContentAsync(id, item.BasedOn, ct) is not { } replaced)
                return null;
            Sides = (T["web.designer.versionNumber", item.BasedOn], item.Version is { } became ? T["web.designer.versionNumber", became] : T["web.designer.proposed"]);
            return (replaced, item.Content);
        }
        if (await published.ContentAsync(id, ct) is not { } inForce)
            return null;
        if (version is { } older)
        {
            Older = older;
            Sides = (T["web.designer.versionNumber", older], T["web.designer.versionNumber", Latest]);
            return await published.ContentAsync(id, older, ct) is { } content ? (content, inForce) : null;
        }
        Sides = (T["web.designer.versionNumber", Latest], T["web.designer.draft"]);
        return await drafts.FindAsync(id, ct) is { } draft ? (inForce, draft.Content) : (inForce, inForce);
    }
}
