using AfterSales.Service.Calendars;
using AfterSales.Service.Deadlines;
using AfterSales.Service.Tasks;
using AfterSales.Service.Workflows;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Web.Pages.Tasks;

/// <summary>Who has what to do: mine, my groups', overdue, all; grouped by when it is due.</summary>
public sealed class IndexModel(TaskQueries tasks, TaskActions actions, DeadlineQueries deadlines, CalendarRegistry calendars, RefusedWorkflows refused) : SitePage
{
    public InboxView Inbox { get; private set; }

    public InboxCounts Counts { get; private set; } = new(0, 0, 0, 0);

    /// <summary>What the list is narrowed to.</summary>
    public string? Filter { get; private set; }

    public IReadOnlyList<TaskBucket> Buckets { get; private set; } = [];

    /// <summary>The clocks of the tasks that have one.</summary>
    public IReadOnlyDictionary<long, DeadlineClockView> Clocks { get; private set; } = new Dictionary<long, DeadlineClockView>();

    /// <summary>Workflow files that are not in use: whoever oversees the work has to know on the first page of the day.</summary>
    public IReadOnlyList<RefusedWorkflow> Refused => refused.All;

    public bool SeesAll => Person.SeesEverything;

    public Service.People.Person Self => Person;

    public DateTimeOffset Now => Clock.GetUtcNow();

    private WorkingCalendar Calendar => calendars.FindOrStandard(Person.CalendarId);

    public async Task<IActionResult> OnGetAsync(string? view, string? q, CancellationToken ct)
    {
        // What follows /tasks/ and is no key of a task names nothing that can be looked at.
        if (RouteData.Values["handler"] is not null)
            return Missing();
        Inbox = view switch
        {
            "group" => InboxView.Group,
            "overdue" => InboxView.Overdue,
            "all" when SeesAll => InboxView.All,
            _ => InboxView.Mine,
        };
        Filter = string.IsNullOrWhiteSpace(q) ? null : q.Trim();
        Counts = await tasks.CountsAsync(Person, ct);
        var found = (await tasks.InboxAsync(Person, Inbox, ct)).Where(Fits).ToList();
        Clocks = deadlines.ForTasks([.. found.Select(task => task.Key)]);
        Buckets = TaskBucket.Of(found, Calendar, Now);
        return Page();
    }

    public async Task<IActionResult> OnPostClaimAsync(long key, string? view, CancellationToken ct)
    {
        if (await actions.ClaimAsync(key, Person, ct) is TaskChange.NotPossible)
            // The task's own page says why, better than a list could.
            return LocalRedirect(FormattableString.Invariant($"/tasks/{key}"));
        Toast(T["web.task.claimed"], FormattableString.Invariant($"/tasks/{key}"), T["web.task.nextOpen"]);
        return RedirectToPage(new { view });
    }

    private bool Fits(TaskListItem task) =>
        Filter is null || new[] { T.Pick(task.Name), task.CaseNumber, task.CaseSubject, task.CustomerName, task.SerialNumber }
            .Any(text => text?.Contains(Filter, StringComparison.OrdinalIgnoreCase) == true);
}
