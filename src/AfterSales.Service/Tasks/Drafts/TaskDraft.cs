using AfterSales.Service.Forms;

namespace AfterSales.Service.Tasks.Drafts;

/// <summary>What somebody typed into the form of a task and has not sent.</summary>
/// <param name="Key">New with every save.</param>
public sealed record TaskDraft(long Key, DateTimeOffset SavedAt, IFormValues Values);

/// <summary>What became of a draft that was to be kept.</summary>
public abstract record DraftKeeping
{
    /// <summary>It is kept; <paramref name="Key"/> is what the next save has to know.</summary>
    public sealed record Kept(long Key, DateTimeOffset SavedAt) : DraftKeeping;

    /// <summary>Another device or window of the same person kept something since: nothing was overwritten.</summary>
    public sealed record Newer(long Key, DateTimeOffset SavedAt) : DraftKeeping;

    /// <summary>Larger than <see cref="TaskDrafts.LargestBytes"/>: nothing was kept, what was kept before stays.</summary>
    public sealed record TooLarge : DraftKeeping;

    /// <summary>The task is not there to be done by this actor.</summary>
    public sealed record NotPossible : DraftKeeping;
}
