using AfterSales.Engine;
using AfterSales.Service.Attachments;
using AfterSales.Service.Cases;
using AfterSales.Service.Deadlines;
using AfterSales.Service.Languages;
using AfterSales.Service.Mail;
using AfterSales.Service.Operations;
using AfterSales.Service.Timeline;
using AfterSales.Service.Workflows;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Web.Pages.Cases;

/// <summary>Everything about one case: its deadlines, where it stands on the diagram, what happened, its records, mails and files.</summary>
public sealed class CaseModel(CaseQueries cases, DeadlineQueries deadlines, Mailbox mailbox, WorkflowCatalog workflows, AttachmentQueries attachments, CaseComments comments, CaseHold hold) : SitePage
{
    /// <summary>Longer lists show their newest part; the rest opens on demand.</summary>
    public const int ShownLines = 12;

    public const int ShownMails = 6;

    /// <summary>Limits shown at least, where all have ended.</summary>
    private const int FewestClocks = 3;

    /// <summary>The number in the address.</summary>
    public string Number { get; private set; } = "";

    public CaseView View { get; private set; } = null!;

    /// <summary>There is no such case, or none the reader may see: he is told the same.</summary>
    public bool IsUnknown => View is null;

    public IReadOnlyList<DeadlineClockView> Clocks { get; private set; } = [];

    public IReadOnlyList<DeadlineClockView> EarlierClocks { get; private set; } = [];

    public IReadOnlyList<MailView> Mails { get; private set; } = [];

    /// <summary>The run whose diagram is shown.</summary>
    public CaseProcess? Shown { get; private set; }

    [BindProperty(Name = "comment")]
    public string? Comment { get; set; }

    public string? CommentProblem { get; private set; }

    /// <summary>Why the case is held or goes on, as it was typed.</summary>
    [BindProperty(Name = "reason")]
    public string? Reason { get; set; }

    public string? HoldProblem { get; private set; }

    /// <summary>The line of the timeline that tells who holds the case and why.</summary>
    public TimelineLine? Holding => View.Timeline.FirstOrDefault(line => line.Kind == TimelineKinds.ProcessSuspended);

    public Service.People.Person Self => Person;

    public DateTimeOffset Now => Clock.GetUtcNow();

    public async Task<IActionResult> OnGetAsync(string number, long? process, CancellationToken ct)
    {
        Number = number;
        if (await cases.GetAsync(number, Person, T.Language, ct) is not { } view)
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
            return Page();
        }
        View = view;
        ShowTimesBy(view.Case.CalendarId);
        var clocks = deadlines.ForCase(number).OrderBy(Pressing).ThenBy(clock => clock.DueAt).ToList();
        // What runs and what was missed stands in the open; what was met steps back.
        var open = Math.Max(clocks.Count(clock => Pressing(clock) <= Missed), FewestClocks);
        Clocks = [.. clocks.Take(open)];
        EarlierClocks = [.. clocks.Skip(open)];
        Mails = await mailbox.ListAsync(new MailFilter { CaseNumber = number }, ct);
        Shown = view.Processes.FirstOrDefault(run => run.InstanceKey == process)
            ?? view.Processes.FirstOrDefault(run => run.IsActive && run.State.Active.Count > 0)
            ?? (view.Processes is [var first, ..] ? first : null);
        return Page();
    }

    public async Task<IActionResult> OnPostCommentAsync(string number, CancellationToken ct)
    {
        if (await comments.AddAsync(number, Person, Comment ?? "", ct) is { } problem)
        {
            var page = await OnGetAsync(number, null, ct);
            if (!IsUnknown)
                (CommentProblem, Response.StatusCode) = (T[problem], StatusCodes.Status422UnprocessableEntity);
            return page;
        }
        Toast(T["web.casefile.commentAdded"]);
        return LocalRedirect($"/cases/{Uri.EscapeDataString(number)}");
    }

    public async Task<IActionResult> OnPostHoldAsync(string number, CancellationToken ct) =>
        await AfterHoldAsync(number, await hold.HoldAsync(number, Reason ?? "", Person, ct), "web.hold.nowHeld", ct);

    public async Task<IActionResult> OnPostGoOnAsync(string number, CancellationToken ct) =>
        await AfterHoldAsync(number, await hold.GoOnAsync(number, Reason ?? "", Person, ct), "web.hold.nowOn", ct);

    private async Task<IActionResult> AfterHoldAsync(string number, Outcome<Done> changed, string said, CancellationToken ct)
    {
        if (changed.IsOk)
        {
            Toast(T[said]);
            return LocalRedirect($"/cases/{Uri.EscapeDataString(number)}");
        }
        if (changed.Failure.Kind == FailureKind.NotAllowed)
            return Forbid();
        var page = await OnGetAsync(number, null, ct);
        if (IsUnknown)
            return page;
        (HoldProblem, Response.StatusCode) = changed.Failure.Kind == FailureKind.Invalid
            ? (string.IsNullOrWhiteSpace(Reason) ? T["web.hold.reasonMissing"] : T["web.hold.reasonLong", CaseHold.LongestReason], StatusCodes.Status422UnprocessableEntity)
            : (T["web.hold.changed"], StatusCodes.Status409Conflict);
        return page;
    }

    /// <summary>The diagram of a run with where it stands, for the page's script.</summary>
    public async Task<IActionResult> OnGetDiagramAsync(string number, long process, CancellationToken ct)
    {
        if (await cases.GetAsync(number, Person, T.Language, ct) is not { } view
            || view.Processes.FirstOrDefault(run => run.InstanceKey == process) is not { } run
            || await workflows.DiagramAsync(run.DefinitionKey, ct) is not { } xml)
            return Missing();
        return new JsonResult(new
        {
            xml,
            language = T.Language.Code(),
            done = run.State.Done,
            active = run.State.Active.Concat(run.State.Incidents).Distinct(),
            problems = run.State.Incidents,
            taken = run.State.Flows,
            texts = new { active = T["web.case.stepsActive"], problem = T["web.case.stepsProblem"], done = T["web.case.stepsDone"] },
        });
    }

    public async Task<IActionResult> OnGetFileAsync(string number, string id, CancellationToken ct)
    {
        var content = await attachments.OpenAsync(id, Person, ct);
        if (content is not null && content.Attachment.CaseNumber == number)
            return new AttachmentResult(content);
        content?.Dispose();
        return Missing();
    }

    /// <summary>The names of steps in the reader's language, in the order given; steps without a name are left out.</summary>
    public IReadOnlyList<string> StepNames(CaseProcess run, IEnumerable<string> elementIds)
    {
        var names = workflows.ElementNames(run.DefinitionKey);
        return [.. elementIds.Select(id => names.TryGetValue(id, out var name) ? T.Pick(name) : "").Where(name => name.Length > 0).Distinct()];
    }

    private const int Missed = 4;

    private static int Pressing(DeadlineClockView clock) => clock.State switch
    {
        DeadlineState.Overdue => 0,
        DeadlineState.DueSoon => 1,
        DeadlineState.Running or DeadlineState.Paused => 2,
        DeadlineState.NotStarted => 3,
        DeadlineState.MetLate => Missed,
        DeadlineState.MetOnTime => 5,
        _ => 6,
    };
}
