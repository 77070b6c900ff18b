namespace AfterSales.Service.Mail;

/// <summary>
/// The mails the service wrote, as they were rendered: waiting, sent or failed. With the built-in transport this is also
/// where they are delivered.
/// </summary>
public sealed class Mailbox
{
    /// <summary>Mails of a filter, the newest first.</summary>
    public Task<IReadOnlyList<MailView>> ListAsync(MailFilter filter, CancellationToken ct = default) => throw new NotImplementedException();

    /// <summary>One mail; null when there is none.</summary>
    public Task<MailView?> GetAsync(long mailKey, CancellationToken ct = default) => throw new NotImplementedException();
}
