namespace AfterSales.Service.Kpis.Sources;

/// <summary>The sources by the names that <c>kpis.json</c> calls them.</summary>
internal static class KpiSources
{
    public static IReadOnlyDictionary<string, IKpiSource> All { get; } = new Dictionary<string, IKpiSource>
    {
        ["backlog"] = new OpenCases(),
        ["backlog-overdue"] = new OverdueCases(),
        ["closed"] = new ClosedCases(),
        ["first-answer-limits"] = new FirstAnswerLimits(),
        ["first-answer-times"] = new FirstAnswerTimes(),
        ["installations"] = new Installations(),
        ["installations-late-open"] = new LateOpenInstallations(),
        ["received"] = new ReceivedCases(),
        ["rework"] = new Rework(),
        ["rework-cases"] = new ReworkedCases(),
        ["survey-answered"] = new AnsweredSurveys(),
        ["survey-good-forms"] = new GoodForms(),
        ["survey-scores"] = new SurveyScores(),
        ["tasks"] = new FinishedTasks(),
        ["verdicts"] = new Verdicts(),
    };
}
