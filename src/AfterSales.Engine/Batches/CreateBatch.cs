using AfterSales.Engine.Operations;
using AfterSales.Engine.Search;

namespace AfterSales.Engine.Batches;

/// <summary>From one element to another, in the scope of the first.</summary>
public sealed record BatchMove(string SourceElementId, string TargetElementId);

/// <summary>
/// An operation on all running instances that a search finds while it is begun; ended ones are left alone. Deletions are the other way round:
/// they take ended instances that nobody called, or evaluations of decisions.
/// </summary>
public sealed record CreateBatch
{
    /// <summary>One of <see cref="BatchTypes"/>.</summary>
    public required string Type { get; init; }

    /// <summary>Filters of process instances (of decision instances where those are deleted); its page and order say nothing.</summary>
    public required SearchRequest Filter { get; init; }

    /// <summary>Of a migration.</summary>
    public MigrateInstances? Migration { get; init; }

    /// <summary>Of a modification.</summary>
    public IReadOnlyList<BatchMove> Moves { get; init; } = [];

    /// <summary>Why, in the words of who asked for it; observers of each commit see it.</summary>
    public string? Reason { get; init; }
}
