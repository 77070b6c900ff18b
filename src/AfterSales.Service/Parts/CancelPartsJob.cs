using AfterSales.Engine;
using AfterSales.Engine.Jobs;
using AfterSales.Service.Commerce;

namespace AfterSales.Service.Parts;

/// <summary>
/// <c>aftersales:cancel-parts:1</c>: ends a <c>requisition</c> without parts and gives free what was kept back. Inputs: <c>outcome</c> =
/// <c>rejected</c> (not approved, SPR-02), <c>unavailable</c> (cannot be had) or <c>cancelled</c> (the usual), and <c>reason</c>. Answers <c>requisition</c>.
/// </summary>
internal sealed class CancelPartsJob(ProcessEngine engine) : RequisitionJob(engine)
{
    public override string JobType => "aftersales:cancel-parts:1";

    protected override Task<JobOutcome> StepAsync(TradeInput input, Requisition found, CancellationToken ct)
    {
        var outcome = input.Text("outcome") is RequisitionStatus.Rejected or RequisitionStatus.Unavailable ? input.Text("outcome")! : RequisitionStatus.Cancelled;
        if (RequisitionStatus.IsFinal(found.Status))
            return Task.FromResult(Unchanged(found, found.Status == outcome ? null : TradeProblem.AlreadyClosed));
        return Task.FromResult(Changed(found with { Status = outcome }, commit =>
        {
            RequisitionTable.Move(commit, found.Number, found.Status, outcome, closedReason: input.Text("reason"));
            StockTable.Release(commit, found.Number);
        }));
    }
}
