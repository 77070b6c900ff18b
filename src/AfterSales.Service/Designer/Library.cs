using System.Collections.Concurrent;
using AfterSales.Engine;
using AfterSales.Engine.Search;
using AfterSales.Service.Forms;
using AfterSales.Service.Languages;
using AfterSales.Service.Mail.Templates;
using AfterSales.Service.Workflows;

namespace AfterSales.Service.Designer;

/// <summary>Where something in the library stands.</summary>
public enum ArtifactState
{
    /// <summary>Drafted, never in force.</summary>
    Draft,

    /// <summary>In force.</summary>
    Published,

    /// <summary>Starts no case any more; not offered any more.</summary>
    Retired,
}

/// <summary>One line of the library.</summary>
/// <param name="Version">The version in force; 0 for what was never published.</param>
/// <param name="Author">Id of the person who prepared the version in force; null for what came with the product.</param>
/// <param name="Draft">The draft without its content; null when nobody edits it.</param>
/// <param name="Running">Cases that run, by version, newest first. Workflows only.</param>
/// <param name="ReleaseKey">The change that waits for signatures and contains it; null when there is none.</param>
public sealed record LibraryEntry(
    ArtifactId Artifact, LocalText Name, ArtifactState State, int Version, string? Author, DateTimeOffset? PublishedAt, Draft? Draft, IReadOnlyList<RunningVersion> Running, long? ReleaseKey);

/// <summary>How many cases run on a version.</summary>
public readonly record struct RunningVersion(int Version, int Count);

/// <summary>Everything process owners own: workflows, forms, decisions, mails, in force and drafted.</summary>
public sealed class Library(ProcessEngine engine, WorkflowCatalog catalog, MailTemplates templates, PublishedArtifacts published)
{
    private const int Most = 10_000;
    private readonly ConcurrentDictionary<long, LocalText> _formTitles = new();
    private readonly ConcurrentDictionary<long, LocalText> _decisionTitles = new();

    /// <summary>All of it, by kind and name.</summary>
    public async Task<IReadOnlyList<LibraryEntry>> ListAsync(CancellationToken ct = default)
    {
        var (drafts, inForce, open, retired) = await engine.ReadAsync(
            db => (DraftTable.Heads(db), ReleaseTable.InForce(db), ReleaseTable.Open(db), RetiredTable.All(db)), ct).ConfigureAwait(false);
        var draftOf = drafts.ToDictionary(draft => draft.Artifact);
        var publishedHere = inForce.ToDictionary(item => item.Artifact);
        var waiting = open.SelectMany(release => release.Items.Select(item => (item.Artifact, release.Key))).DistinctBy(pair => pair.Artifact).ToDictionary(pair => pair.Artifact, pair => pair.Key);
        var entries = new List<LibraryEntry>();
        void Add(ArtifactId id, LocalText name, int version, DateTimeOffset? at, IReadOnlyList<RunningVersion> running)
        {
            var here = publishedHere.GetValueOrDefault(id);
            entries.Add(new LibraryEntry(
                id, name, version == 0 ? ArtifactState.Draft : retired.Contains(id) ? ArtifactState.Retired : ArtifactState.Published,
                version, here?.Version == version ? here.Author : null, here?.Version == version ? here.PublishedAt : at,
                draftOf.GetValueOrDefault(id), running, waiting.TryGetValue(id, out var key) ? key : null));
        }
        await AddWorkflowsAsync(Add, ct).ConfigureAwait(false);
        await AddFormsAsync(Add, ct).ConfigureAwait(false);
        foreach (var (name, decision) in await published.DecisionsAsync(ct).ConfigureAwait(false))
            Add(new ArtifactId(ArtifactKind.Decision, name), await TitleAsync(name, decision, ct).ConfigureAwait(false), decision.Version, null, []);
        foreach (var name in templates.Names)
            Add(new ArtifactId(ArtifactKind.Mail, name), MailTitles.Of(language => templates.Source(name, language)) ?? new LocalText(name), publishedHere.GetValueOrDefault(new ArtifactId(ArtifactKind.Mail, name))?.Version ?? 1, null, []);
        var known = entries.Select(entry => entry.Artifact).ToHashSet();
        var fresh = drafts.Where(draft => !known.Contains(draft.Artifact)).Select(draft => draft.Artifact).ToList();
        foreach (var (id, content) in await engine.ReadAsync(db => fresh.ConvertAll(id => (id, DraftTable.Find(db, id)?.Content ?? "")), ct).ConfigureAwait(false))
            Add(id, DraftTitles.Of(id, content), 0, null, []);
        return [.. entries.OrderBy(entry => entry.Artifact.Kind).ThenBy(entry => entry.Artifact.Name, StringComparer.Ordinal)];
    }

    /// <summary>One line; null for what is neither in force nor drafted.</summary>
    public async Task<LibraryEntry?> FindAsync(ArtifactId id, CancellationToken ct = default) =>
        (await ListAsync(ct).ConfigureAwait(false)).FirstOrDefault(entry => entry.Artifact == id);

    private async Task AddWorkflowsAsync(Action<ArtifactId, LocalText, int, DateTimeOffset?, IReadOnlyList<RunningVersion>> add, CancellationToken ct)
    {
        var rows = (await engine.Deployments.SearchProcessesAsync(new SearchRequest().OrderBy("processDefinitionId").Take(Most), ct).ConfigureAwait(false)).Value.Items;
        var counts = await engine.Instances.RunningByDefinitionAsync(ct).ConfigureAwait(false);
        foreach (var versions in rows.GroupBy(row => row.ProcessDefinitionId, StringComparer.Ordinal))
        {
            var latest = versions.MaxBy(row => row.Version)!;
            add(
                new ArtifactId(ArtifactKind.Workflow, versions.Key),
                catalog.Find(latest.ProcessDefinitionKey)?.Name ?? new LocalText(latest.Name ?? versions.Key), latest.Version, latest.DeployedAt,
                [.. versions.Where(row => counts.ContainsKey(row.ProcessDefinitionKey)).OrderByDescending(row => row.Version).Select(row => new RunningVersion(row.Version, counts[row.ProcessDefinitionKey]))]);
        }
    }

    private async Task<LocalText> TitleAsync(string file, (int Version, long Key, string? Name) decision, CancellationToken ct)
    {
        if (_decisionTitles.TryGetValue(decision.Key, out var known))
            return known;
        var given = await engine.Deployments.DecisionXmlAsync(decision.Key, ct).ConfigureAwait(false) is { } xml ? DecisionTitles.Of(file, xml) : null;
        return _decisionTitles.GetOrAdd(decision.Key, given ?? new LocalText(decision.Name ?? file));
    }

    private async Task AddFormsAsync(Action<ArtifactId, LocalText, int, DateTimeOffset?, IReadOnlyList<RunningVersion>> add, CancellationToken ct)
    {
        foreach (var row in (await engine.Deployments.SearchFormsAsync(SearchRequest.Where("isLatestVersion", true).OrderBy("formId").Take(Most), ct).ConfigureAwait(false)).Value.Items)
        {
            if (!_formTitles.TryGetValue(row.FormKey, out var title))
            {
                var form = await engine.Deployments.GetFormAsync(row.FormKey, ct).ConfigureAwait(false);
                var given = form is null ? null : FormTitles.Of(form.Schema);
                title = _formTitles.GetOrAdd(row.FormKey, given ?? new LocalText(row.FormId));
            }
            add(new ArtifactId(ArtifactKind.Form, row.FormId), title, row.Version, row.DeployedAt, []);
        }
    }
}
