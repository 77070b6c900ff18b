using System.Globalization;
using AfterSales.Engine.Commits;
using AfterSales.Service.Commerce;
using AfterSales.Service.Storage;

namespace AfterSales.Service.Charges;

/// <summary>Invoices, deductions and credits in the database.</summary>
internal static class InvoiceTable
{
    private const string Columns =
        """
        i.invoice_number AS Number, i.charge_number AS Charge, i.case_number AS CaseNumber, i.kind AS Kind, i.amount AS Amount, i.currency AS Currency,
        i.status AS Status, i.reason AS Reason, i.drafted_at AS DraftedAt, i.handed_over_at AS HandedOverAt, i.paid_on AS PaidOn
        """;

    public static void Insert(CommitContext commit, Invoice invoice) => commit.Execute(
        """
        INSERT INTO invoices (invoice_number, charge_number, case_number, kind, amount, currency, status, reason, drafted_at, handed_over_at)
        VALUES (@Number, @Charge, @CaseNumber, @Kind, @Amount, @Currency, @Status, @Reason, @Now, @HandedOverAt)
        """,
        new
        {
            invoice.Number, invoice.Charge, invoice.CaseNumber, invoice.Kind, Amount = invoice.Money.Stored, Currency = invoice.Money.Currency.Code,
            invoice.Status, invoice.Reason, Now = commit.Now.ToStored(),
            HandedOverAt = invoice.Status == InvoiceStatus.Draft ? (long?)null : commit.Now.ToStored(),
        });

    /// <returns>False when it no longer was in the status <paramref name="from"/>.</returns>
    public static bool Move(CommitContext commit, string number, string from, string to, DateOnly? paidOn = null) => commit.Change(
        """
        UPDATE invoices SET status = @to, paid_on = coalesce(@PaidOn, paid_on), handed_over_at = coalesce(handed_over_at, @Now)
        WHERE invoice_number = @number AND status = @from
        """,
        new { number, from, to, PaidOn = paidOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Now = commit.Now.ToStored() }) == 1;

    public static Invoice? Find(DbSource db, string? number) =>
        number is null ? null : db.First<Row>($"SELECT {Columns} FROM invoices i WHERE i.invoice_number = @number", new { number })?.ToInvoice();

    /// <summary>The invoice of a charge that has not been taken back.</summary>
    public static Invoice? OfCharge(DbSource db, string? charge) => charge is null ? null : db.First<Row>(
        $"SELECT {Columns} FROM invoices i WHERE i.charge_number = @charge AND i.kind = 'invoice' AND i.status <> 'credited'", new { charge })?.ToInvoice();

    public static List<Invoice> List(DbSource db, string from, object parameters) =>
        [.. db.List<Row>($"SELECT {Columns} FROM invoices i {from}", parameters).Select(row => row.ToInvoice())];

    private sealed class Row
    {
        public string Number { get; init; } = "";
        public string? Charge { get; init; }
        public string? CaseNumber { get; init; }
        public string Kind { get; init; } = "";
        public string Amount { get; init; } = "0";
        public string Currency { get; init; } = "";
        public string Status { get; init; } = "";
        public string? Reason { get; init; }
        public long DraftedAt { get; init; }
        public long? HandedOverAt { get; init; }
        public string? PaidOn { get; init; }

        public Invoice ToInvoice() => new()
        {
            Number = Number,
            Charge = Charge,
            CaseNumber = CaseNumber,
            Kind = Kind,
            Money = new Money(decimal.Parse(Amount, CultureInfo.InvariantCulture), Charges.Currency.Find(Currency)!),
            Status = Status,
            Reason = Reason,
            DraftedAt = Instants.FromStored(DraftedAt),
            HandedOverAt = Instants.FromStored(HandedOverAt),
            PaidOn = PaidOn is null ? null : DateOnly.ParseExact(PaidOn, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
    }
}
