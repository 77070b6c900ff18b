using AfterSales.Service.Tasks;

namespace AfterSales.Service.Tests.Year;

/// <summary>A task as it came up in the simulated year.</summary>
internal sealed class NewTask
{
    public long Key { get; init; }
    public string? CaseNumber { get; init; }
    public string ElementId { get; init; } = "";
    public string? Assignee { get; init; }
    public long CreatedAt { get; init; }
    public long? DueAt { get; init; }
    public string CalendarId { get; init; } = "";
    public string? Candidates { get; init; }

    public bool IsCustomers => Assignee?.StartsWith(TaskActor.CustomerPrefix, StringComparison.Ordinal) == true;

    public IReadOnlyList<string> Groups => Candidates?.Split(',') ?? [];

    public override string ToString() => $"{ElementId} of {CaseNumber} (task {Key})";
}
