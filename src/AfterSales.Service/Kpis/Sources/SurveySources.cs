namespace AfterSales.Service.Kpis.Sources;

/// <summary>
/// Surveys that ended in the period. A survey within a case belongs to that case; of one that stands alone the kind is its own. The person
/// is the one whose work was judged.
/// </summary>
internal static class EndedSurveys
{
    /// <summary>Surveys are asked in cases that the company opens for itself as well: the kinds of indicators do not narrow them, the question does.</summary>
    public static IEnumerable<Observation> Read(KpiReading reading, Func<SurveyRow, decimal?> numerator)
    {
        var rows = reading.Surveys;
        reading.Cases.Require(rows.Select(row => row.CaseNumber).OfType<string>());
        foreach (var row in rows)
            if (numerator(row) is { } counted)
            {
                var judged = reading.Cases.Find(row.CaseNumber);
                if (reading.Kind is null || judged?.Kind == reading.Kind)
                    yield return judged?.Count(row.At, counted, judged.Credited) ?? new(row.At, counted, row.SurveyId, null, null, null, null);
            }
    }

    /// <summary>The score of a survey that was answered and has one.</summary>
    public static decimal? Score(SurveyRow row) => row is { Answered: not 0, Score: { } score } ? (decimal)score : null;
}

/// <summary>Scores of the answered forms (KPI-02).</summary>
internal sealed class SurveyScores : IKpiSource
{
    public IEnumerable<Observation> Read(KpiReading reading, Kpi kpi) =>
        EndedSurveys.Read(reading, EndedSurveys.Score);
}

/// <summary>Answered forms, and whether their score is good enough (OPN-04).</summary>
internal sealed class GoodForms : IKpiSource
{
    public IEnumerable<Observation> Read(KpiReading reading, Kpi kpi) =>
        EndedSurveys.Read(reading, row => EndedSurveys.Score(row) is { } score ? score >= kpi.Threshold ? 1 : 0 : null);
}

/// <summary>Surveys, and whether the customer answered (SAT-03).</summary>
internal sealed class AnsweredSurveys : IKpiSource
{
    public IEnumerable<Observation> Read(KpiReading reading, Kpi kpi) => EndedSurveys.Read(reading, row => row.Answered);
}
