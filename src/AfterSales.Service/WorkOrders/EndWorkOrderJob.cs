using AfterSales.Engine;
using AfterSales.Engine.Jobs;
using AfterSales.Service.Calendars;
using AfterSales.Service.Workflows;

namespace AfterSales.Service.WorkOrders;

/// <summary>Ends a work order: input <c>workOrder</c> (its number or the whole variable) and a text; result <c>workOrder</c>. One that has ended already stays as it is.</summary>
internal abstract class EndWorkOrderJob(Dispatch dispatch, People.Directory people, CalendarRegistry calendars, ProcessEngine engine) : IJobHandler
{
    public abstract string JobType { get; }

    protected abstract WorkOrderStatus Becomes { get; }

    /// <summary>Name of the input with the text.</summary>
    protected abstract string Says { get; }

    public async ValueTask<JobOutcome> HandleAsync(ActivatedJob job, CancellationToken ct)
    {
        var input = new JobInput(job, calendars);
        var (number, text) = (input.Reference("workOrder"), input.Text(Says));
        if (input.Problem is { } problem)
            return problem;
        if (await engine.ReadAsync(db => WorkOrderTable.Find(db, number), ct) is null)
            return input.Refuse($"There is no work order '{number}'.");
        return JobOutcome.CompleteInCommit(commit =>
            new WorkOrderVariable(people, input.Language, input.Calendar.Zone).Of(dispatch.End(commit, WorkOrderTable.Find(commit, number)!, Becomes, text)));
    }
}

/// <summary><c>aftersales:complete-work-order:1</c>: the work is done; input <c>result</c> says what came of it (REP-31).</summary>
internal sealed class CompleteWorkOrderJob(Dispatch dispatch, People.Directory people, CalendarRegistry calendars, ProcessEngine engine) : EndWorkOrderJob(dispatch, people, calendars, engine)
{
    public override string JobType => "aftersales:complete-work-order:1";

    protected override WorkOrderStatus Becomes => WorkOrderStatus.Done;

    protected override string Says => "result";
}

/// <summary><c>aftersales:cancel-work-order:1</c>: the work will not be done; input <c>reason</c> says why. The technician is free again.</summary>
internal sealed class CancelWorkOrderJob(Dispatch dispatch, People.Directory people, CalendarRegistry calendars, ProcessEngine engine) : EndWorkOrderJob(dispatch, people, calendars, engine)
{
    public override string JobType => "aftersales:cancel-work-order:1";

    protected override WorkOrderStatus Becomes => WorkOrderStatus.Cancelled;

    protected override string Says => "reason";
}
