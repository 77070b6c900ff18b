using AfterSales.Engine;
using AfterSales.Service.Designer;
using AfterSales.Service.Mail.Templates;
using AfterSales.Web.Api.Domain;
using AfterSales.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Web.Pages.Designer;

/// <summary>The library: everything process owners own, with version, author, state and running cases; new, import, export, retire.</summary>
[Authorize(Policy = Rights.Designer)]
public sealed class IndexModel(Library library, Drafts drafts, PublishedArtifacts published, Archive archive, Retirement retirement, Releases releases, MailTemplates mails, Service.People.Directory people) : SitePage
{
    private IReadOnlyList<LibraryEntry> all = [];

    /// <summary>The kind that is shown.</summary>
    public ArtifactKind Kind { get; private set; }

    public string? Search { get; private set; }

    public bool OnlyDrafts { get; private set; }

    /// <summary>What a creation or import said.</summary>
    public string? Problem { get; private set; }

    public IReadOnlyList<ImportedFile> Imported { get; private set; } = [];

    /// <summary>What was typed into the form for something new.</summary>
    public (string Name, string Title, string CopyOf) New { get; private set; } = ("", "", "");

    public int Waiting { get; private set; }

    public IEnumerable<LibraryEntry> Entries => all.Where(entry => entry.Artifact.Kind == Kind)
        .Where(entry => !OnlyDrafts || entry.Draft is not null)
        .Where(entry => Search is null || entry.Artifact.Name.Contains(Search, StringComparison.OrdinalIgnoreCase) || T.Pick(entry.Name).Contains(Search, StringComparison.OrdinalIgnoreCase));

    public int Count(ArtifactKind kind) => all.Count(entry => entry.Artifact.Kind == kind);

    /// <summary>Who prepared the version in force.</summary>
    public string Author(LibraryEntry entry) => entry.Author is null ? T["web.designer.shipped"] : Name(entry.Author);

    public string Name(string personId) => people.ById(personId) is { } person ? T.Pick(person.Name) : personId;

    public DateTimeOffset Now => Clock.GetUtcNow();

    /// <param name="copyOf">What is to be duplicated; the form for something new is filled in with it.</param>
    public async Task OnGetAsync(string? kind, string? q, string? drafts, string? copyOf, CancellationToken ct)
    {
        await ShowAsync(kind, q, drafts == "1", ct);
        if (all.FirstOrDefault(entry => entry.Artifact.Kind == Kind && entry.Artifact.Name == copyOf) is { } original)
            New = (FreeName(original.Artifact.Name), "", original.Artifact.Name);
    }

    private string FreeName(string name)
    {
        var number = 2;
        while (all.Any(entry => entry.Artifact.Kind == Kind && entry.Artifact.Name == $"{name}-{number}"))
            number++;
        return $"{name}-{number}";
    }

    public async Task<IActionResult> OnPostNewAsync(string? kind, string? name, string? title, string? copyOf, CancellationToken ct)
    {
        New = (name ?? "", title ?? "", copyOf ?? "");
        if (!ArtifactId.TryParse(kind, name?.Trim(), out var id))
            return await RefuseAsync(kind, T["web.designer.badName"], ct);
        var made = await NewDraft.BeginAsync(id, title, copyOf, Person.Id, drafts, published, ct);
        if (made.IsOk)
            return LocalRedirect(DesignerWords.EditAddress(id));
        return await RefuseAsync(kind, made.Failure.Kind == FailureKind.Conflict ? T["web.designer.nameTaken", id.Name] : T["web.designer.noOriginal", copyOf], ct);
    }

    public async Task<IActionResult> OnPostImportAsync(string? kind, List<IFormFile>? files, CancellationToken ct)
    {
        if (files is null or { Count: 0 })
            return await RefuseAsync(kind, T["web.designer.noFile"], ct);
        var sent = new FormFileCollection();
        sent.AddRange(files);
        Imported = await archive.ImportAsync(await SentFiles.ReadAsync(sent, ct), Person.Id, ct);
        await ShowAsync(kind, null, false, ct);
        return Page();
    }

    /// <summary>Mails that came with the product stay.</summary>
    public bool MayRetire(LibraryEntry entry) => entry.Artifact.Kind != ArtifactKind.Mail || !mails.Shipped.Contains(entry.Artifact.Name);

    public async Task<IActionResult> OnPostRetireAsync(string? kind, string? name, string? reason, CancellationToken ct)
    {
        if (!ArtifactId.TryParse(kind, name, out var id))
            return Missing();
        if (string.IsNullOrWhiteSpace(reason))
            return await RefuseAsync(kind, T["web.designer.retireReason"], ct);
        var retired = await retirement.RetireAsync(id, reason, Person.Id, ct);
        if (!retired.IsOk)
            return await RefuseAsync(kind, T[retired.Failure.Kind == FailureKind.Conflict ? Refusal(id) : "web.designer.noOriginal", id.Name], ct);
        Toast(T[id.Kind == ArtifactKind.Workflow ? "web.designer.retiredNow" : "web.designer.retiredPart", id.Name]);
        return LocalRedirect("/designer?kind=" + id.KindCode);
    }

    public async Task<IActionResult> OnPostRestoreAsync(string? kind, string? name, CancellationToken ct)
    {
        if (!ArtifactId.TryParse(kind, name, out var id) || !(await retirement.RestoreAsync(id, Person.Id, ct)).IsOk)
            return Missing();
        Toast(T["web.designer.restoredNow", id.Name]);
        return LocalRedirect("/designer?kind=" + id.KindCode);
    }

    public async Task<IActionResult> OnPostDiscardAsync(string? kind, string? name, int revision, CancellationToken ct)
    {
        if (!ArtifactId.TryParse(kind, name, out var id))
            return Missing();
        if (!await drafts.DiscardAsync(id, revision, Person.Id, ct))
            return await RefuseAsync(kind, T["web.designer.changedMeanwhile"], ct);
        Toast(T["web.designer.discarded", id.Name]);
        return LocalRedirect("/designer?kind=" + id.KindCode);
    }

    private static string Refusal(ArtifactId id) => id.Kind == ArtifactKind.Workflow ? "web.designer.retireRefused" : "web.designer.retireUsed";

    private async Task<IActionResult> RefuseAsync(string? kind, string problem, CancellationToken ct)
    {
        Problem = problem;
        await ShowAsync(kind, null, false, ct);
        return Page();
    }

    private async Task ShowAsync(string? kind, string? search, bool onlyDrafts, CancellationToken ct)
    {
        Kind = ArtifactId.TryParseKind(kind, out var known) ? known : ArtifactKind.Workflow;
        Search = string.IsNullOrWhiteSpace(search) ? null : search.Trim();
        OnlyDrafts = onlyDrafts;
        all = await library.ListAsync(ct);
        Waiting = (await releases.OpenAsync(ct)).Count;
    }
}
