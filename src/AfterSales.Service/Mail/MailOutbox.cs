using AfterSales.Engine;
using AfterSales.Engine.Outbox;
using AfterSales.Service.Deadlines;

namespace AfterSales.Service.Mail;

/// <summary>
/// Takes mails from the outbox to the transport. A mail that was handed over in the moment the machine stopped goes out
/// again with the same Message-ID, by which mail readers tell the repetition; no mail is lost.
/// </summary>
/// <param name="timeline">Told when a mail has failed for good; null tells nobody but the mailbox.</param>
public sealed class MailOutbox(
    ProcessEngine engine, IMailTransport transport, MailSettings settings, TimeProvider time, TimelineWriter? timeline = null) : IOutboxHandler
{
    /// <summary>The kind of outbox items that are mails.</summary>
    public const string OutboxKind = "mail";

    public string Kind => OutboxKind;

    public async ValueTask<OutboxOutcome> DeliverAsync(OutboxItem item, CancellationToken ct)
    {
        var row = await engine.ReadAsync(connection => MailRows.Find(connection, item.Key), ct);
        if (row is null)
            return OutboxOutcome.GiveUp("There is no mail with this key.");
        if (row.MailState == MailState.Sent)
            return OutboxOutcome.Delivered;

        var delivery = await transport.SendAsync(row.ToMail(settings), ct);
        var tooLate = time.GetUtcNow() - item.CreatedAt >= settings.Retry.GiveUpAfter;
        return delivery.State switch
        {
            MailDeliveryState.Accepted => await SentAsync(row, item),
            MailDeliveryState.NotNow when !tooLate => await WaitAsync(row, item, delivery.Detail),
            _ => await FailAsync(row, item, delivery.Detail),
        };
    }

    // Not cancelled from here on: what became of the mail has to be written down.
    private async Task<OutboxOutcome> SentAsync(MailRow row, OutboxItem item)
    {
        await engine.WriteAsync(commit => MailRows.Mark(commit, row.MailKey, MailState.Sent, item.Attempt, null));
        return OutboxOutcome.Delivered;
    }

    private async Task<OutboxOutcome> WaitAsync(MailRow row, OutboxItem item, string reason)
    {
        await engine.WriteAsync(commit => MailRows.Mark(commit, row.MailKey, MailState.Waiting, item.Attempt, reason));
        return OutboxOutcome.Retry(settings.Retry.WaitAfter(item.Attempt), reason);
    }

    private async Task<OutboxOutcome> FailAsync(MailRow row, OutboxItem item, string reason)
    {
        await engine.WriteAsync(commit =>
        {
            MailRows.Mark(commit, row.MailKey, MailState.Failed, item.Attempt, reason);
            if (row.CaseNumber is { } caseNumber)
                timeline?.Invoke(commit, MailTimeline.Failed(caseNumber, row, reason));
        });
        return OutboxOutcome.GiveUp(reason);
    }
}
