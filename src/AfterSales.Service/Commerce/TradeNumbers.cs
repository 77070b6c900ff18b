using System.Globalization;
using System.Text.RegularExpressions;
using AfterSales.Feel.Values;
using AfterSales.Service.Charges;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Commerce;

/// <summary>
/// Reads amounts and quantities as people and diagrams give them: FEEL numbers, or texts in Latin, Persian or Arabic digits
/// with or without thousands signs. What is no number, negative or beyond any sense is a problem, never an exception.
/// </summary>
internal static partial class TradeNumbers
{
    /// <summary>More pieces, metres or litres than this in one line is a mistake of typing.</summary>
    public const decimal LargestQuantity = 1_000_000m;

    /// <summary>An amount of money that fits the currency: 0 or more, below <see cref="Money.Limit"/>, no more decimals than can be paid.</summary>
    public static (decimal Amount, TradeProblem? Problem) Amount(FeelValue value, Currency currency)
    {
        var (amount, problem) = Price(value);
        return problem is null && currency.Rounded(amount) != amount ? (0, TradeProblem.AmountTooFine) : (amount, problem);
    }

    /// <summary>A price for one piece: like an amount, but it may be finer than the currency.</summary>
    public static (decimal Amount, TradeProblem? Problem) Price(FeelValue value) => Number(value) switch
    {
        null when IsBlank(value) => (0, TradeProblem.AmountMissing),
        null => (0, TradeProblem.AmountUnreadable),
        < 0 => (0, TradeProblem.AmountNegative),
        >= Money.Limit => (0, TradeProblem.AmountTooLarge),
        { } amount => (amount, null),
    };

    /// <summary>A quantity above 0, at most <see cref="LargestQuantity"/>, with three decimals at most.</summary>
    public static (decimal Quantity, TradeProblem? Problem) Quantity(FeelValue value) => Number(value) switch
    {
        null => (0, TradeProblem.QuantityUnreadable),
        <= 0 or > LargestQuantity => (0, TradeProblem.QuantityOutOfRange),
        { } quantity when Math.Round(quantity, 3) != quantity => (0, TradeProblem.QuantityOutOfRange),
        { } quantity => (quantity, null),
    };

    /// <summary>The number a value stands for; null when it stands for none.</summary>
    public static decimal? Number(FeelValue value) => value switch
    {
        FeelNumber number => number.Value,
        FeelString text => Parse(text.Value),
        _ => null,
    };

    private static decimal? Parse(string text)
    {
        var plain = Digits.ToLatin(text).Trim().Replace('−', '-').Replace(" ", "", StringComparison.Ordinal).Replace("\u00A0", "", StringComparison.Ordinal);
        return Written().IsMatch(plain) && decimal.TryParse(
            plain.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
    }

    private static bool IsBlank(FeelValue value) => value is FeelNull || (value is FeelString text && Blank.Is(text.Value));

    [GeneratedRegex(@"^[+-]?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)(\.[0-9]+)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Written();
}
