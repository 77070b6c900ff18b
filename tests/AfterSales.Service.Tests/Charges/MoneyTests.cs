using AfterSales.Service.Charges;
using AfterSales.Service.Languages;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Charges;

public sealed class MoneyTests
{
    [Theory]
    [InlineData("CNY", Language.English, "CNY 1,234.50")]
    [InlineData("CNY", Language.Persian, "۱٬۲۳۴٫۵۰ یوان")]
    [InlineData("CNY", Language.Chinese, "1,234.50 元")]
    [InlineData("KWD", Language.English, "KWD 1,234.500")]
    public void Money_is_written_as_the_reader_writes_it(string currency, Language language, string expected) =>
        new Money(1234.5m, Currency.Find(currency)!).In(language).ShouldBe(expected);

    [Fact]
    public void Rials_are_written_without_decimals() => new Money(1_250_000m, Currency.Find("irr")!).In(Language.Persian).ShouldBe("۱٬۲۵۰٬۰۰۰ ریال");

    [Fact]
    public void Stored_amounts_have_the_decimals_of_their_currency() => new Money(1234.5m, Currency.Find("CNY")!).Stored.ShouldBe("1234.50");

    [Fact]
    public void Every_currency_has_a_name_in_every_language()
    {
        foreach (var language in LanguageCodes.All)
            Currency.All.Where(currency => !TextCatalog.For(language).Has("money.currency." + currency.Code)).ShouldBeEmpty(language.Code());
    }

    [Theory]
    [InlineData("A", ChargeType.Charged)]
    [InlineData("contract", ChargeType.Contract)]
    [InlineData("C", ChargeType.Free)]
    [InlineData("internal", ChargeType.Internal)]
    public void A_charge_type_is_known_by_its_code_and_its_letter(string code, ChargeType type) => ChargeTypeCodes.Find(code).ShouldBe(type);

    [Fact]
    public void Another_word_is_no_charge_type() => ChargeTypeCodes.Find("gratis").ShouldBeNull();
}
