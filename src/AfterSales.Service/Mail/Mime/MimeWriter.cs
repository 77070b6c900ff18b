using System.Net.Mail;
using System.Net.Mime;
using System.Text;

namespace AfterSales.Service.Mail.Mime;

/// <summary>
/// Turns a mail into its MIME bytes. <see cref="MailMessage"/> does the encoding and folding; it has no public way
/// to give its bytes away, so it writes them into a private folder from which they are read back.
/// </summary>
public static class MimeWriter
{
    /// <summary>Writes the mail; the same mail gives the same headers each time, only the part boundary differs.</summary>
    /// <exception cref="FormatException">An address is malformed; callers check with <see cref="HeaderText.IsAddress"/> first.</exception>
    public static MimeMessage Write(OutgoingMail mail)
    {
        var needsUtf8 = !IsAsciiLocalPart(mail.To.Address) || !IsAsciiLocalPart(mail.From.Address);
        using var message = Message(mail);
        var folder = Directory.CreateTempSubdirectory("aftersales-mail-");
        try
        {
            using (var pickup = new SmtpClient())
            {
                pickup.DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory;
                pickup.PickupDirectoryLocation = folder.FullName;
                pickup.DeliveryFormat = needsUtf8 ? SmtpDeliveryFormat.International : SmtpDeliveryFormat.SevenBit;
                pickup.Send(message);
            }
            var written = File.ReadAllBytes(folder.GetFiles().Single().FullName);
            return new MimeMessage(PickupHeaders.Correct(written, mail.Date), needsUtf8);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static MailMessage Message(OutgoingMail mail)
    {
        var message = new MailMessage
        {
            From = Address(mail.From),
            Subject = HeaderText.OneLine(mail.Subject),
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
        };
        message.To.Add(Address(mail.To));
        if (mail.ReplyTo is { } replyTo)
            message.ReplyToList.Add(Address(replyTo));
        message.Headers.Add("Message-ID", mail.MessageId);
        if (mail.InReplyTo is { } inReplyTo)
            message.Headers.Add("In-Reply-To", inReplyTo);
        if (mail.References.Count > 0)
            message.Headers.Add("References", string.Join(' ', mail.References));
        // Keeps out-of-office answers from coming back (RFC 3834).
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.AlternateViews.Add(Part(mail.Text, MediaTypeNames.Text.Plain));
        message.AlternateViews.Add(Part(mail.Html, MediaTypeNames.Text.Html));
        return message;
    }

    private static MailAddress Address(MailboxAddress address) =>
        new(address.Address, HeaderText.OneLine(address.Name), Encoding.UTF8);

    // Base64 throughout: quoted-printable would write line ends as =0D=0A, which some readers show as one long line.
    private static AlternateView Part(string content, string mediaType)
    {
        var view = AlternateView.CreateAlternateViewFromString(content.ReplaceLineEndings("\r\n"), Encoding.UTF8, mediaType);
        view.TransferEncoding = TransferEncoding.Base64;
        return view;
    }

    private static bool IsAsciiLocalPart(string address) => Ascii.IsValid(address.AsSpan(0, Math.Max(0, address.LastIndexOf('@'))));
}
