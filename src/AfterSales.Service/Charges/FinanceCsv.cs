using System.Globalization;
using System.Text;

namespace AfterSales.Service.Charges;

/// <summary>
/// What was handed to finance as a table its programs read: RFC 4180, UTF-8 with a mark, one head line. Amounts have a full stop and the
/// decimals of their currency, days are ISO dates. A text that a table program would take for a formula is preceded by an apostrophe.
/// </summary>
public static class FinanceCsv
{
    private const string Head = "number,kind,status,amount,currency,charge,case,handedOver,paidOn,reason";

    /// <summary>The whole file.</summary>
    public static byte[] Of(IEnumerable<Invoice> invoices)
    {
        var text = new StringBuilder(Head).Append("\r\n");
        foreach (var invoice in invoices)
            text.AppendJoin(',', Fields(invoice).Select(Quoted)).Append("\r\n");
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    private static IEnumerable<string?> Fields(Invoice invoice) =>
    [
        invoice.Number, invoice.Kind, invoice.Status, invoice.Money.Stored, invoice.Money.Currency.Code, invoice.Charge, invoice.CaseNumber,
        invoice.HandedOverAt?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture), invoice.PaidOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), invoice.Reason,
    ];

    private static string Quoted(string? field)
    {
        var text = field ?? "";
        if (text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r')
            text = "'" + text;
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
    }
}
