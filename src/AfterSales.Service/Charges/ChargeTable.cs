using System.Globalization;
using AfterSales.Engine.Commits;
using AfterSales.Service.Commerce;
using AfterSales.Service.Storage;

namespace AfterSales.Service.Charges;

/// <summary>Charges in the database.</summary>
internal static class ChargeTable
{
    public const string Columns =
        """
        h.charge_number AS Number, h.case_number AS CaseNumber, h.charge_type AS Type, h.amount AS Amount, h.currency AS Currency, h.description AS Description,
        h.work_order AS WorkOrder, h.quotation_number AS Quotation, h.paid_on_site AS PaidOnSite, h.status AS Status, h.recorded_at AS RecordedAt
        """;

    public static void Insert(CommitContext commit, Charge charge) => commit.Execute(
        """
        INSERT INTO charges (charge_number, case_number, charge_type, amount, currency, description, work_order, quotation_number, paid_on_site, status, recorded_at)
        VALUES (@Number, @CaseNumber, @Type, @Amount, @Currency, @Description, @WorkOrder, @Quotation, @PaidOnSite, @Status, @Now)
        """,
        new
        {
            charge.Number, charge.CaseNumber, Type = charge.Type.Code(), Amount = charge.Money.Stored, Currency = charge.Money.Currency.Code, charge.Description,
            charge.WorkOrder, charge.Quotation, PaidOnSite = charge.PaidOnSite ? 1 : 0, charge.Status, Now = commit.Now.ToStored(),
        });

    public static void SetStatus(CommitContext commit, string? number, string status) =>
        commit.Execute("UPDATE charges SET status = @status WHERE charge_number = @number", new { number, status });

    public static Charge? Find(DbSource db, string? number) =>
        number is null ? null : db.First<Row>($"SELECT {Columns} FROM charges h WHERE h.charge_number = @number", new { number })?.ToCharge();

    public static List<Charge> List(DbSource db, string from, object parameters) =>
        [.. db.List<Row>($"SELECT {Columns} FROM charges h {from}", parameters).Select(row => row.ToCharge())];

    private sealed class Row
    {
        public string Number { get; init; } = "";
        public string? CaseNumber { get; init; }
        public string Type { get; init; } = "";
        public string Amount { get; init; } = "0";
        public string Currency { get; init; } = "";
        public string? Description { get; init; }
        public string? WorkOrder { get; init; }
        public string? Quotation { get; init; }
        public long PaidOnSite { get; init; }
        public string Status { get; init; } = "";
        public long RecordedAt { get; init; }

        public Charge ToCharge() => new()
        {
            Number = Number,
            CaseNumber = CaseNumber,
            Type = ChargeTypeCodes.Find(Type)!.Value,
            Money = new Money(decimal.Parse(Amount, CultureInfo.InvariantCulture), Charges.Currency.Find(Currency)!),
            Description = Description,
            WorkOrder = WorkOrder,
            Quotation = Quotation,
            PaidOnSite = PaidOnSite != 0,
            Status = Status,
            RecordedAt = Instants.FromStored(RecordedAt),
        };
    }
}
