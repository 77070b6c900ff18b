using AfterSales.Engine.Jobs;
using AfterSales.Feel.Values;
using AfterSales.Service.Calendars;
using AfterSales.Service.Workflows;

namespace AfterSales.Service.Contracts;

/// <summary>
/// <c>aftersales:find-entitlement:1</c>: contract and warranty of a product (REP-08, CLS-04). Inputs: <c>serialNumber</c>, <c>at</c>
/// (optional, today when missing), <c>contract</c> (optional: the number somebody chose among several). Result: <c>entitlement</c> {status, equipment, contract, contracts,
/// candidates, warrantyUntil, underWarranty, underContract, reason}. An unknown or missing serial number is an answer, no failure.
/// </summary>
internal sealed class FindEntitlementJob(Entitlements entitlements, CalendarRegistry calendars, TimeProvider clock) : IJobHandler
{
    public string JobType => "aftersales:find-entitlement:1";

    public async ValueTask<JobOutcome> HandleAsync(ActivatedJob job, CancellationToken ct)
    {
        var input = new JobInput(job, calendars);
        var (serial, at, chosen) = (input.Text("serialNumber", 80), input.Date("at"), input.Text("contract", 80));
        if (input.Problem is { } problem)
            return problem;
        var found = await entitlements.FindAsync(serial, at ?? input.Calendar.LocalDay(clock.GetUtcNow()), chosen, ct);
        if (found.Undecided is { } undecided)
            return input.Refuse(undecided);
        return JobOutcome.Complete(FeelContext.Empty.With("entitlement", Answer(found)));
    }

    private static FeelContext Answer(Entitlement found) => JobResult.Of(
        ("status", FeelValue.Of(found.Status)),
        ("equipment", found.Equipment is { } item
            ? JobResult.Of(("serialNumber", FeelValue.Of(item.SerialNumber)), ("model", JobResult.Text(item.Model)), ("site", JobResult.Text(found.Site?.Name)), ("address", JobResult.Text(found.Site?.Address)))
            : FeelValue.Null),
        ("contract", found.Contract is { } contract ? Of(contract) : FeelValue.Null),
        ("contracts", JobResult.Texts(found.Running.Select(running => running.Number))),
        ("candidates", FeelValue.Of(found.Running.Select(Of))),
        ("warrantyUntil", JobResult.Day(found.WarrantyUntil)),
        ("underWarranty", FeelValue.Of(found.UnderWarranty)),
        ("underContract", FeelValue.Of(found.UnderContract)),
        ("reason", JobResult.Text(found.Reason)));

    private static FeelContext Of(Contract contract) => JobResult.Of(
        ("number", FeelValue.Of(contract.Number)),
        ("until", JobResult.Day(contract.Until)),
        ("covers", JobResult.Texts(contract.Covers)),
        ("responseClass", JobResult.Text(contract.ResponseClass)));
}
