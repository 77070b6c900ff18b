using AfterSales.Bpmn.Interpretation;
using AfterSales.Engine.Commits;
using AfterSales.Service.Languages;
using AfterSales.Service.Parts;
using AfterSales.Service.Quotations;
using AfterSales.Service.WorkOrders;

namespace AfterSales.Service.Cases;

/// <summary>
/// The end of a case's own workflow is the end of the case, also where no step of it says so: nothing would move it any more. Completed, it is
/// closed; cancelled by an operator, it is declined; its records are filed.
/// <para>A case that ends without its work being done leaves nothing behind (OPN-13): when the customer has withdrawn or declined, or an operator has
/// cancelled the workflow, its booked work orders are cancelled and their technicians told, its requisitions give back what they kept, and
/// quotations nobody has answered are withdrawn. All in the commit that ends it. A case that was carried out keeps what is still planned for it.</para>
/// </summary>
internal sealed class CaseEndings(Dispatch dispatch, CaseLinks links) : IEngineObserver
{
    public void Observe(CommitContext commit)
    {
        if (commit.Instance is not { } instance || commit.Effects.OfType<InstanceFinished>().FirstOrDefault() is not { } finished)
            return;
        if (links.Of(commit, instance.ProcessInstanceKey) is not { } number || CaseTable.Find(commit, number) is not { } found)
            return;
        var status = found.Status;
        if (found.ProcessInstanceKey == instance.ProcessInstanceKey && !status.IsFinal())
            CaseTable.SetStatus(commit, number, status = finished.Outcome == InstanceOutcome.Completed ? CaseStatus.Closed : CaseStatus.Declined);
        // What a called workflow left comes with its own end, which may be later than that of the case.
        if (status == CaseStatus.Declined)
            GiveUp(commit, found);
    }

    private void GiveUp(CommitContext commit, ServiceCase about)
    {
        var told = LocalText.Of("case.abandoned");
        var reason = told.In(about.Language);
        foreach (var order in WorkOrderTable.OfCase(commit, about.Number).Where(order => order.Status.IsWaiting()))
            dispatch.End(commit, order, WorkOrderStatus.Cancelled, reason, told);
        foreach (var requisition in RequisitionTable.OpenOfCase(commit, about.Number))
        {
            RequisitionTable.Move(commit, requisition.Number, requisition.Status, RequisitionStatus.Cancelled, closedReason: reason);
            StockTable.Release(commit, requisition.Number);
        }
        QuotationTable.WithdrawOfCase(commit, about.Number, reason);
    }
}
