using AfterSales.Service.Calendars;
using AfterSales.Service.Deadlines;
using AfterSales.Service.People;
using AfterSales.Service.Tasks;
using AfterSales.Service.Tasks.Views;
using AfterSales.Service.Workflows;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Web.Pages.Tasks;

/// <summary>Who has what to do: mine, my groups', overdue, waiting for the customer, all; narrowed, saved under names, moved many at once; grouped by when it is due.</summary>
public sealed class IndexModel(
    TaskQueries tasks, TaskActions actions, DeadlineQueries deadlines, SavedViews views, CalendarRegistry calendars, Service.People.Directory people, RefusedWorkflows refused) : SitePage
{
    /// <summary>More than this many at once is a slip of the hand.</summary>
    private const int MostAtOnce = 200;

    public TaskListQuery Asked { get; private set; } = null!;

    public InboxView Inbox => Asked.View;

    public InboxCounts Counts { get; private set; } = new(0, 0, 0, 0);

    public IReadOnlyList<TaskBucket> Buckets { get; private set; } = [];

    /// <summary>The clocks of the tasks that have one.</summary>
    public IReadOnlyDictionary<long, DeadlineClockView> Clocks { get; private set; } = new Dictionary<long, DeadlineClockView>();

    /// <summary>Lists saved under a name, one's own and those shared with one's departments.</summary>
    public IReadOnlyList<SavedView> Views { get; private set; } = [];

    /// <summary>Workflow files that are not in use: whoever oversees the work has to know on the first page of the day.</summary>
    public IReadOnlyList<RefusedWorkflow> Refused => refused.All;

    /// <summary>What is wrong with a move of many or with saving a view.</summary>
    public string? Problem { get; private set; }

    /// <summary>The tasks that were chosen when something was wrong.</summary>
    [BindProperty(Name = "keys")]
    public List<string> Keys { get; set; } = [];

    [BindProperty(Name = "to")]
    public string? To { get; set; }

    [BindProperty(Name = "reason")]
    public string? Reason { get; set; }

    [BindProperty(Name = "name")]
    public string? ViewName { get; set; }

    public bool SeesAll => Person.SeesEverything;

    public Person Self => Person;

    public DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>Departments to choose from: one's own, or all for who sees everything.</summary>
    public IReadOnlyList<string> Groups => SeesAll ? [.. RoleCatalog.Default.All.Select(role => role.Id)] : Person.Groups;

    /// <summary>People to choose from: colleagues of one's departments, or all for who sees everything.</summary>
    public IReadOnlyList<Person> Colleagues =>
        [.. people.All.Where(person => person.Active && (SeesAll || person.IsIn(Person.Groups))).OrderBy(person => T.Pick(person.Name), StringComparer.Ordinal)];

    private WorkingCalendar Calendar => calendars.FindOrStandard(Person.CalendarId);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        // What follows /tasks/ and is no key of a task names nothing that can be looked at.
        if (RouteData.Values["handler"] is not null)
            return Missing();
        return await ShowAsync(ct);
    }

    public async Task<IActionResult> OnPostClaimAsync(long key, CancellationToken ct)
    {
        if (await actions.ClaimAsync(key, Person, ct) is TaskChange.NotPossible)
            // The task's own page says why, better than a list could.
            return LocalRedirect(FormattableString.Invariant($"/tasks/{key}"));
        Toast(T["web.task.claimed"], FormattableString.Invariant($"/tasks/{key}"), T["web.task.nextOpen"]);
        return Back();
    }

    /// <summary>Takes all that were chosen and are free.</summary>
    public Task<IActionResult> OnPostTakeAsync(CancellationToken ct) => MoveAsync(key => actions.ClaimAsync(key, Person, ct), null, "web.tasks.bulk.taken", ct);

    /// <summary>Gives all that were chosen and are one's own back to their departments.</summary>
    public Task<IActionResult> OnPostGiveBackAsync(CancellationToken ct) => MoveAsync(
        key => actions.ReturnAsync(key, Person, Reason!, ct), string.IsNullOrWhiteSpace(Reason) ? "web.task.problem.reasonMissing" : null, "web.tasks.bulk.returned", ct);

    /// <summary>Gives all that were chosen to one person.</summary>
    public Task<IActionResult> OnPostAssignAsync(CancellationToken ct) => MoveAsync(
        key => actions.ReassignAsync(key, Person, To!, Reason!, ct),
        people.ById(To ?? "") is not { Active: true } ? "web.task.problem.personMissing" : string.IsNullOrWhiteSpace(Reason) ? "web.task.problem.reasonMissing" : null,
        "web.tasks.bulk.assigned", ct);

    public async Task<IActionResult> OnPostSaveAsync(string? share, CancellationToken ct)
    {
        var asked = TaskListQuery.Read(Request.Query, SeesAll);
        if (await views.SaveAsync(Person, ViewName ?? "", asked.ToQuery(), string.IsNullOrEmpty(share) ? null : share, ct) is { } problem)
            return await RefuseAsync(T[problem], ct);
        Toast(T["web.tasks.saved.done"]);
        return Back();
    }

    public async Task<IActionResult> OnPostForgetAsync(long key, CancellationToken ct)
    {
        await views.DeleteAsync(Person, key, ct);
        Toast(T["web.tasks.saved.forgotten"]);
        return Back();
    }

    private async Task<IActionResult> ShowAsync(CancellationToken ct)
    {
        Asked = TaskListQuery.Read(Request.Query, SeesAll);
        Counts = await tasks.CountsAsync(Person, ct);
        Views = await views.OfAsync(Person, ct);
        var found = await tasks.InboxAsync(Person, Inbox, Asked.Filter(Calendar, Now), ct);
        Clocks = deadlines.ForTasks([.. found.Select(task => task.Key)]);
        Buckets = TaskBucket.Of(found, Calendar, Now);
        return Page();
    }

    private async Task<IActionResult> MoveAsync(Func<long, Task<TaskChange>> move, string? wrong, string said, CancellationToken ct)
    {
        var keys = Keys.Select(text => long.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var key) ? key : 0)
            .Where(key => key > 0).Distinct().ToList();
        wrong ??= keys.Count == 0 ? "web.tasks.bulk.none" : keys.Count > MostAtOnce ? "web.tasks.bulk.tooMany" : null;
        if (wrong is not null)
            return await RefuseAsync(T[wrong, MostAtOnce], ct);
        var moved = 0;
        foreach (var key in keys)
        {
            var change = await move(key);
            if (change is TaskChange.Invalid invalid)
                return await RefuseAsync(T[invalid.TextKey], ct);
            moved += change is TaskChange.Done ? 1 : 0;
        }
        Toast(moved == keys.Count ? T[said, moved] : T["web.tasks.bulk.some", T[said, moved], keys.Count - moved]);
        return Back();
    }

    private async Task<IActionResult> RefuseAsync(string problem, CancellationToken ct)
    {
        Problem = problem;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return await ShowAsync(ct);
    }

    private LocalRedirectResult Back() => LocalRedirect("/tasks" + TaskListQuery.Read(Request.Query, SeesAll).ToQuery());
}
