using AfterSales.Engine;
using AfterSales.Engine.Jobs;
using AfterSales.Service.Calendars;
using AfterSales.Service.Workflows;

namespace AfterSales.Service.WorkOrders;

/// <summary>
/// <c>aftersales:schedule-work-order:1</c>: books the appointment of a work order (REP-09, APT-03). Inputs: <c>workOrder</c> (its number or the whole
/// variable), <c>technician</c>, <c>start</c>, <c>durationHours</c> (optional: as opened). Result: <c>workOrder</c>; its status is
/// <c>conflict</c> when it cannot be, with the conflict and new suggestions, and then nothing has changed.
/// </summary>
internal sealed class ScheduleWorkOrderJob(Dispatch dispatch, People.Directory people, CalendarRegistry calendars, ProcessEngine engine) : IJobHandler
{
    public string JobType => "aftersales:schedule-work-order:1";

    public async ValueTask<JobOutcome> HandleAsync(ActivatedJob job, CancellationToken ct)
    {
        var input = new JobInput(job, calendars);
        var (number, technician, start) = (input.Reference("workOrder"), input.Required("technician", 200), input.Instant("start"));
        var hours = input.Number("durationHours", WorkOrderLimits.LeastHours, WorkOrderLimits.MostHours);
        if (input.Problem is { } problem)
            return problem;
        if (start is not { } from)
            return input.Refuse("'start' is empty.");
        if (await engine.ReadAsync(db => WorkOrderTable.Find(db, number), ct) is not { } known)
            return input.Refuse($"There is no work order '{number}'.");
        if (!known.Status.IsWaiting())
            return input.Refuse($"Work order {known.Number} is {known.Status.Code()} and gets no appointment any more.");
        return JobOutcome.CompleteInCommit(commit =>
        {
            var order = WorkOrderTable.Find(commit, number)!;
            var (after, conflict) = dispatch.Schedule(commit, order, technician, from, hours is { } given ? TimeSpan.FromHours((double)given) : order.Duration);
            return new WorkOrderVariable(people, input.Language, input.Calendar.Zone)
                .Of(after, conflict, conflict is null ? null : dispatch.Suggest(commit, after, commit.Now));
        });
    }
}
