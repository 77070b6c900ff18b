using AfterSales.Service.Languages;

namespace AfterSales.Service.Records;

/// <summary>What one completed task added to a record, signed by who completed it.</summary>
public sealed record RecordSection
{
    /// <summary>Position in the record, from 1.</summary>
    public required int Position { get; init; }

    public required LocalText Title { get; init; }

    /// <summary>The department that filled it.</summary>
    public string? Role { get; init; }

    /// <summary>A person id, or <c>customer:</c> and an address; null when the service filled it.</summary>
    public string? FilledBy { get; init; }

    /// <summary>The name of who filled it, as it was then.</summary>
    public string? FilledByName { get; init; }

    public required DateTimeOffset FilledAt { get; init; }

    public long? TaskKey { get; init; }

    /// <summary>From 1; higher when the section was corrected.</summary>
    public required int Revision { get; init; }

    /// <summary>Why it was corrected; null for the first revision.</summary>
    public string? RevisionReason { get; init; }

    public IReadOnlyList<RecordField> Fields { get; init; } = [];

    /// <summary>Earlier revisions, oldest first.</summary>
    public IReadOnlyList<RecordSection> EarlierRevisions { get; init; } = [];
}
