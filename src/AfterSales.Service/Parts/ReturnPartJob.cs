using AfterSales.Engine.Jobs;
using AfterSales.Service.Cases;
using AfterSales.Service.Commerce;
using AfterSales.Service.Storage;

namespace AfterSales.Service.Parts;

/// <summary>
/// <c>aftersales:return-part:1</c>: takes back a replaced or unused part (OPN-24, RET-07). Inputs: <c>partNumber</c>, <c>quantity</c>, <c>condition</c> =
/// <c>good</c> (back to the main warehouse), <c>defective</c> (to the warehouse of defective parts, for analysis) or <c>scrap</c> (written down only).
/// Answers <c>partReturn</c> {number, status: <c>returned</c> or <c>invalid</c>, warehouse}.
/// </summary>
internal sealed class ReturnPartJob(DocumentNumbers numbers) : TradeJob
{
    public override string JobType => "aftersales:return-part:1";

    protected override async Task<JobOutcome> RunAsync(TradeInput input, CancellationToken ct)
    {
        var (parts, problem) = WantedPart.Read([new([new("partNumber", input["partNumber"]), new("quantity", input["quantity"])])]);
        var condition = input.Text("condition");
        problem ??= condition is "good" or "defective" or "scrap" ? null : TradeProblem.ConditionUnknown;
        if (problem is not null)
            return Answer(PartsAnswer.Return, PartsAnswer.ReturnOf(null, "invalid", null), problem);
        var part = parts[0];
        var warehouse = condition switch { "good" => "main", "defective" => "defective", _ => null };
        var number = await numbers.OfJobAsync(input.Job.JobKey, DocumentNumbers.PartReturn, ct);
        return Answer(PartsAnswer.Return, PartsAnswer.ReturnOf(number, "returned", warehouse), rows: commit =>
        {
            var (key, stored) = (Part.Key(part.PartNumber), part.Quantity.ToStored());
            commit.Execute(
                """
                INSERT INTO part_returns (return_number, case_number, part_upper, part_number, quantity, condition, warehouse_id, returned_at)
                VALUES (@number, @CaseNumber, @key, @PartNumber, @stored, @condition, @warehouse, @Now)
                """,
                new { number, CaseNumber = CaseTable.OfInstance(commit, input.Job.ProcessInstanceKey), key, part.PartNumber, stored, condition, warehouse, Now = commit.Now.ToStored() });
            if (warehouse is null)
                StockTable.Note(commit, key, null, stored, "scrapped", number);
            else
                StockTable.Put(commit, key, warehouse, stored, "returned", number);
        });
    }
}
