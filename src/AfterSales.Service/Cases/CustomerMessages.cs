using AfterSales.Engine;
using AfterSales.Engine.Messages;
using AfterSales.Engine.Search;
using AfterSales.Feel.Values;
using AfterSales.Service.Attachments;
using AfterSales.Service.Forms;
using AfterSales.Service.Intake;
using AfterSales.Service.Languages;
using AfterSales.Service.Tasks;
using AfterSales.Service.Timeline;

namespace AfterSales.Service.Cases;

/// <summary>What a customer can say about his case from the tracking page, where its workflow listens for it.</summary>
public sealed class CustomerMessages(ProcessEngine engine, AttachmentStore store)
{
    /// <summary>The message a workflow waits for when it takes a withdrawal.</summary>
    public const string Withdrawn = "complaint-withdrawn";

    /// <summary>The same where what is withdrawn is a request of another kind.</summary>
    public const string RequestWithdrawn = "request-withdrawn";

    /// <summary>The message a workflow waits for when it needs an answer.</summary>
    public const string Replied = "customer-replied";

    /// <summary>Takes the request back. False when the code is unknown or the workflow does not take a withdrawal now.</summary>
    public async Task<bool> WithdrawAsync(string trackingCode, string? reason, CancellationToken ct = default)
    {
        if (await FindAsync(trackingCode, ct) is not { } found || (await ListensAsync(found.Number, ct)).Withdrawal is not { } message)
            return false;
        var text = Shortened(RequestCheck.Clean(reason ?? "", lines: true)) is { Length: > 0 } said ? said : null;
        var published = await engine.Messages.PublishAsync(
            new PublishMessage(message, found.Number)
            {
                // Pressing twice is one withdrawal.
                MessageId = found.Number,
                TimeToLive = TimeSpan.FromMinutes(5),
                Variables = new FeelContext([new("withdrawalReason", FeelValue.Of(text))]),
            },
            TaskActor.CustomerPrefix + found.CustomerEmail,
            commit => CaseTimeline.Add(commit, new TimelineEntry(found.Number, TimelineKinds.CaseWithdrawn)
            {
                Actor = TaskActor.CustomerPrefix + found.CustomerEmail,
                ForCustomer = true,
                Facts = text is null ? new Dictionary<string, TimelineValue>() : new() { ["reason"] = TimelineValue.Of(text) },
            }),
            ct);
        return published.IsOk || published.Failure.Kind == FailureKind.Conflict;
    }

    /// <summary>
    /// Adds a message and files to the case and wakes a workflow that waits for an answer. Errors by field (<c>text</c>,
    /// <c>files</c>), empty when taken.
    /// </summary>
    public async Task<IReadOnlyList<FormError>> ReplyAsync(
        string trackingCode, string text, IReadOnlyList<UploadedFile> files, Language language, CancellationToken ct = default)
    {
        if (await FindAsync(trackingCode, ct) is not { } found)
            return [new FormError("text", TextCatalog.For(language)["intake.unknownCase"])];
        var words = await CustomerWords.ReadAsync(store, text, files, language, ct);
        if (words.Errors.Count > 0)
            return words.Errors;
        await PublishReplyAsync(found, words, ct);
        return [];
    }

    // Not in the middle of a character that takes two.
    private static string Shortened(string text) =>
        text.Length <= CustomerWords.LongestText
            ? text
            : text[..(char.IsHighSurrogate(text[CustomerWords.LongestText - 1]) ? CustomerWords.LongestText - 1 : CustomerWords.LongestText)];

    /// <summary>Which message takes a withdrawal now, null for none, and whether the case's workflows wait for an answer.</summary>
    internal async Task<(string? Withdrawal, bool Reply)> ListensAsync(string caseNumber, CancellationToken ct)
    {
        var open = await engine.Messages.SearchSubscriptionsAsync(
            SearchRequest.Where("correlationKey", caseNumber).And("messageName", SearchOperator.In, Withdrawn, RequestWithdrawn, Replied).Take(100), ct);
        return (
            open.Value.Items.Select(waiting => waiting.MessageName).FirstOrDefault(name => name is Withdrawn or RequestWithdrawn),
            open.Value.Items.Any(waiting => waiting.MessageName == Replied));
    }

    private async Task<ServiceCase?> FindAsync(string trackingCode, CancellationToken ct) =>
        TrackingCodes.IsPlausible(trackingCode) ? await engine.ReadAsync(db => CaseTable.FindTracked(db, trackingCode), ct) : null;

    private async Task PublishReplyAsync(ServiceCase found, CustomerWords words, CancellationToken ct)
    {
        var by = TaskActor.CustomerPrefix + found.CustomerEmail;
        var message = new PublishMessage(Replied, found.Number)
        {
            Variables = new FeelContext([new("customerReply", FeelValue.Of(words.Text)), new("customerReplyFiles", FormFiles.Value(words.Files))]),
        };
        await engine.Messages.PublishAsync(message, by, commit =>
        {
            foreach (var file in words.Files)
                AttachmentTable.Add(commit, found.Number, file, null, by);
            CaseTimeline.Add(commit, new TimelineEntry(found.Number, TimelineKinds.CustomerReplied)
            {
                Actor = by,
                ForCustomer = true,
                Facts = new Dictionary<string, TimelineValue> { ["text"] = TimelineValue.Of(words.Text) },
            });
        }, ct);
    }
}
