using AfterSales.Engine;
using AfterSales.Engine.Jobs;
using AfterSales.Feel.Values;
using AfterSales.Service.Cases;
using AfterSales.Service.Commerce;
using AfterSales.Service.Quotations;

namespace AfterSales.Service.Charges;

/// <summary>
/// <c>aftersales:record-charge:1</c>: writes down what a service costs and, when the customer owes it, drafts the invoice (CHG-01 to CHG-05).
/// Inputs: <c>chargeType</c>, <c>amount</c>, <c>currency</c>, <c>paidOnSite</c>, and optional <c>quotation</c>, <c>description</c>, <c>workOrder</c>.
/// Answers <c>charge</c>: <c>free</c>, <c>open</c> or <c>paid</c>; <c>invalid</c> when the input makes no sense. <c>overQuotation</c> tells
/// that the amount is above what the customer accepted.
/// </summary>
internal sealed class RecordChargeJob(ProcessEngine engine, DocumentNumbers numbers) : TradeJob
{
    public override string JobType => "aftersales:record-charge:1";

    protected override async Task<JobOutcome> RunAsync(TradeInput input, CancellationToken ct)
    {
        if (ChargeTypeCodes.Find(input.Text("chargeType")) is not { } type)
            return Answer(ChargeAnswer.Charge, ChargeAnswer.NoCharge, TradeProblem.ChargeTypeUnknown);
        // What costs the customer nothing need not say in which currency, and what the company pays need not say how much.
        var named = Currency.Find(input.Text("currency"));
        var (amount, problem) = input["amount"] is FeelNull && !type.IsPaidByCustomer() ? (0, null) : TradeNumbers.Amount(input["amount"], named ?? Currency.None);
        if (named is null && (amount != 0 || input.Text("currency") is not null))
            return Answer(ChargeAnswer.Charge, ChargeAnswer.NoCharge, TradeProblem.CurrencyUnknown);
        var currency = named ?? Currency.None;
        if (problem is not null)
            return Answer(ChargeAnswer.Charge, ChargeAnswer.NoCharge, problem);
        var quotationNumber = input.Number("quotation");
        var quotation = await engine.ReadAsync(db => QuotationTable.Find(db, quotationNumber), ct);
        if (quotationNumber is not null && quotation is null)
            return Answer(ChargeAnswer.Charge, ChargeAnswer.NoCharge, TradeProblem.UnknownDocument);
        if (quotation is { Status: not QuotationStatus.Accepted })
            return Answer(ChargeAnswer.Charge, ChargeAnswer.NoCharge, TradeProblem.QuotationNotAccepted);
        var isFree = !type.IsPaidByCustomer() || amount == 0;
        var charge = new Charge
        {
            Number = await numbers.OfJobAsync(input.Job.JobKey, DocumentNumbers.Charge, ct),
            Type = type,
            Money = new Money(amount, currency),
            Description = input.Text("description"),
            WorkOrder = input.Number("workOrder"),
            Quotation = quotationNumber,
            PaidOnSite = !isFree && input.Flag("paidOnSite"),
            Status = isFree ? ChargeStatus.Free : input.Flag("paidOnSite") ? ChargeStatus.Paid : ChargeStatus.Open,
        };
        var invoiceNumber = isFree ? null : await numbers.OfJobAsync(input.Job.JobKey, DocumentNumbers.Invoice, ct);
        var isOver = quotation is not null && (quotation.Currency != currency || amount > quotation.Payable);
        return Answer(ChargeAnswer.Charge, ChargeAnswer.Of(charge, isOver), rows: commit =>
        {
            var stored = charge with { CaseNumber = CaseTable.OfInstance(commit, input.Job.ProcessInstanceKey) };
            ChargeTable.Insert(commit, stored);
            if (invoiceNumber is not null)
                InvoiceTable.Insert(commit, new Invoice
                {
                    Number = invoiceNumber, Charge = stored.Number, CaseNumber = stored.CaseNumber, Kind = InvoiceKind.Invoice, Money = stored.Money,
                    Status = InvoiceStatus.Draft, Reason = stored.Description,
                });
        });
    }
}
