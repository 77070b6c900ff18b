namespace AfterSales.Service.Designer;

/// <summary>An edited file nobody runs yet.</summary>
/// <param name="Content">The file; of a mail a JSON object <c>{en, fa, zh}</c> (see <see cref="MailSource"/>).</param>
/// <param name="Revision">Counts saves, from 1.</param>
/// <param name="BasedOn">The version in force the draft was begun on; 0 for something new.</param>
/// <param name="SavedBy">Id of the person who saved last.</param>
public sealed record Draft(ArtifactId Artifact, string Content, int Revision, int BasedOn, string SavedBy, DateTimeOffset SavedAt)
{
    /// <summary>Largest file that is taken, in characters; the readers refuse more than 5 MB.</summary>
    public const int LargestContent = 4_000_000;
}

/// <summary>What became of a save: the draft as it now is, or the newer one that it would have overwritten.</summary>
public sealed record DraftSave(Draft Draft, bool IsConflict);
