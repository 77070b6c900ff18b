using AfterSales.Engine.Jobs;
using AfterSales.Service.Calendars;
using AfterSales.Service.Cases;
using AfterSales.Service.Workflows;

namespace AfterSales.Service.WorkOrders;

/// <summary>
/// <c>aftersales:open-work-order:1</c>: work to be planned (REP-09, APT-03). Inputs: <c>workType</c>, <c>skill</c>, <c>durationHours</c>,
/// optional <c>address</c>, <c>earliest</c>, <c>latest</c>. Result: <c>workOrder</c> with its number and the next free times of people with the skill.
/// </summary>
internal sealed class OpenWorkOrderJob(Dispatch dispatch, People.Directory people, CalendarRegistry calendars) : IJobHandler
{
    public string JobType => "aftersales:open-work-order:1";

    public ValueTask<JobOutcome> HandleAsync(ActivatedJob job, CancellationToken ct)
    {
        var input = new JobInput(job, calendars);
        var order = new WorkOrder
        {
            Number = "",
            WorkType = input.Choice("workType", WorkTypes.All),
            Skill = Skill.Parse(input.Required("skill", 200)).ToString(),
            Duration = TimeSpan.FromHours((double)input.RequiredNumber("durationHours", WorkOrderLimits.LeastHours, WorkOrderLimits.MostHours)),
            Address = input.Text("address", 400),
            Earliest = input.Instant("earliest"),
            Latest = input.Instant("latest"),
        };
        if (input.Problem is { } problem)
            return ValueTask.FromResult(problem);
        if (order.Latest < order.Earliest)
            return ValueTask.FromResult(input.Refuse("'latest' is before 'earliest'."));
        return ValueTask.FromResult(JobOutcome.CompleteInCommit(commit =>
        {
            var caseNumber = CaseTable.OfInstance(commit, job.ProcessInstanceKey);
            var opened = WorkOrderTable.Add(
                commit,
                order with { CaseNumber = caseNumber, EquipmentKey = caseNumber is null ? null : CaseTable.Find(commit, caseNumber)?.EquipmentKey },
                input.Calendar.LocalDay(commit.Now).Year);
            WorkOrderTimeline.Opened(commit, opened);
            return new WorkOrderVariable(people, input.Language, input.Calendar.Zone).Of(opened, suggestions: dispatch.Suggest(commit, opened, commit.Now));
        }));
    }
}
