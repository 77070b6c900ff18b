using System.Globalization;
using AfterSales.Engine;
using AfterSales.Service.Audit;
using AfterSales.Service.Timeline;

namespace AfterSales.Service.Mail;

/// <summary>
/// The mails the service wrote, as they were rendered: waiting, sent or failed. With the built-in transport this is also
/// where they are delivered.
/// </summary>
public sealed class Mailbox(ProcessEngine engine)
{
    /// <summary>Mails of a filter, the newest first.</summary>
    public async Task<IReadOnlyList<MailView>> ListAsync(MailFilter filter, CancellationToken ct = default)
    {
        var rows = await engine.ReadAsync(connection => MailRows.List(connection, filter), ct);
        return [.. rows.Select(row => row.ToView())];
    }

    /// <summary>One mail; null when there is none.</summary>
    public async Task<MailView?> GetAsync(long mailKey, CancellationToken ct = default) =>
        (await engine.ReadAsync(connection => MailRows.Find(connection, mailKey), ct))?.ToView();

    /// <summary>Mails that have not gone out, the failed ones first, then the oldest; at most 500.</summary>
    public Task<IReadOnlyList<UnsentMail>> UnsentAsync(CancellationToken ct = default) => engine.ReadAsync(MailRows.Unsent, ct);

    /// <summary>How many wait and how many have failed.</summary>
    public Task<UnsentCounts> UnsentCountsAsync(CancellationToken ct = default) => engine.ReadAsync(MailRows.CountUnsent, ct);

    /// <summary>
    /// Sends a failed or waiting mail again now, unchanged and with its Message-ID. A mail that was sent is a Conflict.
    /// </summary>
    public Task<Outcome<Done>> SendAgainAsync(long mailKey, CancellationToken ct = default) => SendAgainAsync(mailKey, null, ct);

    /// <summary>The same for somebody, who then stands in the log.</summary>
    public async Task<Outcome<Done>> SendAgainAsync(long mailKey, string? by, CancellationToken ct = default)
    {
        var mail = await GetAsync(mailKey, ct);
        if (mail is null)
            return Failure.NotFound("There is no mail with this key.");
        if (mail.State == MailState.Sent)
            return Failure.Conflict("This mail was sent already.");
        await engine.WriteAsync(commit =>
        {
            MailRows.Mark(commit, mailKey, MailState.Waiting, mail.Attempts, mail.Problem);
            if (by is not null)
                AuditLog.Add(commit, new AuditEntry("mail.again", "mail", mail.CaseNumber ?? mailKey.ToString(CultureInfo.InvariantCulture)) { Facts = new Dictionary<string, TimelineValue> { ["to"] = TimelineValue.Of(mail.ToAddress) } });
        }, by, ct);
        return await engine.Outbox.TryAgainAsync(mailKey, ct);
    }
}
