using AfterSales.Engine;
using AfterSales.Engine.Commits;
using AfterSales.Service.Cases;
using AfterSales.Service.Deadlines;
using AfterSales.Service.Intake;
using AfterSales.Service.Languages;
using AfterSales.Service.Mail;
using AfterSales.Service.Notifications;
using AfterSales.Service.People;
using AfterSales.Service.Timeline;

namespace AfterSales.Service.Tasks.Questions;

/// <summary>
/// Asking the customer about a task: the question goes out by mail with an address to answer at, and is on the tracking page. The answer comes
/// back to the task, its holder and the timeline. In between the case waits for the customer: a pause in the ledger, which moves the clocks
/// whose policy deducts pauses and no other (OPN-02).
/// </summary>
/// <remarks>A task waits for one answer at a time. It can be completed meanwhile; the question is closed with it.</remarks>
public sealed class TaskQuestions
{
    /// <summary>The longest question, in characters.</summary>
    public const int LongestText = 2000;

    private readonly ProcessEngine _engine;
    private readonly TaskQueries _tasks;
    private readonly INotifier _notifier;
    private readonly MailSettings _mail;
    private readonly DeadlineLedger _ledger;

    internal TaskQuestions(ProcessEngine engine, TaskQueries tasks, INotifier notifier, MailSettings mail, DeadlineLedger ledger) =>
        (_engine, _tasks, _notifier, _mail, _ledger) = (engine, tasks, notifier, mail, ledger);

    /// <summary>Sends a question to the customer of the task's case.</summary>
    public async Task<TaskChange> AskAsync(long taskKey, Person by, string text, CancellationToken ct = default)
    {
        text = RequestCheck.Clean(text, lines: true);
        if (Blank.Is(text))
            return new TaskChange.Invalid("held.question.missing");
        if (text.Length > LongestText)
            return new TaskChange.Invalid("held.question.tooLong");
        var (row, why) = await _tasks.ForAsync(taskKey, by, (task, candidates) => _tasks.Access.MayComplete(task, candidates, new TaskActor.Staff(by)), ct);
        if (row is null)
            return why;
        var refused = await _engine.WriteAsync(commit => Ask(commit, taskKey, by, text), by.Id, ct);
        return refused is null ? new TaskChange.Done()
            : refused.Length > 0 ? new TaskChange.Invalid(refused)
            : await _tasks.WhyNotNowAsync(taskKey, by, ct);
    }

    /// <summary>Takes back the question a task waits with; that there is none any more is as good.</summary>
    public async Task<TaskChange> WithdrawAsync(long taskKey, Person by, CancellationToken ct = default)
    {
        var (row, why) = await _tasks.ForAsync(taskKey, by, (task, candidates) => _tasks.Access.MayComplete(task, candidates, new TaskActor.Staff(by)), ct);
        if (row is null)
            return why;
        await _engine.WriteAsync(commit =>
        {
            if (QuestionTable.OpenOf(commit, taskKey) is { } open)
                Close(commit, open, QuestionEnd.Withdrawn, by.Id);
        }, by.Id, ct);
        return new TaskChange.Done();
    }

    /// <summary>Closes what a task waited for, in the commit that ends the task.</summary>
    internal void EndWithTask(CommitContext commit, long taskKey)
    {
        if (QuestionTable.OpenOf(commit, taskKey) is { } open)
            Close(commit, open, QuestionEnd.TaskEnded, null);
    }

    private void Close(CommitContext commit, TaskQuestion question, QuestionEnd end, string? by)
    {
        if (!QuestionTable.Close(commit, question.Key, end))
            return;
        _ledger.Resume(commit, question.Key);
        CaseTimeline.Add(commit, new TimelineEntry(question.CaseNumber, QuestionTimeline.Withdrawn) { Actor = by, TaskKey = question.TaskKey, ForCustomer = true });
    }

    /// <returns>Null when asked, the text key of what is wrong, or empty when the task waits no more.</returns>
    private string? Ask(CommitContext commit, long taskKey, Person by, string text)
    {
        if (TaskRow.Find(commit, taskKey) is not { IsOpen: true } row)
            return "";
        if (row.CaseNumber is not { } number || CaseTable.Find(commit, number) is not { } about || !CanBeAsked(about))
            return "held.question.nobody";
        if (QuestionTable.OpenOf(commit, taskKey) is not null)
            return "held.question.waits";
        var question = new TaskQuestion(commit.NextKey(), taskKey, number, by.Id, commit.Now, text, null, null, null);
        QuestionTable.Add(commit, question);
        // The ledger knows pauses by the step they belong to. A question is one beside the step, so that the step's own clock stands as well.
        _ledger.Pause(commit, new PauseRow(commit.NextKey(), number, question.Key, row.ElementId, ReceiptMaker.Catalog("receipt.waitingForCustomer"), commit.Now, null));
        CaseTimeline.Add(commit, new TimelineEntry(number, QuestionTimeline.Asked)
        {
            Actor = by.Id,
            ForCustomer = true,
            TaskKey = taskKey,
            Facts = new Dictionary<string, TimelineValue> { ["text"] = TimelineValue.Of(text) },
        });
        _notifier.Enqueue(commit, new Notification("question", Receiver.Customer(about.CustomerName, about.CustomerEmail, about.Language))
        {
            CaseNumber = number,
            Model = new Dictionary<string, object?>
            {
                ["message"] = text,
                ["link"] = FormattableString.Invariant($"{_mail.PublicUrl}/track/{about.TrackingCode}/answer/{question.Key}"),
            },
        });
        return null;
    }

    /// <summary>Whether the case has a customer outside who is still concerned.</summary>
    internal static bool CanBeAsked(ServiceCase about) =>
        about.CustomerEmail.Length > 0 && !about.Status.IsFinal() && CaseKinds.Find(about.Kind) is not { Internal: true };
}
