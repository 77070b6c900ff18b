using System.Globalization;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Charges;

/// <summary>An amount in a currency; always decimal, never a binary fraction.</summary>
public readonly record struct Money(decimal Amount, Currency Currency)
{
    /// <summary>Amounts from here on are mistakes of typing: nobody sells a repair for a quadrillion.</summary>
    public const decimal Limit = 1_000_000_000_000_000m;

    /// <summary>The amount as it is stored and exported: <c>1234.50</c>, with the decimals of its currency.</summary>
    public string Stored => Amount.ToString("F" + Currency.Decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>The amount with exactly the decimals of its currency, for tables that want a number.</summary>
    public decimal Rounded => decimal.Parse(Stored, CultureInfo.InvariantCulture);

    /// <summary>In the words of each language: <c>CNY 1,234.50</c>, <c>۱٬۲۳۴٫۵۰ یوان</c>, <c>1,234.50 元</c>.</summary>
    public LocalText Text => new(In(Language.English), In(Language.Persian), In(Language.Chinese));

    /// <summary>As a reader of the language writes it, always with all decimals of the currency.</summary>
    public string In(Language language)
    {
        var digits = Amount.ToString("#,##0" + (Currency.Decimals == 0 ? "" : "." + new string('0', Currency.Decimals)), CultureInfo.InvariantCulture);
        var number = language == Language.Persian ? Digits.ToPersian(digits.Replace(',', '٬').Replace('.', '٫')) : digits;
        return TextCatalog.For(language)["money.written", number, TextCatalog.For(language)["money.currency." + Currency.Code]];
    }
}
