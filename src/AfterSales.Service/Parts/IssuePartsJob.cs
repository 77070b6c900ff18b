using AfterSales.Engine;
using AfterSales.Engine.Jobs;
using AfterSales.Service.Commerce;

namespace AfterSales.Service.Parts;

/// <summary>
/// <c>aftersales:issue-parts:1</c>: hands over what is kept back for a <c>requisition</c> and books it out of stock (SPR-03). Answers
/// <c>requisition</c> with status <c>issued</c>; where something is still missing, the requisition as it stands with a problem. Issuing twice changes nothing.
/// </summary>
internal sealed class IssuePartsJob(ProcessEngine engine) : RequisitionJob(engine)
{
    public override string JobType => "aftersales:issue-parts:1";

    protected override Task<JobOutcome> StepAsync(TradeInput input, Requisition found, CancellationToken ct) => Task.FromResult(found.Status switch
    {
        RequisitionStatus.Issued => Unchanged(found),
        RequisitionStatus.Reserved => Changed(found with { Status = RequisitionStatus.Issued }, commit =>
        {
            RequisitionTable.Move(commit, found.Number, RequisitionStatus.Reserved, RequisitionStatus.Issued);
            StockTable.Issue(commit, found.Number);
        }),
        RequisitionStatus.Requested or RequisitionStatus.Ordered => Unchanged(found, TradeProblem.NotReserved),
        _ => Unchanged(found, TradeProblem.AlreadyClosed),
    });
}
