using AfterSales.Engine;
using AfterSales.Engine.Jobs;
using AfterSales.Feel.Values;
using AfterSales.Service.Cases;
using AfterSales.Service.Commerce;

namespace AfterSales.Service.Charges;

/// <summary>
/// <c>aftersales:hand-to-finance:1</c>: hands data to finance, which writes the document. Inputs: <c>kind</c> = <c>invoice</c> (the draft of the
/// <c>charge</c>), <c>credit</c> (takes the invoice of the <c>charge</c> back) or <c>deduction</c> (<c>amount</c>, <c>currency</c>, or those of the
/// <c>charge</c>), and <c>reason</c>. Answers <c>invoice</c>. A charge is invoiced once: handing it over again answers the same invoice.
/// </summary>
internal sealed class HandToFinanceJob(ProcessEngine engine, DocumentNumbers numbers) : TradeJob
{
    public override string JobType => "aftersales:hand-to-finance:1";

    protected override async Task<JobOutcome> RunAsync(TradeInput input, CancellationToken ct)
    {
        var number = input.Number("charge");
        var (charge, invoice) = await engine.ReadAsync(db => (ChargeTable.Find(db, number), InvoiceTable.OfCharge(db, number)), ct);
        if (number is not null && charge is null)
            return No(TradeProblem.UnknownDocument);
        return input.Text("kind") switch
        {
            InvoiceKind.Invoice => HandOver(invoice),
            InvoiceKind.Credit => await CreditAsync(input, charge, invoice, ct),
            InvoiceKind.Deduction => await DeductAsync(input, charge, ct),
            _ => No(TradeProblem.KindUnknown),
        };
    }

    private static JobOutcome HandOver(Invoice? invoice)
    {
        if (invoice is null)
            return No(TradeProblem.NothingToInvoice);
        if (invoice.Status != InvoiceStatus.Draft)
            return Answer(ChargeAnswer.Invoice, ChargeAnswer.Of(invoice));
        return Answer(ChargeAnswer.Invoice, ChargeAnswer.Of(invoice with { Status = InvoiceStatus.HandedOver }), rows: commit =>
        {
            if (!InvoiceTable.Move(commit, invoice.Number, InvoiceStatus.Draft, InvoiceStatus.HandedOver))
                throw ChangedMeanwhileException.Of(invoice.Number);
        });
    }

    private async Task<JobOutcome> CreditAsync(TradeInput input, Charge? charge, Invoice? invoice, CancellationToken ct)
    {
        if (charge is null || invoice is null)
            return No(TradeProblem.NothingToInvoice);
        var credit = new Invoice
        {
            Number = await numbers.OfJobAsync(input.Job.JobKey, DocumentNumbers.Invoice, ct),
            Charge = charge.Number, CaseNumber = charge.CaseNumber, Kind = InvoiceKind.Credit, Money = invoice.Money, Status = InvoiceStatus.HandedOver,
            Reason = input.Text("reason"),
        };
        return Answer(ChargeAnswer.Invoice, ChargeAnswer.Of(credit), rows: commit =>
        {
            if (!InvoiceTable.Move(commit, invoice.Number, invoice.Status, InvoiceStatus.Credited))
                throw ChangedMeanwhileException.Of(invoice.Number);
            InvoiceTable.Insert(commit, credit);
            ChargeTable.SetStatus(commit, charge.Number, ChargeStatus.Credited);
        });
    }

    private async Task<JobOutcome> DeductAsync(TradeInput input, Charge? charge, CancellationToken ct)
    {
        if ((Currency.Find(input.Text("currency")) ?? charge?.Money.Currency) is not { } currency)
            return No(TradeProblem.CurrencyUnknown);
        var (amount, problem) = input["amount"] is FeelNull && charge is not null ? (charge.Money.Amount, null) : TradeNumbers.Amount(input["amount"], currency);
        if (problem is not null || amount == 0)
            return No(problem ?? TradeProblem.AmountMissing);
        var deduction = new Invoice
        {
            Number = await numbers.OfJobAsync(input.Job.JobKey, DocumentNumbers.Invoice, ct),
            Charge = charge?.Number, Kind = InvoiceKind.Deduction, Money = new Money(amount, currency), Status = InvoiceStatus.HandedOver, Reason = input.Text("reason"),
        };
        return Answer(ChargeAnswer.Invoice, ChargeAnswer.Of(deduction), rows: commit =>
            InvoiceTable.Insert(commit, deduction with { CaseNumber = CaseTable.OfInstance(commit, input.Job.ProcessInstanceKey) }));
    }

    private static JobOutcome No(TradeProblem problem) => Answer(ChargeAnswer.Invoice, ChargeAnswer.NoInvoice(), problem);
}
