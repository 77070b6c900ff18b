using System.Globalization;
using AfterSales.Service.Attachments;
using AfterSales.Service.Deadlines;
using AfterSales.Service.Forms;
using AfterSales.Service.Languages;
using AfterSales.Service.People;
using AfterSales.Service.Tasks;
using AfterSales.Service.Tasks.Drafts;
using AfterSales.Service.Tasks.Obstacles;
using AfterSales.Service.Tasks.Questions;
using AfterSales.Web.Forms;
using AfterSales.Web.Languages;
using Microsoft.AspNetCore.Mvc;
using Directory = AfterSales.Service.People.Directory;

namespace AfterSales.Web.Pages;

/// <summary>The parts a task page works with.</summary>
public sealed record TaskParts(
    TaskQueries Tasks, TaskCompletion Completion, TaskDrafts Drafts, TaskActions Actions, TaskQuestions Questions, ObstacleDesk Obstacles, DeadlineQueries Deadlines, AttachmentQueries Attachments,
    Directory People, UploadTray Tray);

/// <summary>
/// The page on which one task is done, the same for those who come by a mail's link and for those who are signed in. Looking changes
/// nothing; only a submitted form does.
/// </summary>
public abstract class TaskPage(TaskParts parts) : SitePage
{
    protected TaskParts Parts { get; } = parts;

    /// <summary>Who does it.</summary>
    public TaskActor Actor { get; protected set; } = null!;

    /// <summary>The task, where it is there to be done.</summary>
    public TaskView? View { get; private set; }

    /// <summary>Why it is not, where it is not.</summary>
    public ClosedTask? Closed { get; protected set; }

    /// <summary>It was completed a moment ago by the reader.</summary>
    public bool Thanks { get; protected set; }

    public DeadlineClockView? Deadline { get; private set; }

    public IReadOnlyList<KeptFile> Kept { get; private set; } = [];

    public IReadOnlyList<ProblemLine> Problems { get; private set; } = [];

    /// <summary>The reader said that he cannot do it, or wants to pass it on.</summary>
    public TaskPagePanel Panel { get; private set; }

    public string? PanelProblem { get; private set; }

    /// <summary>What waits for the reader next.</summary>
    public TaskListItem? Next { get; private set; }

    /// <summary>Who the task may be given to.</summary>
    public IReadOnlyList<Person> Colleagues { get; private set; } = [];

    [BindProperty(Name = "__reason")]
    public string? Reason { get; set; }

    [BindProperty(Name = "__to")]
    public string? To { get; set; }

    /// <summary>The kind of obstacle that is reported.</summary>
    [BindProperty(Name = "__obstacle")]
    public string? ObstacleReason { get; set; }

    public bool IsCustomer => Actor is TaskActor.Customer;

    /// <summary>The page's own address, for its forms and for the files of the case.</summary>
    public abstract string Address { get; }

    /// <summary>The name the reader's link was made for.</summary>
    public string ActorName => Actor switch
    {
        TaskActor.Staff staff => T.Pick(staff.Person.Name),
        TaskActor.Customer customer => View?.Case?.Case.CustomerName ?? customer.Email,
        _ => "",
    };

    /// <summary>The name of the draft on the reader's device.</summary>
    public string DraftName => FormattableString.Invariant($"task:{View?.Task.Key ?? ClosedKey}");

    /// <summary>What the reader typed here or on another device and has not sent; null where there is nothing or the form shows newer answers.</summary>
    public TaskDraft? Draft { get; private set; }

    /// <summary>The form shows the answers of the draft.</summary>
    public bool Continued { get; private set; }

    /// <summary>The answers were not taken, since the case is held.</summary>
    public bool WasRefusedAsHeld { get; private set; }

    /// <summary>The task that is not there to be done any more.</summary>
    protected long ClosedKey { get; set; }

    protected LocalText? SelfName => Actor is TaskActor.Staff staff ? staff.Person.Name : null;

    protected async Task<IActionResult> ShowAsync(long taskKey, CancellationToken ct)
    {
        Panel = PanelAsked();
        var lookup = await Parts.Tasks.GetAsync(taskKey, Actor, ct);
        if (lookup is not TaskLookup.Open open)
            return await ShowClosedAsync(lookup, ct);
        ShowOpen(open.View);
        if (open.View is { CanComplete: true, Form.Fields.Count: > 0 })
            await ShowDraftAsync(open.View, ct);
        return Page();
    }

    private async Task ShowDraftAsync(TaskView view, CancellationToken ct)
    {
        Draft = await Parts.Drafts.FindAsync(view.Task.Key, Actor, ct);
        if (Draft is null || !Request.Query.ContainsKey("continue") || await Parts.Drafts.FormAsync(view.Task.Key, Draft, ct) is not { } form)
            return;
        (View, Continued) = (view with { Form = form }, true);
    }

    /// <summary>Keeps what is typed; called by the page's script, which reads the answer.</summary>
    protected async Task<IActionResult> KeepDraftAsync(long taskKey, CancellationToken ct)
    {
        if (await Parts.Tasks.GetAsync(taskKey, Actor, ct) is not TaskLookup.Open open)
            return StatusCode(StatusCodes.Status410Gone);
        ShowOpen(open.View);
        var posted = PostedForm.Read(Request.Form, open.View.Form, Parts.Tray, T);
        return await Parts.Drafts.KeepAsync(taskKey, Actor, posted.Values, KnownDraft(Request.Form["__known"]), ct) switch
        {
            DraftKeeping.Kept kept => new JsonResult(new { key = KeyText(kept.Key) }),
            DraftKeeping.Newer newer => new JsonResult(new { key = KeyText(newer.Key), text = T["web.draft.offer", T.Format.DateTime(newer.SavedAt)] }) { StatusCode = StatusCodes.Status409Conflict },
            DraftKeeping.TooLarge => StatusCode(StatusCodes.Status413PayloadTooLarge),
            DraftKeeping.NotPossible => StatusCode(StatusCodes.Status410Gone),
            _ => throw new InvalidOperationException("Keeping a draft ends in one of four ways."),
        };
    }

    /// <summary>The reader begins with the empty form.</summary>
    protected async Task<IActionResult> DiscardDraftAsync(long taskKey, CancellationToken ct)
    {
        await Parts.Drafts.DiscardAsync(taskKey, Actor, ct);
        return LocalRedirect(Address);
    }

    private static long? KnownDraft(string? text) => KeyIn(text) is > 0 and var key ? key : null;

    /// <summary>A key as scripts keep it; their numbers are too small for it.</summary>
    public static string KeyText(long key) => key.ToString(CultureInfo.InvariantCulture);

    protected async Task<IActionResult> CompleteAsync(long taskKey, CancellationToken ct)
    {
        var lookup = await Parts.Tasks.GetAsync(taskKey, Actor, ct);
        if (lookup is not TaskLookup.Open open)
            return await ShowClosedAsync(lookup, ct);
        var posted = PostedForm.Read(Request.Form, open.View.Form, Parts.Tray, T);
        if (posted.Errors.Count > 0)
            return await ShowMistakesAsync(open.View, open.View.Form with { Errors = posted.Errors }, [], ct);
        return await Parts.Completion.SubmitAsync(taskKey, Actor, posted.Values, posted.Files, T.Language, ct) switch
        {
            TaskSubmission.Done => LocalRedirect(Address + "?done=1"),
            TaskSubmission.Invalid invalid => await ShowMistakesAsync(open.View, invalid.Form, posted.Files, ct),
            TaskSubmission.Held held => await ShowHeldAsync(open.View, held.Form, posted.Files, ct),
            TaskSubmission.NotPossible refused => await ShowClosedAsync(refused.Why, ct),
            _ => throw new InvalidOperationException("A submission ends in one of four ways."),
        };
    }

    protected async Task<IActionResult> GiveBackAsync(long taskKey, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(Reason))
            return await ShowPanelAsync(taskKey, TaskPagePanel.Cannot, T["web.task.problem.reasonMissing"], ct);
        var department = await DepartmentOfAsync(taskKey, ct);
        return await AfterChangeAsync(
            await Parts.Actions.ReturnAsync(taskKey, StaffActor, Reason.Trim(), ct), taskKey, TaskPagePanel.Cannot, T["web.task.returned", department], ct);
    }

    protected async Task<IActionResult> PassOnAsync(long taskKey, CancellationToken ct)
    {
        if (Parts.People.ById(To ?? "") is not { Active: true } person)
            return await ShowPanelAsync(taskKey, TaskPagePanel.PassOn, T["web.task.problem.personMissing"], ct);
        if (string.IsNullOrWhiteSpace(Reason))
            return await ShowPanelAsync(taskKey, TaskPagePanel.PassOn, T["web.task.problem.reasonMissing"], ct);
        return await AfterChangeAsync(
            await Parts.Actions.ReassignAsync(taskKey, StaffActor, person.Id, Reason.Trim(), ct), taskKey, TaskPagePanel.PassOn, T["web.task.passedOn", T.Pick(person.Name)], ct);
    }

    protected async Task<IActionResult> AskAsync(long taskKey, CancellationToken ct) => await HeldUpAsync(
        await Parts.Questions.AskAsync(taskKey, StaffActor, Reason ?? "", ct), taskKey, TaskPagePanel.Ask, T["web.held.asked"], ct);

    protected async Task<IActionResult> TakeBackAsync(long taskKey, CancellationToken ct) => await HeldUpAsync(
        await Parts.Questions.WithdrawAsync(taskKey, StaffActor, ct), taskKey, TaskPagePanel.Form, T["web.held.takenBack"], ct);

    protected async Task<IActionResult> ReportAsync(long taskKey, CancellationToken ct) => await HeldUpAsync(
        await Parts.Obstacles.ReportAsync(taskKey, StaffActor, ObstacleReason ?? "", Reason ?? "", ct), taskKey, TaskPagePanel.Obstacle, T["web.held.reported"], ct);

    protected async Task<IActionResult> SolveAsync(long taskKey, long obstacle, CancellationToken ct) => await HeldUpAsync(
        await Parts.Obstacles.SolveAsync(taskKey, obstacle, StaffActor, Reason, ct), taskKey, TaskPagePanel.Form, T["web.held.solved"], ct);

    /// <summary>The task stays where it is; who waits for others may go on with the next one.</summary>
    private async Task<IActionResult> HeldUpAsync(TaskChange change, long taskKey, TaskPagePanel panel, string said, CancellationToken ct)
    {
        if (change is not TaskChange.Done)
            return await AfterChangeAsync(change, taskKey, panel, said, ct);
        var next = panel == TaskPagePanel.Form ? null : (await Parts.Tasks.InboxAsync(StaffActor, InboxView.Mine, ct)).FirstOrDefault(task => task.Key != taskKey && task is { AskedAt: null, Obstacle: null });
        if (next is null)
            Toast(said);
        else
            Toast(said, FormattableString.Invariant($"/tasks/{next.Key}"), T["web.task.next"]);
        return LocalRedirect(Address);
    }

    /// <summary>Which of the ways out the address asks for.</summary>
    private TaskPagePanel PanelAsked() =>
        Request.Query.ContainsKey("cannot") ? TaskPagePanel.Cannot
        : Request.Query.ContainsKey("pass") ? TaskPagePanel.PassOn
        : Request.Query.ContainsKey("ask") ? TaskPagePanel.Ask
        : Request.Query.ContainsKey("obstacle") ? TaskPagePanel.Obstacle
        : TaskPagePanel.Form;

    /// <summary>The ways out the reader has, in the order in which they are offered; for a customer none.</summary>
    public IReadOnlyList<TaskPagePanel> WaysOut => View is not { } view || IsCustomer ? [] :
    [
        .. view.CanReturn ? [TaskPagePanel.Cannot] : Array.Empty<TaskPagePanel>(),
        .. view.CanReassign ? [TaskPagePanel.PassOn] : Array.Empty<TaskPagePanel>(),
        .. view.CanAsk ? [TaskPagePanel.Ask] : Array.Empty<TaskPagePanel>(),
        .. view.CanComplete ? [TaskPagePanel.Obstacle] : Array.Empty<TaskPagePanel>(),
    ];

    /// <summary>The way out that is shown: the one asked for, else the first there is; <see cref="TaskPagePanel.Form"/> for none.</summary>
    public TaskPagePanel WayOut => Panel == TaskPagePanel.Form || WaysOut.Contains(Panel) ? Panel : WaysOut is [var first, ..] ? first : TaskPagePanel.Form;

    /// <summary>The name of a person, as the reader writes it.</summary>
    public string NameOfPerson(string id) => Parts.People.ById(id) is { } person ? T.Pick(person.Name) : id;

    protected Person StaffActor => Actor is TaskActor.Staff staff ? staff.Person : throw new InvalidOperationException("Customers do not move tasks.");

    /// <summary>Where to go when the task is no longer the reader's.</summary>
    protected abstract IActionResult AfterLeaving(string said);

    protected async Task<IActionResult> ShowClosedAsync(TaskLookup lookup, CancellationToken ct)
    {
        Thanks = Request.Query.ContainsKey("done") && lookup is TaskLookup.AlreadyDone;
        Closed = ClosedTask.Of(lookup, T, SelfName);
        await FindNextAsync(ct);
        if (!Thanks)
            Response.StatusCode = Closed.Status;
        return Page();
    }

    protected async Task FindNextAsync(CancellationToken ct)
    {
        if (Actor is TaskActor.Staff staff)
            Next = await Parts.Tasks.InboxAsync(staff.Person, InboxView.Mine, ct) is [var first, ..] ? first : null;
    }

    protected async Task<IActionResult> SendFileAsync(long taskKey, string id, CancellationToken ct)
    {
        var content = await Parts.Tasks.GetAsync(taskKey, Actor, ct) is TaskLookup.Open { View.Case: { } known } && known.Attachments.Any(file => file.Id == id)
            ? await Parts.Attachments.OpenAsync(id, known.Case.Number, ct)
            : null;
        return content is null ? Missing() : new AttachmentResult(content);
    }

    private void ShowOpen(TaskView view)
    {
        View = view;
        if (view.Case is { } known)
            ShowTimesBy(known.Case.CalendarId);
        Deadline = Parts.Deadlines.ForTask(view.Task.Key);
        if (view.CanReassign || view.CanReturn)
            Colleagues = ColleaguesFor(view.Task);
    }

    private async Task<IActionResult> ShowMistakesAsync(TaskView view, FormView form, IReadOnlyList<UploadedFile> files, CancellationToken ct)
    {
        var fileFields = form.Errors.Select(error => error.Field).ToHashSet();
        Kept = await Parts.Tray.KeepAsync(files.Where(file => !fileFields.Contains(file.Field)), ct);
        ShowOpen(view with { Form = form });
        Problems = ProblemLine.Of(form, T);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    /// <summary>The answers stay in the form until the case goes on.</summary>
    private async Task<IActionResult> ShowHeldAsync(TaskView view, FormView form, IReadOnlyList<UploadedFile> files, CancellationToken ct)
    {
        var page = await ShowMistakesAsync(view with { IsCaseHeld = true }, form, files, ct);
        (WasRefusedAsHeld, Response.StatusCode) = (true, StatusCodes.Status409Conflict);
        return page;
    }

    private async Task<IActionResult> ShowPanelAsync(long taskKey, TaskPagePanel panel, string problem, CancellationToken ct)
    {
        var page = await ShowAsync(taskKey, ct);
        (Panel, PanelProblem) = (panel, problem);
        if (View is not null)
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return page;
    }

    private async Task<IActionResult> AfterChangeAsync(TaskChange change, long taskKey, TaskPagePanel panel, string said, CancellationToken ct) => change switch
    {
        TaskChange.Done => AfterLeaving(said),
        TaskChange.Invalid invalid => await ShowPanelAsync(taskKey, panel, T[invalid.TextKey], ct),
        TaskChange.NotPossible refused => await ShowClosedAsync(refused.Why, ct),
        _ => throw new InvalidOperationException("A change ends in one of three ways."),
    };

    /// <summary>A key as it was posted; what is no key is the key of nothing.</summary>
    protected static long KeyIn(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var key) ? key : 0;

    private async Task<string> DepartmentOfAsync(long taskKey, CancellationToken ct) =>
        await Parts.Tasks.GetAsync(taskKey, Actor, ct) is TaskLookup.Open open ? Department(open.View.Task) : "";

    /// <summary>The department a returned task goes to.</summary>
    public string Department(TaskListItem task) =>
        task.CandidateGroups.Count > 0 ? T.Roles(task.CandidateGroups) : T.Role(task.Role);

    private List<Person> ColleaguesFor(TaskListItem task)
    {
        var groups = task.CandidateGroups.Count > 0 ? task.CandidateGroups : task.Role is { } role ? [role] : [];
        var members = groups.SelectMany(Parts.People.InGroup).DistinctBy(person => person.Id).ToList();
        var others = members.Count > 1 ? members : [.. Parts.People.All.Where(person => person.Active)];
        return [.. others.Where(person => person.Id != task.Assignee)];
    }
}

/// <summary>What stands where the form stands.</summary>
public enum TaskPagePanel
{
    Form,

    /// <summary>"I cannot do this": the consequence, the reason, and two buttons that name the acts.</summary>
    Cannot,

    /// <summary>Giving the task to somebody else.</summary>
    PassOn,

    /// <summary>A question to the customer.</summary>
    Ask,

    /// <summary>What stands in the way.</summary>
    Obstacle,
}
