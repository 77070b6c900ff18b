using AfterSales.Service.Cases;
using AfterSales.Service.TaskLinks;
using AfterSales.Service.Tasks;
using AfterSales.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace AfterSales.Web.Pages;

/// <summary>
/// A task opened from a mail, without signing in: the token names one task and one person and is good for nothing else. Mail scanners
/// open links, so opening records nothing.
/// </summary>
[EnableRateLimiting(RateLimits.Links)]
public sealed class TaskLinkModel(TaskLinks links, CaseQueries cases, TaskParts parts) : TaskPage(parts)
{
    private string token = "";
    private string? trackAddress;

    public override string Address => $"/t/{token}";

    /// <summary>The reader says that the link is not his.</summary>
    public bool NotYou { get; private set; }

    /// <summary>The link was made for somebody above, because the task is late.</summary>
    public bool ToDecide { get; private set; }

    /// <summary>Where the customer follows his case.</summary>
    public string? TrackAddress => !IsCustomer ? null : View?.Case is { } known ? "/track/" + known.Case.TrackingCode : trackAddress;

    public async Task<IActionResult> OnGetAsync(string token, CancellationToken ct)
    {
        var (taskKey, answer) = await OpenAsync(token, null, ct);
        NotYou = Request.Query.ContainsKey("notme");
        return answer ?? await ShowAsync(taskKey, ct);
    }

    public async Task<IActionResult> OnGetFileAsync(string token, string id, CancellationToken ct)
    {
        var (taskKey, answer) = await OpenAsync(token, null, ct);
        return answer is null ? await SendFileAsync(taskKey, id, ct) : Missing();
    }

    public async Task<IActionResult> OnPostAsync(string token, [FromForm(Name = "__task")] string? task, CancellationToken ct)
    {
        var (taskKey, answer) = await OpenAsync(token, Submitted(task), ct);
        return answer ?? await CompleteAsync(taskKey, ct);
    }

    public async Task<IActionResult> OnPostDraftAsync(string token, [FromForm(Name = "__task")] string? task, CancellationToken ct)
    {
        var (taskKey, answer) = await OpenAsync(token, Submitted(task), ct);
        return answer is null ? await KeepDraftAsync(taskKey, ct) : StatusCode(StatusCodes.Status410Gone);
    }

    public async Task<IActionResult> OnPostDiscardAsync(string token, [FromForm(Name = "__task")] string? task, CancellationToken ct)
    {
        var (taskKey, answer) = await OpenAsync(token, Submitted(task), ct);
        return answer ?? await DiscardDraftAsync(taskKey, ct);
    }

    public Task<IActionResult> OnPostReturnAsync(string token, [FromForm(Name = "__task")] string? task, CancellationToken ct) =>
        AsStaffAsync(token, task, key => GiveBackAsync(key, ct), ct);

    public Task<IActionResult> OnPostPassAsync(string token, [FromForm(Name = "__task")] string? task, CancellationToken ct) =>
        AsStaffAsync(token, task, key => PassOnAsync(key, ct), ct);

    public Task<IActionResult> OnPostAskAsync(string token, [FromForm(Name = "__task")] string? task, CancellationToken ct) =>
        AsStaffAsync(token, task, key => AskAsync(key, ct), ct);

    public Task<IActionResult> OnPostUnaskAsync(string token, [FromForm(Name = "__task")] string? task, CancellationToken ct) =>
        AsStaffAsync(token, task, key => TakeBackAsync(key, ct), ct);

    public Task<IActionResult> OnPostObstacleAsync(string token, [FromForm(Name = "__task")] string? task, CancellationToken ct) =>
        AsStaffAsync(token, task, key => ReportAsync(key, ct), ct);

    public Task<IActionResult> OnPostSolveAsync(string token, [FromForm(Name = "__task")] string? task, [FromForm(Name = "__key")] string? obstacle, CancellationToken ct) =>
        AsStaffAsync(token, task, key => SolveAsync(key, KeyIn(obstacle), ct), ct);

    private async Task<IActionResult> AsStaffAsync(string token, string? task, Func<long, Task<IActionResult>> act, CancellationToken ct)
    {
        var (taskKey, answer) = await OpenAsync(token, Submitted(task), ct);
        return answer ?? (IsCustomer ? Missing() : await act(taskKey));
    }

    // What is no key is the key of no task, and not the same as saying nothing.
    private static long? Submitted(string? task) => task is null ? null : KeyIn(task);

    protected override IActionResult AfterLeaving(string said)
    {
        Toast(said);
        return LocalRedirect(Address);
    }

    /// <summary>Whose link it is and what it opens; or the page that says why it opens nothing.</summary>
    private async Task<(long TaskKey, IActionResult? Answer)> OpenAsync(string text, long? submittedTask, CancellationToken ct)
    {
        token = text;
        var result = await links.OpenAsync(text, submittedTask, ct);
        var owner = Owner(result);
        if (owner is not null && ActorOf(owner) is { } actor)
        {
            Actor = actor;
            if (actor is TaskActor.Staff staff)
            {
                T.Suggest(staff.Person.Language);
                ShowTimesBy(staff.Person.CalendarId);
            }
        }
        if (result is TaskLinkResult.Ok ok && Actor is not null)
        {
            ToDecide = ok.Purpose == TaskLinkPurpose.Decide;
            await SuggestCustomerLanguageAsync(ok.TaskKey, ct);
            return (ok.TaskKey, null);
        }
        Thanks = Request.Query.ContainsKey("done") && result is TaskLinkResult.Used { ByHimself: true };
        Closed = ClosedTask.Of(result is TaskLinkResult.Ok gone ? new TaskLinkResult.TaskGone(gone.TaskKey, gone.PersonId) : result, T, NameOf);
        if (Actor is not null && result is TaskLinkResult.Used used)
        {
            ClosedKey = used.TaskKey;
            await FindWayOnAsync(ct);
        }
        if (!Thanks)
            Response.StatusCode = Closed.Status;
        return (0, Page());
    }

    /// <summary>What the task belonged to, and what its owner may turn to now.</summary>
    private async Task FindWayOnAsync(CancellationToken ct)
    {
        await FindNextAsync(ct);
        if (await Parts.Tasks.GetAsync(ClosedKey, Actor, ct) is not TaskLookup.AlreadyDone { CaseNumber: { } number })
            return;
        Closed = Closed! with { CaseNumber = number };
        if (!IsCustomer || await cases.FindAsync(number, ct) is not { } known)
            return;
        T.Suggest(known.Language);
        trackAddress = "/track/" + known.TrackingCode;
    }

    private async Task SuggestCustomerLanguageAsync(long taskKey, CancellationToken ct)
    {
        if (IsCustomer && !T.ChoseLanguage && await Parts.Tasks.GetAsync(taskKey, Actor, ct) is TaskLookup.Open { View.Case: { } known })
            T.Suggest(known.Case.Language);
    }

    private TaskActor? ActorOf(string owner) =>
        owner.StartsWith(TaskLinks.CustomerPrefix, StringComparison.Ordinal) ? new TaskActor.Customer(owner[TaskLinks.CustomerPrefix.Length..])
        : Parts.People.ById(owner) is { Active: true } person ? new TaskActor.Staff(person)
        : null;

    private static string? Owner(TaskLinkResult result) => result switch
    {
        TaskLinkResult.Ok ok => ok.PersonId,
        TaskLinkResult.Expired expired => expired.PersonId,
        TaskLinkResult.Used used => used.PersonId,
        TaskLinkResult.Reassigned reassigned => reassigned.PersonId,
        TaskLinkResult.TaskGone gone => gone.PersonId,
        _ => null,
    };

    private string NameOf(string personId) =>
        personId.StartsWith(TaskLinks.CustomerPrefix, StringComparison.Ordinal) ? T["web.layout.customer"]
        : Parts.People.ById(personId) is { } person ? T.Pick(person.Name)
        : personId;
}
