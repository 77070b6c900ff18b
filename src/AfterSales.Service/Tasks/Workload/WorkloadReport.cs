using AfterSales.Service.Languages;

namespace AfterSales.Service.Tasks.Workload;

/// <summary>The open work at a moment: whose it is, how much of it presses, and how the open cases went.</summary>
/// <param name="SoonUntil">What is due until then counts as due soon: two working days ahead by the reader's calendar.</param>
/// <param name="Groups">Open tasks by department, the most first; those the customer has to do are a row of their own.</param>
/// <param name="People">Open tasks of those who have any, the most first; null as id is nobody yet.</param>
/// <param name="Kinds">Open cases by kind.</param>
public sealed record WorkloadReport(
    DateTimeOffset AsOf, DateTimeOffset SoonUntil, IReadOnlyList<WorkloadRow> Groups, IReadOnlyList<WorkloadRow> People, IReadOnlyList<BacklogRow> Kinds)
{
    /// <summary>The id of the row of the customers' own tasks.</summary>
    public const string Customers = "customer";

    public int Overdue => Groups.Sum(row => row.Overdue);

    public int DueSoon => Groups.Sum(row => row.DueSoon);
}

/// <summary>Open tasks of one department or person.</summary>
public sealed record WorkloadRow(string? Id, LocalText Name, int Overdue, int DueSoon, int Total);

/// <summary>Open cases of one kind.</summary>
/// <param name="Overdue">Those with an open task past its due time.</param>
/// <param name="Weeks">How many were open at the end of each of the last weeks, the latest last: now.</param>
public sealed record BacklogRow(string Kind, LocalText Name, int Overdue, IReadOnlyList<int> Weeks)
{
    public int Open => Weeks[^1];

    /// <summary>Against a week ago.</summary>
    public int Change => Weeks[^1] - Weeks[^2];
}
