using AfterSales.Service.Languages;

namespace AfterSales.Service.Records;

/// <summary>
/// A filled form of a case. It travels through departments and each adds a section (FRM-03); nothing is ever edited
/// silently: a correction is a new revision of its section, and the earlier ones stay readable.
/// </summary>
public sealed record CaseRecord
{
    /// <summary>Case number and suffix of the type, for example <c>CMP-2026-0001-CHF</c>.</summary>
    public required string Number { get; init; }

    public required string CaseNumber { get; init; }

    /// <summary>Id of the <see cref="RecordType"/>.</summary>
    public required string TypeId { get; init; }

    public required LocalText Name { get; init; }

    public DateTimeOffset OpenedAt { get; init; }

    /// <summary>When the record was filed for good; sections added later are marked as such by their own time.</summary>
    public DateTimeOffset? FiledAt { get; init; }

    /// <summary>In the order they were added.</summary>
    public IReadOnlyList<RecordSection> Sections { get; init; } = [];
}
