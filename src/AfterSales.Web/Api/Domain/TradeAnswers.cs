using System.Globalization;
using System.Text.Json;
using AfterSales.Service.Charges;
using AfterSales.Service.Commerce;
using AfterSales.Web.Api.Http;

namespace AfterSales.Web.Api.Domain;

/// <summary>What the answers of trade have in common. Amounts are texts with the decimals of their currency: a JSON number is a binary fraction to many clients.</summary>
internal static class TradeAnswers
{
    public static IResult Page<T>(TradePage<T> page, Func<T, object> item) => Results.Ok(new { total = page.Total, items = page.Items.Select(item) });

    /// <summary>The problem of a page nobody can give; null when it can be given.</summary>
    public static IResult? PageProblem(HttpContext http, int skip, int take) => skip < 0 || take is < 1 or > TradeFilter.MostPerPage
        ? ApiProblem.Invalid(http, $"'skip' must not be negative and 'take' must be between 1 and {TradeFilter.MostPerPage}.")
        : null;

    /// <summary>The problem of a status that does not exist; null when it does or none was named.</summary>
    public static IResult? StatusProblem(HttpContext http, string? status, IReadOnlyList<string> known) => status is null || known.Contains(status)
        ? null
        : ApiProblem.Invalid(http, $"'status' must be one of {string.Join(", ", known)}.");

    /// <summary>A price with its currency; null when the body names none.</summary>
    public static Money? ReadMoney(JsonBody body, string amountName, string currencyName)
    {
        var code = body.Text(currencyName);
        if (!body.Has(amountName))
        {
            if (code is not null)
                body.Refuse(amountName, $"is required with '{currencyName}'");
            return null;
        }
        var amount = ReadDecimal(body, amountName);
        if (Currency.Find(code) is not { } currency)
        {
            body.Refuse(currencyName, "must be one of " + string.Join(", ", Currency.All.Select(known => known.Code)));
            return null;
        }
        if (amount is < 0 or >= Money.Limit || currency.Rounded(amount) != amount)
            body.Refuse(amountName, "must be an amount of this currency, not negative");
        return new Money(amount, currency);
    }

    /// <summary>A decimal number, as number or as text.</summary>
    public static decimal ReadDecimal(JsonBody body, string name)
    {
        switch (body.Any(name))
        {
            case { ValueKind: JsonValueKind.Number } number when number.TryGetDecimal(out var read):
                return read;
            case { ValueKind: JsonValueKind.String } text when decimal.TryParse(
                text.GetString(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var read):
                return read;
            default:
                body.Refuse(name, "must be a decimal number such as 12.50");
                return 0;
        }
    }
}
