using AfterSales.Service.Languages;

namespace AfterSales.Service.Records;

/// <summary>A section about to be added to a record.</summary>
internal sealed record NewSection(string CaseNumber, string TypeId, LocalText Title)
{
    public string? Role { get; init; }

    public string? FilledBy { get; init; }

    public string? FilledByName { get; init; }

    public long? TaskKey { get; init; }

    public IReadOnlyList<RecordField> Fields { get; init; } = [];
}
