using AfterSales.Engine.Commits;
using AfterSales.Service.Languages;
using AfterSales.Service.Notifications;
using AfterSales.Service.People;

namespace AfterSales.Service.WorkOrders;

/// <summary>
/// Tells technicians what becomes of their appointments, in the commit that decides it (OPN-13, REP-09): nobody drives to a customer who has
/// withdrawn. While somebody is away his substitute hears of it too.
/// </summary>
internal sealed class WorkOrderNotices(INotifier notifier, People.Directory people)
{
    /// <summary>The booked work will not be done.</summary>
    public void Cancelled(CommitContext commit, WorkOrder order, LocalText? reason = null) => Tell(commit, order, "workOrder.notice.cancelled", reason);

    /// <summary>Somebody else does it now; <paramref name="before"/> is the order with the time he had.</summary>
    public void TakenAway(CommitContext commit, WorkOrder before) => Tell(commit, before, "workOrder.notice.takenAway");

    /// <summary>A dispatcher has given him the work, or moved it.</summary>
    public void Given(CommitContext commit, WorkOrder order) => Tell(commit, order, "workOrder.notice.given");

    private void Tell(CommitContext commit, WorkOrder order, string title, LocalText? reason = null)
    {
        if (order.Start is not { } start || order.Technician is not { } id || people.ById(id) is not { Active: true } technician)
            return;
        foreach (var person in ((Person[])[technician, people.ActingFor(technician, commit.Now)]).DistinctBy(person => person.Id))
            if (person.Id != commit.Actor)
                notifier.Enqueue(commit, new Notification("notice", Receiver.Of(person))
                {
                    CaseNumber = order.CaseNumber,
                    Model = new Dictionary<string, object?>
                    {
                        ["title"] = LocalText.Of(title),
                        ["facts"] = Facts(order, start, reason).Where(fact => fact.Value is not null).Select(fact => new Dictionary<string, object?> { ["label"] = LocalText.Of(fact.Label), ["value"] = fact.Value }).ToList(),
                    },
                });
    }

    private static IEnumerable<(string Label, object? Value)> Facts(WorkOrder order, DateTimeOffset start, LocalText? reason) =>
    [
        ("workOrder.notice.order", order.Number),
        ("workOrder.notice.start", start),
        ("workOrder.notice.end", order.End),
        ("workOrder.notice.address", order.Address),
        ("workOrder.notice.reason", (object?)reason ?? order.Result),
    ];
}
