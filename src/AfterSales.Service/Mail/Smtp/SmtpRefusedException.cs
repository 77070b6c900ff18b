namespace AfterSales.Service.Mail.Smtp;

/// <summary>
/// The server was reached and does not let us in: wrong password, no protection, closed for now. Never leaves the
/// transport, which turns it into <see cref="MailDelivery.NotNow"/>: none of this is the fault of a mail.
/// </summary>
internal sealed class SmtpRefusedException(string message) : Exception(message);
