using AfterSales.Engine.Jobs;
using AfterSales.Feel.Values;
using AfterSales.Service.Calendars;
using AfterSales.Service.Cases;
using AfterSales.Service.Timeline;
using AfterSales.Service.Workflows;

namespace AfterSales.Service.CorrectiveActions;

/// <summary>
/// <c>aftersales:register-corrective-action:1</c>: keeps the line of this run in the register of corrective actions (CAP-04, CAP-06). Inputs:
/// <c>state</c> (open, effective, notEffective), <c>problem</c>, <c>cause</c>, <c>measure</c>. Result: <c>correctiveAction</c> {number}. One run of
/// a workflow has one line, however often the step comes round.
/// </summary>
internal sealed class RegisterCorrectiveActionJob(CalendarRegistry calendars) : IJobHandler
{
    public string JobType => "aftersales:register-corrective-action:1";

    public ValueTask<JobOutcome> HandleAsync(ActivatedJob job, CancellationToken ct)
    {
        var input = new JobInput(job, calendars);
        var (state, problem) = (input.Choice("state", CorrectiveActionStates.All), input.Required("problem", 20_000));
        var (cause, measure) = (input.Text("cause", 20_000), input.Text("measure", 20_000));
        return ValueTask.FromResult(input.Problem ?? JobOutcome.CompleteInCommit(commit =>
        {
            var caseNumber = CaseTable.OfInstance(commit, job.ProcessInstanceKey);
            var number = CorrectiveActionTable.Register(
                commit,
                new CorrectiveAction { Number = "", InstanceKey = job.ProcessInstanceKey, CaseNumber = caseNumber, Problem = problem, Cause = cause, Measure = measure, State = state },
                input.Calendar.LocalDay(commit.Now).Year);
            if (caseNumber is not null)
                CaseTimeline.Add(commit, new TimelineEntry(caseNumber, "correctiveAction." + state)
                {
                    Actor = commit.Actor,
                    Facts = new Dictionary<string, TimelineValue> { ["number"] = TimelineValue.Of(number) },
                });
            return FeelContext.Empty.With("correctiveAction", JobResult.Of(("number", FeelValue.Of(number))));
        }));
    }
}
