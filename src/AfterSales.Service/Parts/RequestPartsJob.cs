using AfterSales.Engine;
using AfterSales.Engine.Jobs;
using AfterSales.Service.Cases;
using AfterSales.Service.Charges;
using AfterSales.Service.Commerce;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Parts;

/// <summary>
/// <c>aftersales:request-parts:1</c>: asks for parts and keeps back what is in stock (SPR-01, OPN-24). Inputs: <c>items</c> [{partNumber, name,
/// quantity}], <c>reason</c>, <c>chargeType</c>. Answers <c>requisition</c>: <c>reserved</c> when everything is there, <c>requested</c> when
/// something is <c>missing</c>, <c>invalid</c> when the input makes no sense. A part the catalogue does not know counts as missing.
/// What is kept back is given free when the instance ends, however it ends.
/// </summary>
internal sealed class RequestPartsJob(ProcessEngine engine, DocumentNumbers numbers) : TradeJob
{
    public override string JobType => "aftersales:request-parts:1";

    protected override async Task<JobOutcome> RunAsync(TradeInput input, CancellationToken ct)
    {
        if (ChargeTypeCodes.Find(input.Text("chargeType")) is not { } type)
            return Answer(PartsAnswer.Requisition, PartsAnswer.NoRequisition(), TradeProblem.ChargeTypeUnknown);
        var (wanted, problem) = WantedPart.Read(input.Items("items"));
        if (problem is not null)
            return Answer(PartsAnswer.Requisition, PartsAnswer.NoRequisition(), problem);
        wanted = await engine.ReadAsync(db => Named(db, wanted, input.CaseLanguage), ct);
        var plan = await engine.ReadAsync(db => StockPlan.Make(db, wanted), ct);
        var made = new Requisition
        {
            Number = await numbers.OfJobAsync(input.Job.JobKey, DocumentNumbers.Requisition, ct),
            Status = plan.IsComplete ? RequisitionStatus.Reserved : RequisitionStatus.Requested,
            Reason = input.Text("reason"),
            ChargeType = type,
            Lines = [.. wanted.Select((part, index) => new RequisitionLine(index + 1, part.PartNumber, part.Name, part.Quantity, Taken(plan, index + 1)))],
        };
        return Answer(PartsAnswer.Requisition, PartsAnswer.Of(made), rows: commit =>
        {
            // Of two cases that want the last piece the second must not be promised it.
            if (!StockPlan.Make(commit, wanted).IsSameAs(plan))
                throw ChangedMeanwhileException.Of(made.Number);
            RequisitionTable.Insert(commit, made with { CaseNumber = CaseTable.OfInstance(commit, input.Job.ProcessInstanceKey) }, input.Job.ProcessInstanceKey);
            foreach (var take in plan.Takes)
                StockTable.Reserve(commit, made.Number, take);
        });
    }

    /// <summary>Who gives only a number gets the name of the catalogue.</summary>
    private static IReadOnlyList<WantedPart> Named(DbSource db, IReadOnlyList<WantedPart> wanted, Language language)
    {
        var known = PartTable.Find(db, [.. wanted.Select(part => part.PartNumber)]).ToDictionary(part => Part.Key(part.Number), part => part.Name.In(language));
        return [.. wanted.Select(part => part.Name == part.PartNumber && known.TryGetValue(Part.Key(part.PartNumber), out var name) ? part with { Name = name } : part)];
    }

    private static decimal Taken(StockPlan plan, int line) => Quantity.FromStored(plan.Takes.Where(take => take.Line == line).Sum(take => take.Stored));
}
