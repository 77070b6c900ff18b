using AfterSales.Engine;
using AfterSales.Engine.Jobs;
using AfterSales.Service.Calendars;
using AfterSales.Service.Commerce;

namespace AfterSales.Service.Quotations;

/// <summary>
/// <c>aftersales:answer-quotation:1</c>: notes what the customer said to an offer (OPN-13). Inputs: <c>quotation</c> (number, or the context
/// of the earlier step), <c>accepted</c> (true or "yes"), <c>reason</c>. Answers <c>quotation</c>: <c>accepted</c>, <c>declined</c>, or
/// <c>expired</c> for a yes that came too late. The first answer stays: a second, other one is answered with a problem.
/// </summary>
internal sealed class AnswerQuotationJob(ProcessEngine engine, CalendarRegistry calendars, TimeProvider time) : TradeJob
{
    public override string JobType => "aftersales:answer-quotation:1";

    protected override async Task<JobOutcome> RunAsync(TradeInput input, CancellationToken ct)
    {
        var number = input.Number("quotation");
        if (await engine.ReadAsync(db => QuotationTable.Find(db, number), ct) is not { } quotation)
            return Answer(QuotationAnswer.Name, QuotationAnswer.None(number), TradeProblem.UnknownDocument);
        var status = !input.Flag("accepted") ? QuotationStatus.Declined
            : CaseDay.Today(input, calendars, time) > quotation.ValidUntil ? QuotationStatus.Expired
            : QuotationStatus.Accepted;
        if (quotation.Status != QuotationStatus.Open)
            return Answer(QuotationAnswer.Name, QuotationAnswer.Of(quotation), quotation.Status == status ? null : TradeProblem.AlreadyAnswered);
        var reason = input.Text("reason");
        var answered = quotation with { Status = status, Reason = reason };
        return Answer(QuotationAnswer.Name, QuotationAnswer.Of(answered), status == QuotationStatus.Expired ? TradeProblem.QuotationExpired : null, commit =>
        {
            if (!QuotationTable.Answer(commit, quotation.Number, status, reason))
                throw ChangedMeanwhileException.Of(quotation.Number);
        });
    }
}
