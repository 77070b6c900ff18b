using AfterSales.Engine;
using AfterSales.Engine.Commits;
using AfterSales.Service.Attachments;
using AfterSales.Service.Cases;
using AfterSales.Service.Deadlines;
using AfterSales.Service.Forms;
using AfterSales.Service.Languages;
using AfterSales.Service.Notifications;
using AfterSales.Service.Timeline;

namespace AfterSales.Service.Tasks.Questions;

/// <summary>
/// The customer's side of a question. Whoever has the tracking code of a case may read and answer its questions, and no other's: a key that
/// belongs to another case is answered like one that does not exist.
/// </summary>
public sealed class CustomerAnswers
{
    private readonly ProcessEngine _engine;
    private readonly AttachmentStore _store;
    private readonly DeadlineLedger _ledger;
    private readonly INotifier _notifier;
    private readonly TaskReceivers _receivers;

    internal CustomerAnswers(ProcessEngine engine, AttachmentStore store, DeadlineLedger ledger, INotifier notifier, TaskReceivers receivers) =>
        (_engine, _store, _ledger, _notifier, _receivers) = (engine, store, ledger, notifier, receivers);

    /// <summary>The questions that wait for an answer, oldest first; none for an unknown code.</summary>
    public Task<IReadOnlyList<TaskQuestion>> OpenAsync(string trackingCode, CancellationToken ct = default) => _engine.ReadAsync<IReadOnlyList<TaskQuestion>>(
        db => TrackingCodes.IsPlausible(trackingCode) && CaseTable.FindTracked(db, trackingCode) is { } found ? QuestionTable.OpenOfCase(db, found.Number) : [], ct);

    /// <summary>A question with its case, open or not; null where code and key do not belong together.</summary>
    public Task<(TaskQuestion Question, ServiceCase Case)?> FindAsync(string trackingCode, long key, CancellationToken ct = default) => _engine.ReadAsync<(TaskQuestion, ServiceCase)?>(
        db => TrackingCodes.IsPlausible(trackingCode) && CaseTable.FindTracked(db, trackingCode) is { } found
            && QuestionTable.Find(db, key) is { } question && question.CaseNumber == found.Number ? (question, found) : null,
        ct);

    /// <summary>
    /// Takes an answer: it is in the timeline, the files are with the case, the clocks go on and whoever has the task is told. Errors by field
    /// (<c>text</c>, <c>files</c>), empty when taken. Answering twice is one answer.
    /// </summary>
    public async Task<IReadOnlyList<FormError>> AnswerAsync(
        string trackingCode, long key, string text, IReadOnlyList<UploadedFile> files, Language language, CancellationToken ct = default)
    {
        if (await FindAsync(trackingCode, key, ct) is not { Case: var about })
            return [new FormError("text", TextCatalog.For(language)["intake.unknownCase"])];
        var words = await CustomerWords.ReadAsync(_store, text, files, language, ct);
        if (words.Errors.Count > 0)
            return words.Errors;
        var by = TaskActor.CustomerPrefix + about.CustomerEmail;
        await _engine.WriteAsync(commit => Take(commit, key, words, by), by, ct);
        return [];
    }

    private void Take(CommitContext commit, long key, CustomerWords words, string by)
    {
        if (QuestionTable.Find(commit, key) is not { IsOpen: true } question || !QuestionTable.Close(commit, key, QuestionEnd.Answered, words.Text))
            return;
        foreach (var file in words.Files)
            AttachmentTable.Add(commit, question.CaseNumber, file, question.TaskKey, by);
        _ledger.Resume(commit, key);
        CaseTimeline.Add(commit, new TimelineEntry(question.CaseNumber, QuestionTimeline.Answered)
        {
            Actor = by,
            ForCustomer = true,
            TaskKey = question.TaskKey,
            Facts = new Dictionary<string, TimelineValue> { ["text"] = TimelineValue.Of(words.Text) },
        });
        // The task may have changed hands while it waited: who has it now goes on, not who asked.
        var holder = TaskRow.Find(commit, question.TaskKey)?.Assignee ?? question.AskedBy;
        foreach (var receiver in _receivers.Of(holder, [], [], commit.Now))
            _notifier.Enqueue(commit, new Notification("question-answered", Receiver.Of(receiver.Person))
            {
                CaseNumber = question.CaseNumber,
                TaskKey = question.TaskKey,
                LinkPurpose = receiver.Purpose,
                Model = new Dictionary<string, object?> { ["quote"] = question.Text, ["reply"] = words.Text },
            });
    }
}
