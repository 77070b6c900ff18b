using AfterSales.Engine;
using AfterSales.Engine.Jobs;
using AfterSales.Feel.Values;
using AfterSales.Service.Commerce;

namespace AfterSales.Service.Parts;

/// <summary>
/// <c>aftersales:receive-parts:1</c>: what was ordered has arrived; it is booked into the main warehouse and kept for the <c>requisition</c>. Input
/// <c>items</c> [{partNumber, quantity}] tells what arrived, all that was missing when it is left out; more than was ordered goes to free stock.
/// Answers <c>requisition</c>: <c>reserved</c> when it is complete, otherwise as before with what is still missing.
/// </summary>
internal sealed class ReceivePartsJob(ProcessEngine engine) : RequisitionJob(engine)
{
    private const string Warehouse = "main";

    public override string JobType => "aftersales:receive-parts:1";

    protected override Task<JobOutcome> StepAsync(TradeInput input, Requisition found, CancellationToken ct)
    {
        if (RequisitionStatus.IsFinal(found.Status))
            return Task.FromResult(Unchanged(found, TradeProblem.AlreadyClosed));
        if (found.Status == RequisitionStatus.Reserved)
            return Task.FromResult(Unchanged(found));
        var (arrived, problem) = Arrived(input, found);
        if (problem is not null)
            return Task.FromResult(Unchanged(found, problem));
        var lines = found.Lines.Select(line => line with { Reserved = line.Reserved + Math.Min(line.Missing, ArrivedOf(line)) }).ToList();
        var after = found with { Lines = lines, Status = lines.TrueForAll(line => line.Missing == 0) ? RequisitionStatus.Reserved : found.Status };
        return Task.FromResult(Changed(after, commit =>
        {
            RequisitionTable.Move(commit, found.Number, found.Status, after.Status);
            foreach (var part in arrived)
                StockTable.Put(commit, Part.Key(part.PartNumber), Warehouse, part.Quantity.ToStored(), "received", found.Number);
            foreach (var (before, now) in found.Lines.Zip(lines).Where(pair => pair.Second.Reserved > pair.First.Reserved))
                StockTable.Reserve(commit, found.Number, new PlannedTake(now.Line, Part.Key(now.PartNumber), Warehouse, (now.Reserved - before.Reserved).ToStored()));
        }));

        decimal ArrivedOf(RequisitionLine line) => arrived.Where(part => Part.Key(part.PartNumber) == Part.Key(line.PartNumber)).Sum(part => part.Quantity);
    }

    private static (IReadOnlyList<WantedPart> Parts, TradeProblem? Problem) Arrived(TradeInput input, Requisition found)
    {
        if (input["items"] is FeelNull)
            return ([.. found.Missing.Select(line => new WantedPart(line.PartNumber, line.Name, line.Missing))], null);
        var (parts, problem) = WantedPart.Read(input.Items("items"));
        return problem is null && parts.Any(part => !found.Lines.Any(line => Part.Key(line.PartNumber) == Part.Key(part.PartNumber)))
            ? ([], TradeProblem.PartNumberMissing)
            : (parts, problem);
    }
}
