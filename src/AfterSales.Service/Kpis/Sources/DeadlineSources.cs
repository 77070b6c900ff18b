using AfterSales.Service.Tasks;

namespace AfterSales.Service.Kpis.Sources;

/// <summary>
/// Promises of a first answer, kept or missed (SLA-01 to SLA-03, KPI-04). Kept ones count when the answer was given, missed ones when
/// they fell due: a request that nobody answers shows at once. Given up without a miss, they do not count.
/// </summary>
internal sealed class FirstAnswerLimits : IKpiSource
{
    public IEnumerable<Observation> Read(KpiReading reading, Kpi kpi) => reading.Rows<Row>(kpi,
        $"""
        SELECT d.ended_at AS At, 1 AS Kept, {CountedRow.OfCase}, {Answerer}
        FROM deadline d JOIN cases c ON c.case_number = d.case_number
        WHERE d.kind = 'limit' AND d.ended_at >= @From AND d.ended_at < @To AND d.ended_as = 'completed' AND d.limit_id IN @Limits AND {reading.Kinds(kpi)}
          AND NOT EXISTS (SELECT 1 FROM deadline_breach b WHERE b.deadline_key = d.deadline_key)
        UNION ALL
        SELECT b.due_at AS At, 0 AS Kept, {CountedRow.OfCase}, {Answerer}
        FROM deadline_breach b JOIN cases c ON c.case_number = b.case_number
        WHERE b.due_at >= @From AND b.due_at < @To AND b.limit_id IN @Limits AND {reading.Kinds(kpi)}
        """, new { kpi.Limits }).Select(row => row.Count(row.Kept));

    private const string Answerer =
        """
        (SELECT e.person_id FROM kpi_event e WHERE e.case_number = c.case_number AND e.event = 'first-answer' ORDER BY e.happened_at LIMIT 1) AS Person
        """;

    private sealed class Row : CountedRow
    {
        public long Kept { get; init; }
    }
}

/// <summary>Tasks of staff with a due time that were completed in the period, and whether before it passed.</summary>
internal sealed class FinishedTasks : IKpiSource
{
    public IEnumerable<Observation> Read(KpiReading reading, Kpi kpi) => reading.Rows<Row>(kpi,
        $"""
        SELECT d.ended_at AS At, t.case_number AS CaseNumber, c.kind AS Kind, c.calendar_id AS Calendar, coalesce(t.role, c.owner_department) AS Role,
               t.completed_by AS Person, CASE WHEN EXISTS (SELECT 1 FROM deadline_breach b WHERE b.deadline_key = d.deadline_key) THEN 0 ELSE 1 END AS OnTime
        FROM deadline d JOIN tasks t ON t.task_key = d.source_key JOIN cases c ON c.case_number = t.case_number
        WHERE d.kind = 'task' AND d.ended_at >= @From AND d.ended_at < @To AND d.ended_as = 'completed' AND {reading.Kinds(kpi)}
          AND t.completed_by IS NOT NULL AND t.completed_by NOT LIKE '{TaskActor.CustomerPrefix}%'
        """).Select(row => row.Count(row.OnTime));

    private sealed class Row : CountedRow
    {
        public long OnTime { get; init; }
    }
}
