using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using AfterSales.Engine.Commits;
using AfterSales.Service.Charges;
using AfterSales.Service.Commerce;
using AfterSales.Service.Storage;

namespace AfterSales.Service.Quotations;

/// <summary>Quotations in the database. Amounts are texts there: no column of SQLite holds a decimal exactly.</summary>
internal static partial class QuotationTable
{
    private const string Columns =
        """
        q.quotation_number AS Number, q.case_number AS CaseNumber, q.status AS Status, q.charge_type AS ChargeType, q.currency AS Currency,
        q.lines_json AS Lines, q.total AS Total, q.valid_until AS ValidUntil, q.created_at AS CreatedAt, q.answered_at AS AnsweredAt, q.reason AS Reason
        """;

    public static void Insert(CommitContext commit, Quotation made) => commit.Execute(
        """
        INSERT INTO quotations (quotation_number, case_number, status, charge_type, currency, lines_json, total, valid_until, created_at)
        VALUES (@Number, @CaseNumber, @Status, @ChargeType, @Currency, @Lines, @Total, @ValidUntil, @CreatedAt)
        """,
        new
        {
            made.Number, made.CaseNumber, made.Status, ChargeType = made.ChargeType.Code(), Currency = made.Currency.Code,
            Lines = JsonSerializer.Serialize(made.Lines, LinesJson.Default.IReadOnlyListQuotationLine),
            Total = new Money(made.Total, made.Currency).Stored, ValidUntil = made.ValidUntil.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            CreatedAt = commit.Now.ToStored(),
        });

    /// <returns>False when it is no longer open.</returns>
    public static bool Answer(CommitContext commit, string number, string status, string? reason) => commit.Change(
        "UPDATE quotations SET status = @status, reason = @reason, answered_at = @Now WHERE quotation_number = @number AND status = 'open'",
        new { number, status, reason, Now = commit.Now.ToStored() }) == 1;

    /// <summary>Takes back what a case offered and nobody has answered.</summary>
    public static void WithdrawOfCase(CommitContext commit, string caseNumber, string reason) => commit.Execute(
        "UPDATE quotations SET status = @Withdrawn, reason = @reason, answered_at = @Now WHERE case_number = @caseNumber AND status = 'open'",
        new { caseNumber, reason, QuotationStatus.Withdrawn, Now = commit.Now.ToStored() });

    public static Quotation? Find(DbSource db, string? number) =>
        number is null ? null : db.First<Row>($"SELECT {Columns} FROM quotations q WHERE q.quotation_number = @number", new { number })?.ToQuotation();

    /// <summary>Those of a condition on <c>q</c>, newest first.</summary>
    public static List<Quotation> List(DbSource db, string from, object parameters) =>
        [.. db.List<Row>($"SELECT {Columns} FROM quotations q {from}", parameters).Select(row => row.ToQuotation())];

    private sealed class Row
    {
        public string Number { get; init; } = "";
        public string? CaseNumber { get; init; }
        public string Status { get; init; } = "";
        public string ChargeType { get; init; } = "";
        public string Currency { get; init; } = "";
        public string Lines { get; init; } = "[]";
        public string Total { get; init; } = "0";
        public string ValidUntil { get; init; } = "";
        public long CreatedAt { get; init; }
        public long? AnsweredAt { get; init; }
        public string? Reason { get; init; }

        public Quotation ToQuotation() => new()
        {
            Number = Number,
            CaseNumber = CaseNumber,
            Status = Status,
            ChargeType = ChargeTypeCodes.Find(ChargeType)!.Value,
            Currency = Charges.Currency.Find(Currency)!,
            Lines = JsonSerializer.Deserialize(Lines, LinesJson.Default.IReadOnlyListQuotationLine)!,
            Total = decimal.Parse(Total, CultureInfo.InvariantCulture),
            ValidUntil = DateOnly.ParseExact(ValidUntil, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            CreatedAt = Instants.FromStored(CreatedAt),
            AnsweredAt = Instants.FromStored(AnsweredAt),
            Reason = Reason,
        };
    }

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(IReadOnlyList<QuotationLine>))]
    private sealed partial class LinesJson : JsonSerializerContext;
}
