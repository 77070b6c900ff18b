using AfterSales.Engine.Jobs;
using AfterSales.Feel.Values;
using AfterSales.Service.Calendars;
using AfterSales.Service.Cases;
using AfterSales.Service.Commerce;

namespace AfterSales.Service.Quotations;

/// <summary>
/// <c>aftersales:make-quotation:1</c>: offers a price before work begins (CHG-10, REP-08). Inputs: <c>lines</c> [{text, quantity, price}],
/// <c>currency</c>, <c>chargeType</c>, <c>validDays</c> (30 when missing). Answers <c>quotation</c>; its status is <c>invalid</c> when
/// an amount or another input makes no sense. One job makes one quotation, however often it runs.
/// </summary>
internal sealed class MakeQuotationJob(DocumentNumbers numbers, CalendarRegistry calendars, TimeProvider time) : TradeJob
{
    public override string JobType => "aftersales:make-quotation:1";

    protected override async Task<JobOutcome> RunAsync(TradeInput input, CancellationToken ct)
    {
        var (draft, problem) = QuotationDraft.Read(input);
        if (draft is null)
            return Answer(QuotationAnswer.Name, QuotationAnswer.None(), problem);
        var made = new Quotation
        {
            Number = await numbers.OfJobAsync(input.Job.JobKey, DocumentNumbers.Quotation, ct),
            ChargeType = draft.ChargeType,
            Currency = draft.Currency,
            Lines = draft.Lines,
            Total = draft.Total,
            ValidUntil = CaseDay.Today(input, calendars, time).AddDays(draft.ValidDays),
        };
        return Answer(QuotationAnswer.Name, QuotationAnswer.Of(made), rows: commit =>
            QuotationTable.Insert(commit, made with { CaseNumber = CaseTable.OfInstance(commit, input.Job.ProcessInstanceKey) }));
    }
}
