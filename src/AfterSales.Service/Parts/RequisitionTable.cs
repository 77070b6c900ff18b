using System.Globalization;
using AfterSales.Engine.Commits;
using AfterSales.Service.Charges;
using AfterSales.Service.Commerce;
using AfterSales.Service.Storage;

namespace AfterSales.Service.Parts;

/// <summary>Requisitions in the database.</summary>
internal static class RequisitionTable
{
    private const string Columns =
        """
        r.requisition_number AS Number, r.case_number AS CaseNumber, r.status AS Status, r.reason AS Reason, r.charge_type AS ChargeType,
        r.requested_at AS RequestedAt, r.ordered_at AS OrderedAt, r.expected_on AS ExpectedOn, r.issued_at AS IssuedAt, r.closed_reason AS ClosedReason
        """;

    public static void Insert(CommitContext commit, Requisition made, long instanceKey)
    {
        commit.Execute(
            """
            INSERT INTO requisitions (requisition_number, case_number, instance_key, status, reason, charge_type, requested_at)
            VALUES (@Number, @CaseNumber, @instanceKey, @Status, @Reason, @ChargeType, @Now)
            """,
            new { made.Number, made.CaseNumber, instanceKey, made.Status, made.Reason, ChargeType = made.ChargeType.Code(), Now = commit.Now.ToStored() });
        foreach (var line in made.Lines)
            commit.Execute(
                """
                INSERT INTO requisition_lines (requisition_number, line, part_upper, part_number, name, quantity)
                VALUES (@Number, @Line, @Key, @PartNumber, @Name, @Quantity)
                """,
                new { made.Number, line.Line, Key = Part.Key(line.PartNumber), line.PartNumber, line.Name, Quantity = line.Quantity.ToStored() });
    }

    /// <summary>Moves it on; <see cref="ChangedMeanwhileException"/> when it no longer stands where <paramref name="from"/> says.</summary>
    public static void Move(CommitContext commit, string number, string from, string to, DateOnly? expectedOn = null, string? closedReason = null)
    {
        var moved = commit.Change(
            """
            UPDATE requisitions SET status = @to, expected_on = coalesce(@ExpectedOn, expected_on), closed_reason = coalesce(@closedReason, closed_reason),
                ordered_at = CASE WHEN @to = 'ordered' THEN @Now ELSE ordered_at END, issued_at = CASE WHEN @to = 'issued' THEN @Now ELSE issued_at END
            WHERE requisition_number = @number AND status = @from
            """,
            new { number, from, to, ExpectedOn = expectedOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), closedReason, Now = commit.Now.ToStored() });
        if (moved != 1)
            throw ChangedMeanwhileException.Of(number);
    }

    /// <summary>Those an instance has asked for and not brought to an end.</summary>
    public static List<string> OpenOfInstance(CommitContext commit, long instanceKey) => commit.Query<string>(
        "SELECT requisition_number FROM requisitions WHERE instance_key = @instanceKey AND status IN ('requested', 'reserved', 'ordered')", new { instanceKey });

    /// <summary>Those a case has asked for and not brought to an end.</summary>
    public static List<Requisition> OpenOfCase(CommitContext commit, string caseNumber) =>
        List(commit, "WHERE r.case_number = @caseNumber AND r.status IN ('requested', 'reserved', 'ordered')", new { caseNumber });

    public static Requisition? Find(DbSource db, string? number) =>
        number is null ? null : List(db, "WHERE r.requisition_number = @number", new { number }) is [var found] ? found : null;

    public static List<Requisition> List(DbSource db, string from, object parameters)
    {
        var rows = db.List<Row>($"SELECT {Columns} FROM requisitions r {from}", parameters);
        var lines = db.List<LineRow>(
            """
            SELECT l.requisition_number AS Number, l.line AS Line, l.part_number AS PartNumber, l.name AS Name, l.quantity AS Quantity,
                (SELECT coalesce(sum(quantity), 0) FROM part_reservations h WHERE h.requisition_number = l.requisition_number AND h.line = l.line) AS Reserved
            FROM requisition_lines l WHERE l.requisition_number IN @numbers ORDER BY l.line
            """,
            new { numbers = rows.Select(row => row.Number).ToList() }).ToLookup(line => line.Number);
        return [.. rows.Select(row => row.ToRequisition(lines[row.Number]))];
    }

    private sealed class LineRow
    {
        public string Number { get; init; } = "";
        public long Line { get; init; }
        public string PartNumber { get; init; } = "";
        public string Name { get; init; } = "";
        public long Quantity { get; init; }
        public long Reserved { get; init; }
    }

    private sealed class Row
    {
        public string Number { get; init; } = "";
        public string? CaseNumber { get; init; }
        public string Status { get; init; } = "";
        public string? Reason { get; init; }
        public string ChargeType { get; init; } = "";
        public long RequestedAt { get; init; }
        public long? OrderedAt { get; init; }
        public string? ExpectedOn { get; init; }
        public long? IssuedAt { get; init; }
        public string? ClosedReason { get; init; }

        public Requisition ToRequisition(IEnumerable<LineRow> lines) => new()
        {
            Number = Number,
            CaseNumber = CaseNumber,
            Status = Status,
            Reason = Reason,
            ChargeType = ChargeTypeCodes.Find(ChargeType)!.Value,
            Lines = [.. lines.Select(line => new RequisitionLine(
                (int)line.Line, line.PartNumber, line.Name, Parts.Quantity.FromStored(line.Quantity), Parts.Quantity.FromStored(line.Reserved)))],
            RequestedAt = Instants.FromStored(RequestedAt),
            OrderedAt = Instants.FromStored(OrderedAt),
            ExpectedOn = ExpectedOn is null ? null : DateOnly.ParseExact(ExpectedOn, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            IssuedAt = Instants.FromStored(IssuedAt),
            ClosedReason = ClosedReason,
        };
    }
}
