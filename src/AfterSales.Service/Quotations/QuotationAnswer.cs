using System.Globalization;
using AfterSales.Feel.Values;
using AfterSales.Service.Charges;
using AfterSales.Service.Commerce;

namespace AfterSales.Service.Quotations;

/// <summary>A quotation as workflows see it: variable <c>quotation</c>.</summary>
internal static class QuotationAnswer
{
    public const string Name = "quotation";

    public static FeelContext Of(Quotation quotation)
    {
        var payable = new Money(quotation.Payable, quotation.Currency);
        return new FeelContext(
        [
            new("number", FeelValue.Of(quotation.Number)),
            new("status", FeelValue.Of(quotation.Status)),
            new("chargeType", FeelValue.Of(quotation.ChargeType.Code())),
            new("total", FeelValue.Of(quotation.Total)),
            new("payable", FeelValue.Of(quotation.Payable)),
            new("currency", FeelValue.Of(quotation.Currency.Code)),
            new("totalText", TradeJob.InThreeLanguages(new Money(quotation.Total, quotation.Currency).Text)),
            new("payableText", TradeJob.InThreeLanguages(payable.Text)),
            new("validUntil", FeelValue.Of(quotation.ValidUntil.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))),
            new("reason", FeelValue.Of(quotation.Reason)),
            new("lines", FeelValue.Of(quotation.Lines.Select(line => Line(line, quotation.Currency)))),
        ]);
    }

    /// <summary>What stands in its place when there is none: every field is there, the status is <c>invalid</c>.</summary>
    public static FeelContext None(string? number = null) => new(
    [
        new("number", FeelValue.Of(number)), new("status", FeelValue.Of("invalid")), new("chargeType", FeelValue.Null), new("total", FeelValue.Null),
        new("payable", FeelValue.Null), new("currency", FeelValue.Null), new("totalText", FeelValue.Null), new("payableText", FeelValue.Null),
        new("validUntil", FeelValue.Null), new("reason", FeelValue.Null), new("lines", FeelValue.Of(Enumerable.Empty<FeelValue>())),
    ]);

    private static FeelContext Line(QuotationLine line, Currency currency) => new(
    [
        new("text", FeelValue.Of(line.Text)),
        new("quantity", FeelValue.Of(line.Quantity)),
        new("price", FeelValue.Of(line.Price)),
        new("amount", FeelValue.Of(line.Amount)),
        new("amountText", TradeJob.InThreeLanguages(new Money(line.Amount, currency).Text)),
    ]);
}
