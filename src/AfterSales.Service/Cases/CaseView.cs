using AfterSales.Service.Attachments;
using AfterSales.Service.Customers;
using AfterSales.Service.Equipment;
using AfterSales.Service.Records;
using AfterSales.Service.Tasks;
using AfterSales.Service.Timeline;

namespace AfterSales.Service.Cases;

/// <summary>
/// Everything a case page shows, except the deadline clocks and the mails, which their own queries give by case number.
/// </summary>
public sealed record CaseView
{
    public required ServiceCase Case { get; init; }

    public required Customer Customer { get; init; }

    public EquipmentItem? Equipment { get; init; }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<TimelineLine> Timeline { get; init; } = [];

    public IReadOnlyList<CaseRecord> Records { get; init; } = [];

    public IReadOnlyList<Attachment> Attachments { get; init; } = [];

    public IReadOnlyList<TaskListItem> OpenTasks { get; init; } = [];

    /// <summary>Somebody holds the case: nothing of it advances until it is let go on.</summary>
    public bool IsHeld { get; init; }

    /// <summary>The workflows that ran for the case: the main one first, then those it called, in the order they began.</summary>
    public IReadOnlyList<CaseProcess> Processes { get; init; } = [];
}
