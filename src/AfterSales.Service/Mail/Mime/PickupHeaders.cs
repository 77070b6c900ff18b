using System.Globalization;
using System.Text;

namespace AfterSales.Service.Mail.Mime;

/// <summary>
/// Corrects the header block of a pickup file: the X-Sender and X-Receiver lines are notes to a relay that reads the
/// folder, and the Date is the moment of writing instead of the moment the mail was caused.
/// </summary>
internal static class PickupHeaders
{
    public static byte[] Correct(ReadOnlySpan<byte> file, DateTimeOffset date)
    {
        var end = file.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            throw new InvalidDataException("A written mail has no end of its headers.");

        // Latin-1 keeps every byte as it is, whatever the headers are encoded in.
        var headers = new StringBuilder(end + 64);
        var dropping = false;
        foreach (var line in Encoding.Latin1.GetString(file[..end]).Split("\r\n"))
        {
            var isContinuation = line.StartsWith(' ') || line.StartsWith('\t');
            if (!isContinuation)
                dropping = IsNamed(line, "X-Sender") || IsNamed(line, "X-Receiver") || IsNamed(line, "Date");
            if (!dropping)
                headers.Append(line).Append("\r\n");
        }
        headers.Append("Date: ").Append(Rfc5322(date)).Append("\r\n\r\n");

        var body = file[(end + 4)..];
        var corrected = new byte[headers.Length + body.Length];
        Encoding.Latin1.GetBytes(headers.ToString(), corrected);
        body.CopyTo(corrected.AsSpan(headers.Length));
        return corrected;
    }

    private static bool IsNamed(string line, string header) =>
        line.StartsWith(header + ":", StringComparison.OrdinalIgnoreCase);

    private static string Rfc5322(DateTimeOffset date) =>
        date.ToUniversalTime().ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture);
}
