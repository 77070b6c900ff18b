using AfterSales.Engine.Jobs;
using AfterSales.Feel.Values;
using AfterSales.Service.Cases;

namespace AfterSales.Service.Workflows;

/// <summary>
/// <c>aftersales:close-case:1</c>: ends the case of the instance. The input <c>outcome</c> says how it
/// ended: a final status code (<c>outOfScope</c>, <c>declined</c>) sets that status, anything else closes the case and is kept as
/// its outcome.
/// </summary>
internal sealed class CloseCaseJob : IJobHandler
{
    public string JobType => "aftersales:close-case:1";

    public ValueTask<JobOutcome> HandleAsync(ActivatedJob job, CancellationToken ct)
    {
        var outcome = job.Variables["outcome"] is FeelString text ? text.Value : null;
        return ValueTask.FromResult(JobOutcome.Complete(rows: commit =>
        {
            if (CaseTable.OfInstance(commit, job.ProcessInstanceKey) is not { } caseNumber)
                return;
            var status = CaseStatusCodes.TryParse(outcome, out var named) && named.IsFinal() ? named : CaseStatus.Closed;
            CaseTable.SetStatus(commit, caseNumber, status);
            if (outcome is not null)
                CaseTable.SetOutcome(commit, caseNumber, outcome);
        }));
    }
}
