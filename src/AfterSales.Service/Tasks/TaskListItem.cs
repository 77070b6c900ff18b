using AfterSales.Service.Cases;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Tasks;

/// <summary>A task as a line of a list.</summary>
public sealed record TaskListItem
{
    public required long Key { get; init; }

    public required LocalText Name { get; init; }

    /// <summary>Null for a task of a process that belongs to no case.</summary>
    public string? CaseNumber { get; init; }

    public string? CaseSubject { get; init; }

    public string? CustomerName { get; init; }

    public string? SerialNumber { get; init; }

    public Urgency Urgency { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? DueAt { get; init; }

    public bool IsOverdue { get; init; }

    /// <summary>A person id, or <c>customer:</c> and an address.</summary>
    public string? Assignee { get; init; }

    public LocalText? AssigneeName { get; init; }

    public IReadOnlyList<string> CandidateGroups { get; init; } = [];

    /// <summary>Seen because the reader stands in for somebody who is away: that person's name.</summary>
    public LocalText? OnBehalfOf { get; init; }

    /// <summary>The lane's role: the department whose step it is.</summary>
    public string? Role { get; init; }

    public int Priority { get; init; }

    /// <summary>Kind of the case.</summary>
    public string? Kind { get; init; }

    /// <summary>Since when an answer of the customer is waited for; null when nothing was asked.</summary>
    public DateTimeOffset? AskedAt { get; init; }

    /// <summary>Reason of an obstacle that was reported and still stands (<see cref="Obstacles.ObstacleReasons"/>); null for none.</summary>
    public string? Obstacle { get; init; }

    /// <summary>The customer, not a member of staff, has to do it.</summary>
    public bool IsCustomers => Assignee?.StartsWith(TaskActor.CustomerPrefix, StringComparison.Ordinal) == true;
}
