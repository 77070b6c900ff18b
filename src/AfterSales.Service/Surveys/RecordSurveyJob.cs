using System.Globalization;
using AfterSales.Engine.Jobs;
using AfterSales.Feel.Values;
using AfterSales.Service.Calendars;
using AfterSales.Service.Cases;
using AfterSales.Service.Workflows;

namespace AfterSales.Service.Surveys;

/// <summary>
/// <c>aftersales:record-survey:1</c>: the result of a survey is counted (SAT-03, SAT-10). Inputs: <c>score</c> (0 to 100), <c>rating</c>,
/// <c>answered</c>, optional <c>surveyId</c>: an id where one run of the workflow asks several people. Result: <c>surveyResult</c> {counted}; a second
/// answer of the same survey is not counted.
/// </summary>
internal sealed class RecordSurveyJob(CalendarRegistry calendars) : IJobHandler
{
    public string JobType => "aftersales:record-survey:1";

    public ValueTask<JobOutcome> HandleAsync(ActivatedJob job, CancellationToken ct)
    {
        var input = new JobInput(job, calendars);
        var (score, rating, answered, survey) = (input.Number("score", 0, 100), input.Text("rating", 40), input.Flag("answered"), input.Text("surveyId", 200));
        if (answered == true && score is null)
            return ValueTask.FromResult(input.Refuse("An answered survey needs its 'score'."));
        var instance = job.ProcessInstanceKey.ToString(CultureInfo.InvariantCulture);
        return ValueTask.FromResult(input.Problem ?? JobOutcome.CompleteInCommit(commit =>
        {
            var isAnswered = answered ?? score is not null;
            var counted = SurveyTable.Record(commit, new SurveyResult
            {
                SurveyId = survey is null ? instance : $"{instance}/{survey}",
                CaseNumber = CaseTable.OfInstance(commit, job.ProcessInstanceKey),
                ProcessId = job.ProcessDefinitionId,
                Answered = isAnswered,
                Score = isAnswered ? score : null,
                Rating = rating,
            });
            return FeelContext.Empty.With("surveyResult", JobResult.Of(("counted", FeelValue.Of(counted))));
        }));
    }
}
