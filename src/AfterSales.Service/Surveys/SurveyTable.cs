using AfterSales.Engine.Commits;
using AfterSales.Service.Storage;

namespace AfterSales.Service.Surveys;

/// <summary>Results of surveys in the database: one row per survey, answered or not.</summary>
internal static class SurveyTable
{
    /// <summary>
    /// Records the result. A survey that has an answer keeps its first one; an answer that comes after "not answered" takes its place.
    /// </summary>
    /// <returns>True when the result counts, false when the survey had been answered before.</returns>
    public static bool Record(CommitContext commit, SurveyResult result) => commit.Change(
        """
        INSERT INTO survey_results (result_key, survey_id, case_number, process_id, answered, score, rating, recorded_at)
        VALUES (@Key, @SurveyId, @CaseNumber, @ProcessId, @Answered, @Score, @Rating, @Now)
        ON CONFLICT (survey_id) DO UPDATE SET
            answered = excluded.answered, score = excluded.score, rating = excluded.rating, recorded_at = excluded.recorded_at
        WHERE survey_results.answered = 0 AND excluded.answered = 1
        """,
        new
        {
            Key = commit.NextKey(), result.SurveyId, result.CaseNumber, result.ProcessId, Answered = result.Answered ? 1 : 0, result.Score, result.Rating,
            Now = commit.Now.ToStored(),
        }) > 0;

    /// <summary>Results recorded in a span of time, its end excluded.</summary>
    public static IReadOnlyList<SurveyResult> Between(RowSource rows, DateTimeOffset from, DateTimeOffset to) => rows.List<SurveyResult>(
        """
        SELECT survey_id AS SurveyId, case_number AS CaseNumber, process_id AS ProcessId, answered AS Answered, score AS Score, rating AS Rating
        FROM survey_results WHERE recorded_at >= @From AND recorded_at < @To ORDER BY recorded_at, result_key
        """,
        new { From = from.ToStored(), To = to.ToStored() });
}
