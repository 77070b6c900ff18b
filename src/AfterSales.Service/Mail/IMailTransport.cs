namespace AfterSales.Service.Mail;

/// <summary>
/// Carries one mail to one receiver. May be called again with the same mail and the same Message-ID
/// when an earlier attempt ended unclearly; an expected failure is a value, never an exception.
/// </summary>
public interface IMailTransport
{
    /// <summary>Tries once. Safe to call from several threads.</summary>
    ValueTask<MailDelivery> SendAsync(OutgoingMail mail, CancellationToken cancellationToken);
}
