using AfterSales.Engine;

namespace AfterSales.Service.Designer;

/// <summary>Begins something new: blank, or as a copy that carries its own id.</summary>
public static class NewDraft
{
    /// <param name="title">The name people read. Where it is left out, something new is called by its id, and a copy as its original; a mail has none.</param>
    /// <param name="copyOf">Name of what is copied, of the same kind: its draft, or what is in force.</param>
    public static async Task<Outcome<Draft>> BeginAsync(
        ArtifactId id, string? title, string? copyOf, string by, Drafts drafts, PublishedArtifacts published, CancellationToken ct = default)
    {
        if (title?.Length > 200)
            return Failure.Invalid("The title is longer than 200 characters.");
        if (string.IsNullOrWhiteSpace(copyOf))
            return await drafts.CreateAsync(id, BlankFiles.Of(id, string.IsNullOrWhiteSpace(title) ? id.Name : title.Trim()), by, ct).ConfigureAwait(false);
        if (!ArtifactId.IsName(copyOf))
            return Failure.NotFound($"There is no {id.KindCode} '{copyOf}' to copy.");
        var original = new ArtifactId(id.Kind, copyOf);
        return ((await drafts.FindAsync(original, ct).ConfigureAwait(false))?.Content ?? await published.ContentAsync(original, ct).ConfigureAwait(false)) is { } content
            ? await drafts.CreateAsync(id, Titled(id.Kind, ArtifactNames.Rename(id.Kind, content, id.Name), title), by, ct).ConfigureAwait(false)
            : Failure.NotFound($"There is no {id.KindCode} '{copyOf}' to copy.");
    }

    private static string Titled(ArtifactKind kind, string content, string? title) =>
        string.IsNullOrWhiteSpace(title) ? content : ArtifactNames.Retitle(kind, content, title.Trim());
}
