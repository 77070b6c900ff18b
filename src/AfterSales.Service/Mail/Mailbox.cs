using AfterSales.Engine;

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

    /// <summary>
    /// Sends a failed or waiting mail again now, unchanged and with its Message-ID. A mail that was sent is a Conflict.
    /// </summary>
    public async Task<Outcome<Done>> SendAgainAsync(long mailKey, CancellationToken ct = default)
    {
        var mail = await GetAsync(mailKey, ct);
        if (mail is null)
            return Failure.NotFound("There is no mail with this key.");
        if (mail.State == MailState.Sent)
            return Failure.Conflict("This mail was sent already.");
        await engine.WriteAsync(commit => MailRows.Mark(commit, mailKey, MailState.Waiting, mail.Attempts, mail.Problem), ct: ct);
        return await engine.Outbox.TryAgainAsync(mailKey, ct);
    }
}
