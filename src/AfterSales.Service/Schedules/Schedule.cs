using AfterSales.Service.Languages;

namespace AfterSales.Service.Schedules;

/// <summary>Something that comes round by calendar (PER-*): when, for which period, and what it does. Data, in <c>schedules.json</c>.</summary>
public sealed record Schedule
{
    /// <summary>For example <c>monthly-complaint-report</c>; start events of workflows name it.</summary>
    public required string Id { get; init; }

    /// <summary>The requirement behind it, such as <c>PER-05</c>.</summary>
    public string? Requirement { get; init; }

    public required LocalText Name { get; init; }

    /// <summary>When, as a Quartz cron expression (seconds first) read in the calendar's zone: <c>0 0 8 1 * ?</c>.</summary>
    public required string Cron { get; init; }

    /// <summary>Only fires on the first day of a period of the Iranian solar calendar count; the expression then fires daily.</summary>
    public bool Solar { get; init; }

    /// <summary>Id of the working calendar; null: that of the company, see <see cref="AfterSalesOptions.CompanyCalendar"/>.</summary>
    public string? Calendar { get; init; }

    /// <summary>A fire outside working time waits for the next working moment: "the first working day after the period".</summary>
    public bool InWorkingTime { get; init; }

    /// <summary>The length of its periods. Each period is run once, whatever the expression says.</summary>
    public required SchedulePeriod Period { get; init; }

    /// <summary>The period it is about is the one before the fire, as for reports; otherwise the one the fire lies in.</summary>
    public bool AboutPrevious { get; init; }

    /// <summary>Every period missed during a stop is made up for; otherwise only the latest.</summary>
    public bool CatchUpEach { get; init; }

    public required ScheduleAction Action { get; init; }

    /// <summary>The kind of case it opens.</summary>
    public string? Kind { get; init; }

    /// <summary>Subject and description of that case; <c>{0}</c> is the period's name.</summary>
    public LocalText? Subject { get; init; }

    public LocalText? Description { get; init; }

    /// <summary>A case for each customer with an open case or one received in so many days (OPN-20); 0: one case of the company itself.</summary>
    public int CustomersOfDays { get; init; }

    /// <summary>Variables the case begins with, besides <c>schedule</c>; texts only.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init => field = value ?? new Dictionary<string, string>(); } = new Dictionary<string, string>();

    /// <summary>What is wrong with it, in one sentence; null when it can run.</summary>
    public string? Fault() =>
        ScheduleTimes.CronFault(Cron) is { } fault ? fault
        : Action == ScheduleAction.OpenCase && (Cases.CaseKinds.Find(Kind) is null || Subject is null) ? $"The schedule '{Id}' opens a case, but names no known kind or no subject."
        : CustomersOfDays is < 0 or > 3660 ? "Customers of at most ten years can be meant."
        : null;
}

/// <summary>How long the periods of a schedule are.</summary>
public enum SchedulePeriod
{
    /// <summary>1st to 10th, 11th to 20th, 21st to the end of the month (旬, PER-04).</summary>
    TenDays,
    Month,
    Quarter,
    HalfYear,
    Year,
}

/// <summary>What a schedule does.</summary>
public enum ScheduleAction
{
    /// <summary>Opens an internal case.</summary>
    OpenCase,

    /// <summary>Mails managers the summary of the indicators.</summary>
    MailKpis,
}
