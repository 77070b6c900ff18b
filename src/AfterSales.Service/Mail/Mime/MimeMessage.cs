namespace AfterSales.Service.Mail.Mime;

/// <summary>The bytes of a mail as they go over the wire, lines ended by CRLF, not dot-stuffed.</summary>
/// <param name="NeedsUtf8">The headers hold an address outside ASCII: only a server with SMTPUTF8 (RFC 6531) can take it.</param>
public sealed record MimeMessage(byte[] Content, bool NeedsUtf8)
{
    /// <summary>Some byte is outside ASCII, so the server has to offer 8BITMIME.</summary>
    public bool IsEightBit { get; } = Content.AsSpan().ContainsAnyExceptInRange((byte)0, (byte)127);
}
