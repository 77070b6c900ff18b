using System.Globalization;

namespace AfterSales.Service.Mail;

/// <summary>Message-IDs (RFC 5322, 3.6.4), made from keys so that they never change and never repeat.</summary>
internal static class MessageIds
{
    public static string Mail(long mailKey, string from) =>
        string.Create(CultureInfo.InvariantCulture, $"<{mailKey:x}@{Domain(from)}>");

    /// <summary>The root of a case's thread: no mail has it, all mails of the case refer to it.</summary>
    public static string Thread(string caseNumber, string from)
    {
        var name = new string([.. caseNumber.Where(character => char.IsAsciiLetterOrDigit(character) || character == '-')]);
        return $"<case.{name.ToLowerInvariant()}@{Domain(from)}>";
    }

    private static string Domain(string from)
    {
        var domain = from[(from.LastIndexOf('@') + 1)..].Trim();
        return System.Text.Ascii.IsValid(domain) ? domain : new IdnMapping().GetAscii(domain);
    }
}
