using AfterSales.Service.Exports;

namespace AfterSales.Service.Charges;

/// <summary>What was handed to finance as a table its programs read. Amounts have a full stop and the decimals of their currency.</summary>
public static class FinanceCsv
{
    private static readonly string[] Columns = ["number", "kind", "status", "amount", "currency", "charge", "case", "handedOver", "paidOn", "reason"];

    /// <summary>The whole file.</summary>
    public static byte[] Of(IEnumerable<Invoice> invoices)
    {
        var table = new CsvTable(Columns);
        foreach (var invoice in invoices)
            table.Row(
                invoice.Number, invoice.Kind, invoice.Status, invoice.Money.Rounded, invoice.Money.Currency.Code, invoice.Charge, invoice.CaseNumber,
                invoice.HandedOverAt, invoice.PaidOn, invoice.Reason);
        return table.ToBytes();
    }
}
