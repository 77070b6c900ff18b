using AfterSales.Engine;
using AfterSales.Engine.Jobs;
using AfterSales.Service.Commerce;

namespace AfterSales.Service.Parts;

/// <summary>A step on a requisition that is there: input <c>requisition</c> is its number, or the context of the earlier step.</summary>
internal abstract class RequisitionJob(ProcessEngine engine) : TradeJob
{
    protected override async Task<JobOutcome> RunAsync(TradeInput input, CancellationToken ct)
    {
        var number = input.Number("requisition");
        return await engine.ReadAsync(db => RequisitionTable.Find(db, number), ct) is { } found
            ? await StepAsync(input, found, ct)
            : Answer(PartsAnswer.Requisition, PartsAnswer.NoRequisition(number), TradeProblem.UnknownDocument);
    }

    protected abstract Task<JobOutcome> StepAsync(TradeInput input, Requisition found, CancellationToken ct);

    /// <summary>Nothing happens; the requisition as it stands, with the reason.</summary>
    protected static JobOutcome Unchanged(Requisition found, TradeProblem? problem = null) => Answer(PartsAnswer.Requisition, PartsAnswer.Of(found), problem);

    protected static JobOutcome Changed(Requisition after, Action<Engine.Commits.CommitContext> rows) => Answer(PartsAnswer.Requisition, PartsAnswer.Of(after), rows: rows);
}
