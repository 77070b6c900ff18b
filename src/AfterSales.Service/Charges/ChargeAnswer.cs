using System.Globalization;
using AfterSales.Feel.Values;
using AfterSales.Service.Commerce;

namespace AfterSales.Service.Charges;

/// <summary>Charges and invoices as workflows see them: variables <c>charge</c> and <c>invoice</c>.</summary>
internal static class ChargeAnswer
{
    public const string Charge = "charge";
    public const string Invoice = "invoice";

    private const string Invalid = "invalid";

    /// <param name="overQuotation">The amount is above what the customer accepted (CHG-10).</param>
    public static FeelContext Of(Charge charge, bool overQuotation) => new(
    [
        new("number", FeelValue.Of(charge.Number)),
        new("status", FeelValue.Of(charge.Status)),
        new("chargeType", FeelValue.Of(charge.Type.Code())),
        .. MoneyFields(charge.Money),
        new("overQuotation", FeelValue.Of(overQuotation)),
    ]);

    public static FeelContext NoCharge { get; } = new(
    [
        new("number", FeelValue.Null), new("status", FeelValue.Of(Invalid)), new("chargeType", FeelValue.Null), .. NoMoney, new("overQuotation", FeelValue.False),
    ]);

    public static FeelContext Of(Invoice invoice) => new(
    [
        new("number", FeelValue.Of(invoice.Number)),
        new("kind", FeelValue.Of(invoice.Kind)),
        new("status", FeelValue.Of(invoice.Status)),
        new("charge", FeelValue.Of(invoice.Charge)),
        .. MoneyFields(invoice.Money),
        new("paidOn", FeelValue.Of(invoice.PaidOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))),
    ]);

    public static FeelContext NoInvoice(string? number = null) => new(
    [
        new("number", FeelValue.Of(number)), new("kind", FeelValue.Null), new("status", FeelValue.Of(Invalid)), new("charge", FeelValue.Null), .. NoMoney,
        new("paidOn", FeelValue.Null),
    ]);

    private static IEnumerable<KeyValuePair<string, FeelValue>> NoMoney => [new("amount", FeelValue.Null), new("currency", FeelValue.Null), new("amountText", FeelValue.Null)];

    private static IEnumerable<KeyValuePair<string, FeelValue>> MoneyFields(Money money) =>
        [new("amount", FeelValue.Of(money.Amount)), new("currency", FeelValue.Of(money.Currency.Code)), new("amountText", TradeJob.InThreeLanguages(money.Text))];
}
