using AfterSales.Feel.Values;
using AfterSales.Service.Charges;
using AfterSales.Service.Commerce;

namespace AfterSales.Service.Quotations;

/// <summary>What a step wants to offer, read and checked: either complete or with the first problem found.</summary>
internal sealed record QuotationDraft(ChargeType ChargeType, Currency Currency, IReadOnlyList<QuotationLine> Lines, decimal Total, int ValidDays)
{
    /// <summary>How long an offer holds when the step does not say.</summary>
    public const int UsualDays = 30;

    private const int LongestDays = 365;
    private const int MostLines = 100;

    public static (QuotationDraft? Draft, TradeProblem? Problem) Read(TradeInput input)
    {
        if (Currency.Find(input.Text("currency")) is not { } currency)
            return (null, TradeProblem.CurrencyUnknown);
        if (ChargeTypeCodes.Find(input.Text("chargeType")) is not { } type)
            return (null, TradeProblem.ChargeTypeUnknown);
        var days = input["validDays"] is FeelNull ? UsualDays : TradeNumbers.Number(input["validDays"]);
        if (days is not (>= 1 and <= LongestDays) || decimal.Truncate(days.Value) != days)
            return (null, TradeProblem.DaysOutOfRange);
        var (lines, problem) = ReadLines(input.Items("lines"), currency);
        if (problem is not null)
            return (null, problem);
        var total = lines.Sum(line => line.Amount);
        return total >= Money.Limit ? (null, TradeProblem.AmountTooLarge) : (new QuotationDraft(type, currency, lines, total, (int)days.Value), null);
    }

    private static (IReadOnlyList<QuotationLine> Lines, TradeProblem? Problem) ReadLines(IReadOnlyList<FeelContext> items, Currency currency)
    {
        if (items.Count is 0 or > MostLines)
            return ([], items.Count == 0 ? TradeProblem.LinesMissing : TradeProblem.LinesTooMany);
        var lines = new List<QuotationLine>();
        foreach (var item in items)
        {
            if (TradeInput.Text(item["text"]) is not { } text)
                return ([], TradeProblem.TextMissing);
            var (quantity, quantityProblem) = item["quantity"] is FeelNull ? (1, null) : TradeNumbers.Quantity(item["quantity"]);
            var (price, priceProblem) = TradeNumbers.Price(item["price"]);
            if ((quantityProblem ?? priceProblem) is { } problem)
                return ([], problem);
            // Below 1E6 times below 1E15: far from what a decimal cannot hold.
            var amount = currency.Rounded(quantity * price);
            if (amount >= Money.Limit)
                return ([], TradeProblem.AmountTooLarge);
            lines.Add(new QuotationLine(text, quantity, price, amount));
        }
        return (lines, null);
    }
}
