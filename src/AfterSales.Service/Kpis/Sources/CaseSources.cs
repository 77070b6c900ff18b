namespace AfterSales.Service.Kpis.Sources;

/// <summary>A row that says which case it belongs to and whose work it was; sources add their own columns.</summary>
internal class CountedRow
{
    /// <summary>Columns of the case; the role is the department that owns it.</summary>
    public const string OfCase = "c.case_number AS CaseNumber, c.kind AS Kind, c.calendar_id AS Calendar, c.owner_department AS Role";

    /// <summary>Who is credited with a case as a whole: whose work was the last verdict or acceptance.</summary>
    public const string CreditOfCase =
        """
        (SELECT e.person_id FROM kpi_event e WHERE e.case_number = c.case_number AND e.event IN ('resolved', 'accepted')
         ORDER BY e.happened_at DESC LIMIT 1) AS Person
        """;

    public long At { get; init; }
    public long? Until { get; init; }
    public string CaseNumber { get; init; } = "";
    public string? Kind { get; init; }
    public string? Calendar { get; init; }
    public string? Role { get; init; }
    public string? Person { get; init; }

    public Observation Count(decimal numerator = 1) => new(At, numerator, CaseNumber, Kind, Calendar, Role, Person, Until);
}

/// <summary>Requests received in the period.</summary>
internal sealed class ReceivedCases : IKpiSource
{
    public IEnumerable<Observation> Read(KpiReading reading, Kpi kpi) => reading.Rows<CountedRow>(kpi,
        $"""
        SELECT c.received_at AS At, {CountedRow.OfCase}, {CountedRow.CreditOfCase} FROM cases c
        WHERE c.received_at >= @From AND c.received_at < @To AND {reading.Kinds(kpi)}
        """).Select(row => row.Count());
}

/// <summary>Cases that ended in the period.</summary>
internal sealed class ClosedCases : IKpiSource
{
    public IEnumerable<Observation> Read(KpiReading reading, Kpi kpi) => reading.Rows<CountedRow>(kpi,
        $"""
        SELECT c.closed_at AS At, {CountedRow.OfCase}, {CountedRow.CreditOfCase} FROM cases c
        WHERE c.closed_at >= @From AND c.closed_at < @To AND {reading.Kinds(kpi)}
        """).Select(row => row.Count());
}

/// <summary>Cases that were open at some end of a period.</summary>
internal sealed class OpenCases : IKpiSource
{
    public IEnumerable<Observation> Read(KpiReading reading, Kpi kpi) => reading.Rows<CountedRow>(kpi,
        $"""
        SELECT c.received_at AS At, c.closed_at AS Until, {CountedRow.OfCase}, NULL AS Person FROM cases c
        WHERE c.closed_at IS NULL AND c.received_at < @To AND {reading.Kinds(kpi)}
        UNION ALL
        SELECT c.received_at AS At, c.closed_at AS Until, {CountedRow.OfCase}, NULL AS Person FROM cases c
        WHERE c.closed_at >= @FirstEnd AND c.received_at < @To AND {reading.Kinds(kpi)}
        """).Select(row => row.Count());
}

/// <summary>Open cases from the moment a limit or task of theirs was missed until that was done. A case is one, however much of it is late.</summary>
internal sealed class OverdueCases : IKpiSource
{
    public IEnumerable<Observation> Read(KpiReading reading, Kpi kpi) => reading.Rows<CountedRow>(kpi,
        $"""
        SELECT b.due_at AS At, {CountedRow.OfCase}, NULL AS Person,
            CASE WHEN coalesce(b.ended_at, {Never}) < coalesce(c.closed_at, {Never}) THEN coalesce(b.ended_at, {Never}) ELSE coalesce(c.closed_at, {Never}) END AS Until
        FROM deadline_breach b JOIN cases c ON c.case_number = b.case_number
        WHERE b.due_at < @To AND (b.ended_at IS NULL OR b.ended_at >= @FirstEnd) AND (c.closed_at IS NULL OR c.closed_at >= @FirstEnd) AND {reading.Kinds(kpi)}
        """).Select(row => row.Count());

    private const string Never = "9223372036854775807";
}
