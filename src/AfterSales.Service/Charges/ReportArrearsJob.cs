using AfterSales.Engine;
using AfterSales.Engine.Jobs;
using AfterSales.Service.Commerce;

namespace AfterSales.Service.Charges;

/// <summary>
/// <c>aftersales:report-arrears:1</c>: all reminders were in vain, finance goes on with what it may do. Input: <c>invoice</c>. Answers
/// <c>charge</c> with status <c>arrears</c>; a charge that was paid meanwhile stays paid.
/// </summary>
internal sealed class ReportArrearsJob(ProcessEngine engine) : TradeJob
{
    public override string JobType => "aftersales:report-arrears:1";

    protected override async Task<JobOutcome> RunAsync(TradeInput input, CancellationToken ct)
    {
        var number = input.Number("invoice");
        var charge = await engine.ReadAsync(db => ChargeTable.Find(db, InvoiceTable.Find(db, number)?.Charge), ct);
        if (charge is null)
            return Answer(ChargeAnswer.Charge, ChargeAnswer.NoCharge, TradeProblem.UnknownDocument);
        if (charge.Status != ChargeStatus.Open)
            return Answer(ChargeAnswer.Charge, ChargeAnswer.Of(charge, overQuotation: false));
        return Answer(ChargeAnswer.Charge, ChargeAnswer.Of(charge with { Status = ChargeStatus.Arrears }, overQuotation: false), rows: commit =>
        {
            if (ChargeTable.Find(commit, charge.Number) is not { Status: ChargeStatus.Open })
                throw ChangedMeanwhileException.Of(charge.Number);
            ChargeTable.SetStatus(commit, charge.Number, ChargeStatus.Arrears);
        });
    }
}
