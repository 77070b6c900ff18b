using AfterSales.Engine;
using AfterSales.Engine.Jobs;
using AfterSales.Service.Calendars;
using AfterSales.Service.Commerce;

namespace AfterSales.Service.Parts;

/// <summary>
/// <c>aftersales:order-parts:1</c>: orders what a <c>requisition</c> misses (SPR-04, SPR-08). Input <c>expectedOn</c>: the day the supplier promised;
/// when missing, today and the longest delivery time of the catalogue. Answers <c>requisition</c> with status <c>ordered</c> and <c>expectedOn</c>.
/// Ordering again moves the expected day: another supplier, or a new promise.
/// </summary>
internal sealed class OrderPartsJob(ProcessEngine engine, CalendarRegistry calendars, TimeProvider time) : RequisitionJob(engine)
{
    private readonly ProcessEngine _engine = engine;

    public override string JobType => "aftersales:order-parts:1";

    protected override async Task<JobOutcome> StepAsync(TradeInput input, Requisition found, CancellationToken ct)
    {
        if (RequisitionStatus.IsFinal(found.Status))
            return Unchanged(found, TradeProblem.AlreadyClosed);
        if (!found.Missing.Any())
            return Unchanged(found, TradeProblem.NothingMissing);
        var today = CaseDay.Today(input, calendars, time);
        var promised = input.Date("expectedOn", out var problem);
        problem ??= promised < today ? TradeProblem.DateInPast : null;
        if (problem is not null)
            return Unchanged(found, problem);
        var expected = promised ?? today.AddDays(await LeadDaysAsync(found, ct));
        return Changed(found with { Status = RequisitionStatus.Ordered, ExpectedOn = expected }, commit =>
            RequisitionTable.Move(commit, found.Number, found.Status, RequisitionStatus.Ordered, expected));
    }

    private async Task<int> LeadDaysAsync(Requisition found, CancellationToken ct)
    {
        var missing = found.Missing.Select(line => line.PartNumber).ToList();
        var known = await _engine.ReadAsync(db => PartTable.Find(db, missing), ct);
        var unknown = known.Count < missing.Count ? Part.UsualLeadDays : 0;
        return known.Select(part => part.LeadDays).Append(unknown).Max();
    }
}
