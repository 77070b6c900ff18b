using AfterSales.Feel.Values;
using AfterSales.Service.Charges;
using AfterSales.Service.Commerce;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Commerce;

public sealed class TradeNumbersTests
{
    [Theory]
    [InlineData("1200", 1200)]
    [InlineData(" 1,200.50 ", 1200.50)]
    [InlineData("۱٬۲۰۰٫۵", 1200.5)]
    [InlineData("١٢٠٠", 1200)]
    [InlineData("0", 0)]
    public void An_amount_is_read_in_the_digits_of_every_language(string text, double amount) =>
        TradeNumbers.Amount(FeelValue.Of(text), Currency.Find("CNY")!).ShouldBe(((decimal)amount, null));

    [Theory]
    [InlineData("NaN", "amountUnreadable")]
    [InlineData("Infinity", "amountUnreadable")]
    [InlineData("1e9", "amountUnreadable")]
    [InlineData("0x10", "amountUnreadable")]
    [InlineData("12,34", "amountUnreadable")]
    [InlineData("1.200,50", "amountUnreadable")]
    [InlineData("a lot", "amountUnreadable")]
    [InlineData("", "amountMissing")]
    [InlineData("\u200c ", "amountMissing")]
    [InlineData("-1", "amountNegative")]
    [InlineData("−5", "amountNegative")]
    [InlineData("1000000000000000", "amountTooLarge")]
    [InlineData("99999999999999999999999999999999999999999", "amountUnreadable")]
    [InlineData("1.005", "amountTooFine")]
    public void What_is_no_amount_is_a_problem_with_a_name(string text, string problem) =>
        TradeNumbers.Amount(FeelValue.Of(text), Currency.Find("CNY")!).Problem?.Code.ShouldBe(problem);

    [Fact]
    public void Rials_have_no_decimals() => TradeNumbers.Amount(FeelValue.Of(1200.5m), Currency.Find("IRR")!).Problem.ShouldBe(TradeProblem.AmountTooFine);

    [Theory]
    [InlineData("1.5", true)]
    [InlineData("0", false)]
    [InlineData("-2", false)]
    [InlineData("0.0001", false)]
    [InlineData("1000001", false)]
    [InlineData("three", false)]
    public void A_quantity_is_positive_and_has_three_decimals_at_most(string text, bool isRight) =>
        (TradeNumbers.Quantity(FeelValue.Of(text)).Problem is null).ShouldBe(isRight);
}
