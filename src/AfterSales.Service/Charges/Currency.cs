using System.Collections.Frozen;

namespace AfterSales.Service.Charges;

/// <summary>
/// A currency by its ISO 4217 code, with the decimals amounts are written with. Rial and yen have none: the fils and sen of
/// the standard are not used in any invoice.
/// </summary>
public sealed record Currency(string Code, int Decimals)
{
    /// <summary><c>XXX</c>, ISO's "no currency": for services nobody pays for and whose step names none.</summary>
    public static Currency None { get; } = new("XXX", 0);

    private static readonly FrozenDictionary<string, Currency> Known = new Currency[]
    {
        new("AED", 2), new("CNY", 2), new("EUR", 2), new("GBP", 2), new("IRR", 0), new("JPY", 0), new("KWD", 3), new("RUB", 2), new("TRY", 2), new("USD", 2), None,
    }.ToFrozenDictionary(currency => currency.Code, StringComparer.OrdinalIgnoreCase);

    /// <summary>All that can be used, by code.</summary>
    public static IReadOnlyList<Currency> All { get; } = [.. Known.Values.OrderBy(currency => currency.Code, StringComparer.Ordinal)];

    /// <summary>The currency of a code in any case; null for a code that is not known.</summary>
    public static Currency? Find(string? code) => code is null ? null : Known.GetValueOrDefault(code.Trim());

    /// <summary>An amount rounded to what can be paid in this currency, halves away from zero as invoices do.</summary>
    public decimal Rounded(decimal amount) => Math.Round(amount, Decimals, MidpointRounding.AwayFromZero);
}
