using AfterSales.Engine;
using AfterSales.Service.Designer;
using AfterSales.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Web.Pages.Designer;

/// <summary>Publishing: what goes along, what the self-check says, the note, and the preparer's signature (DOC-02).</summary>
[Authorize(Policy = Rights.Designer)]
public sealed class PublishModel(Drafts drafts, PublishedArtifacts published, Releases releases, Library library, Service.People.Directory people) : SitePage
{
    public ArtifactId Artifact { get; private set; }

    /// <summary>The drafts that may go along, the one itself first.</summary>
    public IReadOnlyList<(LibraryEntry Entry, Draft Draft, bool Chosen, bool Overtaken)> Choices { get; private set; } = [];

    public GateReport Report { get; private set; } = new([]);

    public string Note { get; private set; } = "";

    public string Reason { get; private set; } = "";

    public string? Problem { get; private set; }

    public IReadOnlyList<SignOffStep> Steps => releases.Steps;

    public bool SamePerson => releases.SamePersonMaySign;

    public bool AnyOvertaken => Choices.Any(choice => choice.Chosen && choice.Overtaken);

    public string NameOf(string id) => people.ById(id) is { } person ? T.Pick(person.Name) : id;

    public async Task<IActionResult> OnGetAsync(string? kind, string? name, string[]? with, CancellationToken ct)
    {
        if (!ArtifactId.TryParse(kind, name, out var id) || await drafts.FindAsync(id, ct) is null)
            return Missing();
        await ShowAsync(id, with ?? [], ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string? kind, string? name, string[]? with, string[]? revisions, string? note, string? reason, CancellationToken ct)
    {
        if (!ArtifactId.TryParse(kind, name, out var id))
            return Missing();
        (Note, Reason) = (note ?? "", reason ?? "");
        var chosen = (with ?? []).Append(id.ToString()).ToHashSet(StringComparer.Ordinal);
        var wanted = (revisions ?? []).Select(Read).OfType<DraftReference>().Where(draft => chosen.Contains(draft.Artifact.ToString())).ToList();
        if (string.IsNullOrWhiteSpace(note))
            return await RefuseAsync(id, with, T["web.designer.noteMissing"], ct);
        var judged = await releases.JudgeAsync(wanted, ct);
        if (judged.IsOk && judged.Value.Warnings > 0 && string.IsNullOrWhiteSpace(reason))
            return await RefuseAsync(id, with, T["web.designer.reasonMissing"], ct);
        var proposed = await releases.ProposeAsync(wanted, note, reason, Person, ct);
        if (proposed.IsOk)
        {
            Toast(T[proposed.Value.State == ReleaseState.Published ? "web.designer.publishedNow" : "web.designer.proposedNow", proposed.Value.Number]);
            return LocalRedirect($"/designer/changes/{proposed.Value.Key}");
        }
        return await RefuseAsync(id, with, T[proposed.Failure.Kind == FailureKind.Conflict && judged is { IsOk: true, Value.Errors: > 0 } ? "web.designer.hasErrors" : "web.designer.changedMeanwhile"], ct);
    }

    public async Task<IActionResult> OnPostTakeUpAsync(string? kind, string? name, string? taken, CancellationToken ct)
    {
        if (!ArtifactId.TryParse(kind, name, out var id) || taken?.Split('/') is not [var takenKind, var takenName] || !ArtifactId.TryParse(takenKind, takenName, out var other))
            return Missing();
        await drafts.TakeUpAsync(other, Person.Id, ct);
        return LocalRedirect(DesignerWords.PublishAddress(id));
    }

    private async Task<IActionResult> RefuseAsync(ArtifactId id, string[]? with, string problem, CancellationToken ct)
    {
        if (await drafts.FindAsync(id, ct) is null)
            return Missing();
        Problem = problem;
        await ShowAsync(id, with ?? [], ct);
        return Page();
    }

    private async Task ShowAsync(ArtifactId id, string[] with, CancellationToken ct)
    {
        Artifact = id;
        var entries = (await library.ListAsync(ct)).Where(entry => entry.Draft is not null).ToList();
        var choices = new List<(LibraryEntry, Draft, bool, bool)>();
        foreach (var entry in entries.OrderByDescending(entry => entry.Artifact == id))
            choices.Add((entry, entry.Draft!, entry.Artifact == id || with.Contains(entry.Artifact.ToString()), entry.Draft!.BasedOn != await published.VersionAsync(entry.Artifact, ct)));
        Choices = choices;
        var report = await releases.JudgeAsync([.. choices.Where(choice => choice.Item3).Select(choice => new DraftReference(choice.Item1.Artifact, choice.Item2.Revision))], ct);
        Report = report.IsOk ? report.Value : new GateReport([]);
    }

    // "kind/name/revision", as the page wrote it.
    private static DraftReference? Read(string written) =>
        written.Split('/') is [var kind, var name, var revision] && ArtifactId.TryParse(kind, name, out var id) && int.TryParse(revision, out var number) ? new DraftReference(id, number) : null;
}
