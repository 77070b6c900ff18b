namespace AfterSales.Service.Mail;

/// <summary>
/// A finished mail to exactly one receiver. Everything a retry needs to produce the same mail again is here;
/// nothing depends on when it is sent.
/// </summary>
/// <param name="MessageId">With angle brackets, fixed from the moment the mail was caused.</param>
/// <param name="Date">When the mail was caused.</param>
/// <param name="InReplyTo">Message-ID of the mail of this case that the receiver got before, or null.</param>
/// <param name="References">Message-IDs that keep the mails of a case in one thread, oldest first.</param>
public sealed record OutgoingMail(
    string MessageId,
    DateTimeOffset Date,
    MailboxAddress From,
    MailboxAddress? ReplyTo,
    MailboxAddress To,
    string Subject,
    string Html,
    string Text,
    string? InReplyTo,
    IReadOnlyList<string> References);

/// <summary>A display name (may be empty) with an address.</summary>
public sealed record MailboxAddress(string Name, string Address);
