using AfterSales.Engine;

namespace AfterSales.Service.Designer;

/// <summary>
/// Drafts of process owners. Every save names the revision it was made on: one that is older than what is stored changes nothing and
/// learns who was faster, so that two people never overwrite each other silently.
/// </summary>
public sealed class Drafts(ProcessEngine engine, PublishedArtifacts published)
{
    /// <summary>The draft, or null.</summary>
    public Task<Draft?> FindAsync(ArtifactId id, CancellationToken ct = default) => engine.ReadAsync(db => DraftTable.Find(db, id), ct);

    /// <summary>Every draft with its content.</summary>
    public Task<List<Draft>> AllAsync(CancellationToken ct = default) => engine.ReadAsync(db => DraftTable.All(db), ct);

    /// <summary>Every draft without its content.</summary>
    public Task<List<Draft>> HeadsAsync(CancellationToken ct = default) => engine.ReadAsync(db => DraftTable.Heads(db), ct);

    /// <summary>
    /// Saves what was made on <paramref name="revision"/>; 0 begins a draft. What equals the stored content keeps its revision, so that
    /// saving again after a lost answer does no harm.
    /// </summary>
    public async Task<Outcome<DraftSave>> SaveAsync(ArtifactId id, int revision, string content, string by, CancellationToken ct = default)
    {
        if (content.Length > Draft.LargestContent)
            return Failure.Invalid($"The content is longer than {Draft.LargestContent} characters.");
        if (content.Contains('\0', StringComparison.Ordinal))
            return Failure.Invalid("The content holds a character that no text file may hold.");
        var basedOn = revision == 0 ? await published.VersionAsync(id, ct).ConfigureAwait(false) : 0;
        return await engine.WriteAsync<Outcome<DraftSave>>(commit =>
        {
            var stored = DraftTable.Find(commit, id);
            if (stored is not null && stored.Content == content)
                return new DraftSave(stored, false);
            if (stored is null && revision != 0)
                return Failure.NotFound("The draft is not there any more: it was published or discarded. Open it again before you go on.");
            var saved = stored is null ? DraftTable.Add(commit, id, content, basedOn, by) : DraftTable.Save(commit, id, revision, content, by);
            return new DraftSave(DraftTable.Find(commit, id)!, !saved);
        }, by, ct).ConfigureAwait(false);
    }

    /// <summary>Begins a draft of something that is neither in force nor drafted yet.</summary>
    public async Task<Outcome<Draft>> CreateAsync(ArtifactId id, string content, string by, CancellationToken ct = default)
    {
        if (content.Length > Draft.LargestContent)
            return Failure.Invalid($"The content is longer than {Draft.LargestContent} characters.");
        if (await published.VersionAsync(id, ct).ConfigureAwait(false) > 0)
            return Failure.Conflict($"There is a {id.KindCode} '{id.Name}' already.");
        return await engine.WriteAsync<Outcome<Draft>>(
            commit => DraftTable.Add(commit, id, content, 0, by) ? DraftTable.Find(commit, id)! : Failure.Conflict($"There is a draft of the {id.KindCode} '{id.Name}' already."),
            by, ct).ConfigureAwait(false);
    }

    /// <summary>Says that the draft contains what came into force since it was begun.</summary>
    public async Task<bool> TakeUpAsync(ArtifactId id, string by, CancellationToken ct = default)
    {
        var version = await published.VersionAsync(id, ct).ConfigureAwait(false);
        return await engine.WriteAsync(commit => DraftTable.Base(commit, id, version), by, ct).ConfigureAwait(false);
    }

    /// <summary>Throws a draft away; false when it was changed meanwhile or is not there.</summary>
    public Task<bool> DiscardAsync(ArtifactId id, int revision, string by, CancellationToken ct = default) =>
        engine.WriteAsync(commit => DraftTable.Remove(commit, id, revision), by, ct);
}
