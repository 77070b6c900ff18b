using System.Security.Cryptography;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Mail;

/// <summary>
/// Sends one mail over the transport that carries all others, past the outbox, and says what came of it. Tries once and waits at most
/// <see cref="Patience"/>; nothing is stored of the mail.
/// </summary>
public sealed class MailTest(IMailTransport transport, MailSettings settings, TimeProvider time)
{
    /// <summary>How long somebody in front of a page is kept waiting.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <param name="to">A plain address; one that is none is refused by the transport.</param>
    public async Task<MailTestResult> RunAsync(string to, Language language, CancellationToken ct = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        try
        {
            var delivery = await transport.SendAsync(Write(to, language), limit.Token);
            return new MailTestResult(Judge(delivery), delivery.Detail);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new MailTestResult(MailTestVerdict.NoAnswer, "");
        }
    }

    private OutgoingMail Write(string to, Language language)
    {
        var words = TextCatalog.For(language);
        var text = words["mail.test.text", settings.PublicUrl];
        return new OutgoingMail(
            $"<test.{RandomNumberGenerator.GetHexString(20, lowercase: true)}@{settings.From[(settings.From.LastIndexOf('@') + 1)..]}>",
            time.GetUtcNow(),
            new MailboxAddress(settings.FromName, settings.From),
            string.IsNullOrWhiteSpace(settings.ReplyTo) ? null : new MailboxAddress("", settings.ReplyTo),
            new MailboxAddress("", to),
            words["mail.test.subject"],
            $"<!DOCTYPE html><html lang=\"{language.HtmlCode()}\" dir=\"{language.Direction()}\"><body><p>{System.Net.WebUtility.HtmlEncode(text)}</p></body></html>",
            text,
            null,
            []);
    }

    /// <summary>What the answer means for somebody who has to do something about it. Rests on the sentences of our own SMTP session.</summary>
    private MailTestVerdict Judge(MailDelivery delivery) => delivery switch
    {
        { State: MailDeliveryState.Accepted } => settings.Transport == MailTransportKind.Mailbox ? MailTestVerdict.Kept : MailTestVerdict.Accepted,
        { Detail: var detail } when Says(detail, "refused the sign-in") => MailTestVerdict.SignIn,
        { Detail: var detail } when Says(detail, "STARTTLS") => MailTestVerdict.Unprotected,
        { Detail: var detail } when Says(detail, "certificate") || Says(detail, "SSL") || Says(detail, "TLS") => MailTestVerdict.Certificate,
        { Detail: var detail } when Says(detail, "The sender was refused") => MailTestVerdict.Sender,
        { Detail: var detail } when Says(detail, "The receiver was refused") || Says(detail, "not an address") => MailTestVerdict.Receiver,
        { Detail: var detail } when Says(detail, "could not be used") || Says(detail, "No connection") => MailTestVerdict.NoServer,
        _ => MailTestVerdict.Other,
    };

    private static bool Says(string detail, string part) => detail.Contains(part, StringComparison.OrdinalIgnoreCase);
}

/// <summary>What came of a test mail.</summary>
/// <param name="Answer">What the server or the connection said, in its own words.</param>
public sealed record MailTestResult(MailTestVerdict Verdict, string Answer)
{
    public bool IsGood => Verdict is MailTestVerdict.Accepted or MailTestVerdict.Kept;
}

/// <summary>What an answer means.</summary>
public enum MailTestVerdict
{
    /// <summary>The server took the mail.</summary>
    Accepted,

    /// <summary>There is no server; the mailbox of this program would keep mails.</summary>
    Kept,

    /// <summary>The server is not reached: wrong name or port, not running, a firewall.</summary>
    NoServer,

    /// <summary>Nothing came back in time.</summary>
    NoAnswer,

    /// <summary>The server offers no protection.</summary>
    Unprotected,

    /// <summary>The protected connection cannot be trusted or made.</summary>
    Certificate,

    /// <summary>User name or password is wrong.</summary>
    SignIn,

    /// <summary>The server does not let us send from our address.</summary>
    Sender,

    /// <summary>The server does not know the receiver or does not relay to him.</summary>
    Receiver,

    /// <summary>Something else; the answer says what.</summary>
    Other,
}
