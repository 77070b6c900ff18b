using AfterSales.Engine;
using AfterSales.Engine.Jobs;
using AfterSales.Service.Calendars;
using AfterSales.Service.Commerce;

namespace AfterSales.Service.Charges;

/// <summary>
/// <c>aftersales:confirm-payment:1</c>: finance has the money. Inputs: <c>invoice</c> (number, or the context of the earlier step) and
/// <c>paidOn</c> (a date; today when missing). Answers <c>invoice</c> with status <c>paid</c>; the charge is paid too. Confirming twice changes nothing.
/// </summary>
internal sealed class ConfirmPaymentJob(ProcessEngine engine, CalendarRegistry calendars, TimeProvider time) : TradeJob
{
    public override string JobType => "aftersales:confirm-payment:1";

    protected override async Task<JobOutcome> RunAsync(TradeInput input, CancellationToken ct)
    {
        var number = input.Number("invoice");
        if (await engine.ReadAsync(db => InvoiceTable.Find(db, number), ct) is not { } invoice)
            return Answer(ChargeAnswer.Invoice, ChargeAnswer.NoInvoice(number), TradeProblem.UnknownDocument);
        if (invoice.Status == InvoiceStatus.Paid)
            return Answer(ChargeAnswer.Invoice, ChargeAnswer.Of(invoice));
        if (invoice.Status != InvoiceStatus.HandedOver || invoice.Kind != InvoiceKind.Invoice)
            return Answer(ChargeAnswer.Invoice, ChargeAnswer.Of(invoice), TradeProblem.NotPayable);
        var today = CaseDay.Today(input, calendars, time);
        var paidOn = input.Date("paidOn", out var problem) ?? today;
        // A day ahead is the same day further east.
        problem ??= paidOn > today.AddDays(1) ? TradeProblem.DateInFuture : null;
        if (problem is not null)
            return Answer(ChargeAnswer.Invoice, ChargeAnswer.Of(invoice), problem);
        return Answer(ChargeAnswer.Invoice, ChargeAnswer.Of(invoice with { Status = InvoiceStatus.Paid, PaidOn = paidOn }), rows: commit =>
        {
            if (!InvoiceTable.Move(commit, invoice.Number, InvoiceStatus.HandedOver, InvoiceStatus.Paid, paidOn))
                throw ChangedMeanwhileException.Of(invoice.Number);
            ChargeTable.SetStatus(commit, invoice.Charge, ChargeStatus.Paid);
        });
    }
}
