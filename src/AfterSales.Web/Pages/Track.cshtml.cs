using AfterSales.Service.Attachments;
using AfterSales.Service.Cases;
using AfterSales.Service.Deadlines;
using AfterSales.Service.Tasks;
using AfterSales.Service.Tasks.Questions;
using AfterSales.Service.TaskLinks;
using AfterSales.Web.Forms;
using AfterSales.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace AfterSales.Web.Pages;

/// <summary>
/// What a customer sees of his request, without an account: the code in the address is the key. Reading changes nothing; he may answer
/// what is asked, write a message and take the request back where the workflow allows it.
/// </summary>
[EnableRateLimiting(RateLimits.Links)]
public sealed class TrackModel(
    CaseQueries cases, TaskQueries tasks, DeadlineQueries deadlines, TaskLinks links, CustomerMessages messages, CustomerAnswers answers, AttachmentQueries attachments, UploadTray tray)
    : SitePage
{
    /// <summary>A link made for the page is for now; the mail carries the one that lasts.</summary>
    private static readonly TimeSpan LinkLasts = TimeSpan.FromHours(12);

    public TrackedCase Tracked { get; private set; } = null!;

    /// <summary>No case has the code in the address.</summary>
    public bool IsUnknown => Tracked is null;

    public string Code { get; private set; } = "";

    /// <summary>The request was made a moment ago; an address kept as a bookmark does not say so for ever.</summary>
    public bool WasJustReceived => Request.Query.ContainsKey("received") && Clock.GetUtcNow() - Tracked.Case.ReceivedAt < TimeSpan.FromHours(1) && !Tracked.Case.Status.IsFinal();

    /// <summary>What we wait for the customer to do, with the address to do it at.</summary>
    public IReadOnlyList<(TaskListItem Task, string Address)> Asked { get; private set; } = [];

    /// <summary>Questions of ours that wait for an answer.</summary>
    public IReadOnlyList<TaskQuestion> Questions { get; private set; } = [];

    public DeadlineClockView? Promise { get; private set; }

    public IReadOnlyList<ProblemLine> Problems { get; private set; } = [];

    [BindProperty(Name = "text")]
    public string? Text { get; set; }

    [BindProperty(Name = "reason")]
    public string? Reason { get; set; }

    public DateTimeOffset LastChange => Tracked.Timeline.Count > 0 ? Tracked.Timeline[^1].At : Tracked.Case.ReceivedAt;

    /// <summary>Steps that have not happened yet, in the order a case usually takes them.</summary>
    public IReadOnlyList<string> Coming => Tracked.Case.Status switch
    {
        CaseStatus.Received => [T["web.track.coming.inProgress"], T["web.track.coming.resolved"], T["web.track.coming.closed"]],
        CaseStatus.InProgress or CaseStatus.WaitingForCustomer => [T["web.track.coming.resolved"], T["web.track.coming.closed"]],
        CaseStatus.Resolved => [T["web.track.coming.closed"]],
        _ => [],
    };

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken ct)
    {
        return await LoadAsync(code, ct) ? Page() : Unknown();
    }

    public async Task<IActionResult> OnPostMessageAsync(string code, CancellationToken ct)
    {
        if (!await LoadAsync(code, ct))
            return Unknown();
        var (files, errors) = PostedForm.ReadFiles(Request.Form, tray, T);
        if (errors.Count == 0)
            errors = await messages.ReplyAsync(code, Text ?? "", files, T.Language, ct);
        if (errors.Count == 0)
        {
            Toast(T["web.track.messageSent"], finishedDraft: $"message:{Tracked.Case.Number}");
            return LocalRedirect($"/track/{code}");
        }
        Problems = [.. errors.Select(error => new ProblemLine(error.Field == "files" ? "files" : "text", T["web.track.messageText"], error.Message))];
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    public async Task<IActionResult> OnPostWithdrawAsync(string code, CancellationToken ct)
    {
        if (!await LoadAsync(code, ct))
            return Missing();
        var taken = await messages.WithdrawAsync(code, Reason, ct);
        Toast(T[taken ? "web.track.withdrawn" : "web.track.withdrawTooLate"]);
        return LocalRedirect($"/track/{code}");
    }

    public async Task<IActionResult> OnGetFileAsync(string code, string id, CancellationToken ct)
    {
        var tracked = await cases.TrackAsync(code, T.Language, ct);
        var content = tracked is null || tracked.Attachments.All(file => file.Id != id)
            ? null
            : await attachments.OpenAsync(id, tracked.Case.Number, ct);
        return content is null ? Missing() : new AttachmentResult(content);
    }

    private PageResult Unknown()
    {
        Response.StatusCode = StatusCodes.Status404NotFound;
        return Page();
    }

    private async Task<bool> LoadAsync(string code, CancellationToken ct)
    {
        Code = code;
        if (await cases.TrackAsync(code, T.Language, ct) is not { } first)
            return false;
        Tracked = first;
        if (Visitor is null && first.Case.Language != T.Language)
        {
            T.Suggest(first.Case.Language);
            if (T.Language == first.Case.Language)
                Tracked = (await cases.TrackAsync(code, T.Language, ct))!;
        }
        ShowTimesBy(first.Case.CalendarId);
        var customer = TaskLinks.CustomerPrefix + first.Case.CustomerEmail;
        var asked = await tasks.OfCustomerAsync(first.Case.Number, first.Case.CustomerEmail, ct);
        Asked = [.. asked.Select(task => (task, "/t/" + links.Issue(task.Key, customer, Clock.GetUtcNow() + LinkLasts)))];
        Questions = await answers.OpenAsync(code, ct);
        Promise = PromiseOf(first);
        return true;
    }

    /// <summary>The limit of the whole case, not of a step inside.</summary>
    private DeadlineClockView? PromiseOf(TrackedCase tracked)
    {
        if (tracked.Case.Status.IsFinal())
            return null;
        return deadlines.ForCase(tracked.Case.Number)
            .Where(clock => clock.UserTaskKey is null && clock.EndedAt is null)
            .OrderByDescending(clock => clock.DueAt)
            .FirstOrDefault();
    }
}
