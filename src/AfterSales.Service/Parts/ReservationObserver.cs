using AfterSales.Bpmn.Interpretation;
using AfterSales.Engine.Commits;

namespace AfterSales.Service.Parts;

/// <summary>
/// A reservation never outlives the work it was made for: when an instance ends, done, withdrawn or cancelled by an operator, what it
/// still keeps back is given free in the same commit.
/// </summary>
internal sealed class ReservationObserver : IEngineObserver
{
    public void Observe(CommitContext commit)
    {
        if (commit.Instance is not { } instance || !commit.Effects.Any(effect => effect is InstanceFinished))
            return;
        foreach (var number in RequisitionTable.OpenOfInstance(commit, instance.ProcessInstanceKey))
        {
            var found = RequisitionTable.Find(commit, number)!;
            RequisitionTable.Move(commit, number, found.Status, RequisitionStatus.Cancelled, closedReason: "The work it was for has ended.");
            StockTable.Release(commit, number);
        }
    }
}
