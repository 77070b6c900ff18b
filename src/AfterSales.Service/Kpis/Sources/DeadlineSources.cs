using AfterSales.Service.Tasks;

namespace AfterSales.Service.Kpis.Sources;

/// <summary>
/// Promises of a first answer, kept or missed (SLA-01 to SLA-03, KPI-04). Kept ones count when the answer was given, missed ones when
/// they fell due: a request that nobody answers shows at once. Given up without a miss, they do not count.
/// </summary>
internal sealed class FirstAnswerLimits : IKpiSource
{
    public IEnumerable<Observation> Read(KpiReading reading, Kpi kpi) => reading.OfCases(kpi, reading.Rows<(string? CaseNumber, long At, long Kept)>(
        """
        SELECT d.case_number, d.ended_at, 1 FROM deadline d
        WHERE d.kind = 'limit' AND d.ended_at >= @From AND d.ended_at < @To AND d.ended_as = 'completed' AND d.limit_id IN @Limits
          AND NOT EXISTS (SELECT 1 FROM deadline_breach b WHERE b.deadline_key = d.deadline_key)
        UNION ALL
        SELECT b.case_number, b.due_at, 0 FROM deadline_breach b WHERE b.due_at >= @From AND b.due_at < @To AND b.limit_id IN @Limits
        """, new { kpi.Limits }), row => row.CaseNumber).Select(one => one.Case.Count(one.Row.At, one.Row.Kept, one.Case.First(KpiMarks.FirstAnswer)?.Person));
}

/// <summary>Tasks of staff with a due time that were completed in the period, and whether before it passed.</summary>
internal sealed class FinishedTasks : IKpiSource
{
    public IEnumerable<Observation> Read(KpiReading reading, Kpi kpi) => reading.OfCases(kpi, reading.Rows<(string? CaseNumber, long At, string? Role, string Person, long OnTime)>(
        $"""
        SELECT t.case_number, d.ended_at, t.role, t.completed_by, CASE WHEN EXISTS (SELECT 1 FROM deadline_breach b WHERE b.deadline_key = d.deadline_key) THEN 0 ELSE 1 END
        FROM deadline d JOIN tasks t ON t.task_key = d.source_key
        WHERE d.kind = 'task' AND d.ended_at >= @From AND d.ended_at < @To AND d.ended_as = 'completed'
          AND t.completed_by IS NOT NULL AND t.completed_by NOT LIKE '{TaskActor.CustomerPrefix}%'
        """), row => row.CaseNumber).Select(one => one.Case.Count(one.Row.At, one.Row.OnTime, one.Row.Person) with { Role = one.Row.Role ?? one.Case.Owner });
}
