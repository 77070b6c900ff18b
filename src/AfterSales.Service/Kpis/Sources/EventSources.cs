using AfterSales.Service.Calendars;
using AfterSales.Service.Storage;

namespace AfterSales.Service.Kpis.Sources;

/// <summary>An event of a case, with what is needed to measure from its receipt.</summary>
internal sealed class EventRow : CountedRow
{
    /// <summary>Columns of an event <c>e</c> of a case <c>c</c>: the role is the department whose work it was, else the owner's.</summary>
    public const string Columns =
        """
        e.happened_at AS At, e.event AS Event, c.received_at AS ReceivedAt, c.case_number AS CaseNumber, c.kind AS Kind, c.calendar_id AS Calendar,
        coalesce(e.role_id, c.owner_department) AS Role, e.person_id AS Person
        """;

    public string Event { get; init; } = "";
    public long ReceivedAt { get; init; }
}

/// <summary>How long requests waited for their first answer, in working hours by the calendar of the case (KPI-04).</summary>
internal sealed class FirstAnswerTimes : IKpiSource
{
    public IEnumerable<Observation> Read(KpiReading reading, Kpi kpi) => reading.Rows<EventRow>(kpi,
        $"""
        SELECT {EventRow.Columns} FROM kpi_event e JOIN cases c ON c.case_number = e.case_number
        WHERE e.event = @Event AND e.happened_at >= @From AND e.happened_at < @To AND {reading.Kinds(kpi)}
          AND NOT EXISTS (SELECT 1 FROM kpi_event f WHERE f.case_number = e.case_number AND f.event = e.event
                          AND (f.happened_at < e.happened_at OR (f.happened_at = e.happened_at AND f.event_key < e.event_key)))
        """, new { Event = KpiMarks.FirstAnswer }).Select(row => row.Count(Hours(reading, row)));

    private static decimal Hours(KpiReading reading, EventRow row)
    {
        var calendar = reading.Calendars.FindOrStandard(row.Calendar);
        var (received, answered) = (Instants.FromStored(row.ReceivedAt), Instants.FromStored(row.At));
        // A request that was recorded late may carry an answer given before it was received.
        return answered <= received ? 0 : (decimal)WorkingTime.TimeBetween(calendar, received, answered).Ticks / TimeSpan.TicksPerHour;
    }
}

/// <summary>Verdicts on whether the problem is solved.</summary>
internal sealed class Verdicts : IKpiSource
{
    public IEnumerable<Observation> Read(KpiReading reading, Kpi kpi) => reading.Rows<EventRow>(kpi,
        $"""
        SELECT {EventRow.Columns} FROM kpi_event e JOIN cases c ON c.case_number = e.case_number
        WHERE e.event IN @Events AND e.happened_at >= @From AND e.happened_at < @To AND {reading.Kinds(kpi)}
        ORDER BY e.happened_at, e.event_key
        """, new { Events = new[] { KpiMarks.Resolved, KpiMarks.NotResolved } }).Select(row => row.Count(row.Event == KpiMarks.Resolved ? 1 : 0));
}

/// <summary>How often work went back.</summary>
internal sealed class Rework : IKpiSource
{
    public IEnumerable<Observation> Read(KpiReading reading, Kpi kpi) => reading.Rows<EventRow>(kpi,
        $"""
        SELECT {EventRow.Columns} FROM kpi_event e JOIN cases c ON c.case_number = e.case_number
        WHERE e.event = @Event AND e.happened_at >= @From AND e.happened_at < @To AND {reading.Kinds(kpi)}
        """, new { Event = KpiMarks.Rework }).Select(row => row.Count());
}

/// <summary>Cases closed with their work done, and whether some of it was done twice.</summary>
internal sealed class ReworkedCases : IKpiSource
{
    public IEnumerable<Observation> Read(KpiReading reading, Kpi kpi) => reading.Rows<Row>(kpi,
        $"""
        SELECT c.closed_at AS At, {CountedRow.OfCase}, {CountedRow.CreditOfCase},
               CASE WHEN EXISTS (SELECT 1 FROM kpi_event e WHERE e.case_number = c.case_number AND e.event = @Event) THEN 1 ELSE 0 END AS Reworked
        FROM cases c WHERE c.closed_at >= @From AND c.closed_at < @To AND c.status = 'closed' AND {reading.Kinds(kpi)}
        """, new { Event = KpiMarks.Rework }).Select(row => row.Count(row.Reworked));

    private sealed class Row : CountedRow
    {
        public long Reworked { get; init; }
    }
}
