namespace AfterSales.Service.Mail;

/// <summary>
/// The built-in mailbox of a machine without a mail server. Every mail is in the database already (see
/// <see cref="Mailbox"/>); an address no server would take is refused here too.
/// </summary>
public sealed class MailboxTransport : IMailTransport
{
    public ValueTask<MailDelivery> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        if (!HeaderText.IsAddress(mail.To.Address))
            return ValueTask.FromResult(MailDelivery.Refused($"\"{HeaderText.OneLine(mail.To.Address)}\" is not an address mail can be sent to."));
        return ValueTask.FromResult(MailDelivery.Accepted("Kept in the mailbox."));
    }
}
