namespace AfterSales.Service.Kpis.Sources;

/// <summary>
/// Surveys that ended in the period. A survey within a case belongs to that case; of one that stands alone the kind is its own. The person
/// is the one whose work was judged.
/// </summary>
internal sealed class SurveyRow : CountedRow
{
    public long Answered { get; init; }
    public double? Score { get; init; }

    /// <summary>Surveys are asked in cases that the company opens for itself as well: the kinds of indicators do not narrow them, the question does.</summary>
    public static List<SurveyRow> Read(KpiReading reading, Kpi kpi) => reading.Shared(kpi, () => reading.Rows<SurveyRow>(kpi,
        $"""
        SELECT s.recorded_at AS At, coalesce(c.case_number, s.survey_id) AS CaseNumber, c.kind AS Kind, c.calendar_id AS Calendar,
               c.owner_department AS Role, {CountedRow.CreditOfCase}, s.answered AS Answered, s.score AS Score
        FROM survey_results s LEFT JOIN cases c ON c.case_number = s.case_number
        WHERE s.recorded_at >= @From AND s.recorded_at < @To{(reading.Kind is null ? "" : " AND c.kind = @Kind")}
        """));

    /// <summary>Those with an answer that has a score.</summary>
    public static IEnumerable<SurveyRow> Scored(KpiReading reading, Kpi kpi) => Read(reading, kpi).Where(row => row is { Answered: 1, Score: not null });
}

/// <summary>Scores of the answered forms (KPI-02).</summary>
internal sealed class SurveyScores : IKpiSource
{
    public IEnumerable<Observation> Read(KpiReading reading, Kpi kpi) =>
        SurveyRow.Scored(reading, kpi).Select(row => row.Count((decimal)row.Score!.Value));
}

/// <summary>Answered forms, and whether their score is good enough (OPN-04).</summary>
internal sealed class GoodForms : IKpiSource
{
    public IEnumerable<Observation> Read(KpiReading reading, Kpi kpi) =>
        SurveyRow.Scored(reading, kpi).Select(row => row.Count((decimal)row.Score!.Value >= kpi.Threshold ? 1 : 0));
}

/// <summary>Surveys, and whether the customer answered (SAT-03).</summary>
internal sealed class AnsweredSurveys : IKpiSource
{
    public IEnumerable<Observation> Read(KpiReading reading, Kpi kpi) => SurveyRow.Read(reading, kpi).Select(row => row.Count(row.Answered));
}
