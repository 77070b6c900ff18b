using AfterSales.Engine;
using AfterSales.Engine.Jobs;
using AfterSales.Service.Commerce;

namespace AfterSales.Service.Parts;

/// <summary>
/// <c>aftersales:check-stock:1</c>: are these parts there now? (CLS-11g) Input: <c>items</c> [{partNumber, quantity}]. Answers <c>stock</c>
/// {available, missing}. Nothing is kept back: an answer may be old the moment it is read.
/// </summary>
internal sealed class CheckStockJob(ProcessEngine engine) : TradeJob
{
    public override string JobType => "aftersales:check-stock:1";

    protected override async Task<JobOutcome> RunAsync(TradeInput input, CancellationToken ct)
    {
        var (wanted, problem) = WantedPart.Read(input.Items("items"));
        return problem is not null
            ? Answer(PartsAnswer.Stock, PartsAnswer.StockOf(null), problem)
            : Answer(PartsAnswer.Stock, PartsAnswer.StockOf(await engine.ReadAsync(db => StockPlan.Make(db, wanted), ct)));
    }
}
