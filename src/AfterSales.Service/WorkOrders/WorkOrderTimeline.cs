using AfterSales.Engine.Commits;
using AfterSales.Service.Timeline;

namespace AfterSales.Service.WorkOrders;

/// <summary>Tells in the case's timeline what becomes of its work orders; the customer reads of appointments.</summary>
internal static class WorkOrderTimeline
{
    public const string OpenedKind = "workOrder.opened";
    public const string ScheduledKind = "workOrder.scheduled";
    public const string DoneKind = "workOrder.done";
    public const string CancelledKind = "workOrder.cancelled";

    public static void Opened(CommitContext commit, WorkOrder order) => Tell(commit, order, OpenedKind, forCustomer: false);

    public static void Scheduled(CommitContext commit, WorkOrder order) => Tell(
        commit, order, ScheduledKind, forCustomer: true,
        ("technician", TimelineValue.Person(order.Technician!)), ("start", TimelineValue.Of(order.Start!.Value)), ("end", TimelineValue.Of(order.End!.Value)));

    // Of an order that nobody was promised a time for the customer has not heard.
    public static void Ended(CommitContext commit, WorkOrder order) => Tell(
        commit, order, order.Status == WorkOrderStatus.Done ? DoneKind : CancelledKind, forCustomer: order.Start is not null,
        order.Result is { } result ? [("result", TimelineValue.Of(result))] : []);

    private static void Tell(CommitContext commit, WorkOrder order, string kind, bool forCustomer, params (string Name, TimelineValue Value)[] facts)
    {
        if (order.CaseNumber is not { } caseNumber)
            return;
        CaseTimeline.Add(commit, new TimelineEntry(caseNumber, kind)
        {
            Actor = commit.Actor,
            ForCustomer = forCustomer,
            Facts = facts.Prepend(("order", TimelineValue.Of(order.Number))).ToDictionary(fact => fact.Item1, fact => fact.Item2),
        });
    }
}
