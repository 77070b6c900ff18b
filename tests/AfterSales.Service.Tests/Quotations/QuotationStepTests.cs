using System.Globalization;
using AfterSales.Feel.Values;
using AfterSales.Service.Quotations;
using AfterSales.Service.Tests.Commerce;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Quotations;

public sealed class QuotationStepTests
{
    private const string TwoLines = """{"lines": [{"text": "Seal", "quantity": 3, "price": 19.999}, {"text": "Work", "price": "۱٬۰۰۰"}], "currency": "CNY", "chargeType": "charged", "validDays": 10}""";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_quotation_adds_up_its_lines_and_says_until_when_it_holds()
    {
        await using var steps = await TradeSteps.StartAsync();
        var quotation = await steps.RunAsync("make-quotation", "quotation", TwoLines);
        quotation.Text("number").ShouldBe("QUO-2026-0001");
        quotation.Text("status").ShouldBe("open");
        quotation.Number("total").ShouldBe(1060.00m, "3 x 19.999 is 60.00 after rounding");
        quotation.Text("validUntil").ShouldBe("2026-12-01");
        quotation["problem"].ShouldBe(FeelValue.Null);
        ((FeelContext)quotation["totalText"]).Text("fa").ShouldBe("۱٬۰۶۰٫۰۰ یوان");
    }

    [Fact]
    public async Task Where_the_company_pays_there_is_a_total_and_nothing_to_pay()
    {
        await using var steps = await TradeSteps.StartAsync();
        var quotation = await steps.RunAsync("make-quotation", "quotation", TwoLines.Replace("charged", "free", StringComparison.Ordinal));
        quotation.Number("total").ShouldBe(1060m);
        quotation.Number("payable").ShouldBe(0m);
    }

    [Theory]
    [InlineData("""{"lines": [{"text": "Seal", "price": -1}], "currency": "CNY", "chargeType": "charged"}""", "amountNegative")]
    [InlineData("""{"lines": [{"text": "Seal", "price": "NaN"}], "currency": "CNY", "chargeType": "charged"}""", "amountUnreadable")]
    [InlineData("""{"lines": [{"text": "Seal", "price": 1000000000000000}], "currency": "CNY", "chargeType": "charged"}""", "amountTooLarge")]
    [InlineData("""{"lines": [{"text": "Seal", "price": 999999999999999, "quantity": 1000000}], "currency": "CNY", "chargeType": "charged"}""", "amountTooLarge")]
    [InlineData("""{"lines": [{"text": "Seal", "price": 1, "quantity": 0}], "currency": "CNY", "chargeType": "charged"}""", "quantityOutOfRange")]
    [InlineData("""{"lines": [{"text": " ", "price": 1}], "currency": "CNY", "chargeType": "charged"}""", "textMissing")]
    [InlineData("""{"lines": [], "currency": "CNY", "chargeType": "charged"}""", "linesMissing")]
    [InlineData("""{"lines": "Seal", "currency": "CNY", "chargeType": "charged"}""", "linesMissing")]
    [InlineData("""{"lines": [{"text": "Seal", "price": 1}], "currency": "Yuan", "chargeType": "charged"}""", "currencyUnknown")]
    [InlineData("""{"lines": [{"text": "Seal", "price": 1}], "currency": "CNY", "chargeType": "gratis"}""", "chargeTypeUnknown")]
    [InlineData("""{"lines": [{"text": "Seal", "price": 1}], "currency": "CNY", "chargeType": "charged", "validDays": 0.5}""", "daysOutOfRange")]
    [InlineData("""{}""", "currencyUnknown")]
    public async Task What_makes_no_sense_is_answered_and_nothing_is_offered(string inputs, string problem)
    {
        await using var steps = await TradeSteps.StartAsync();
        var quotation = await steps.RunAsync("make-quotation", "quotation", inputs);
        quotation.Text("status").ShouldBe("invalid");
        quotation.Text("problem").ShouldBe(problem);
        ((FeelContext)quotation["problemText"]).Entries.Keys.ShouldBe(["en", "fa", "zh"]);
        (await steps.Service.Engine.ReadAsync(db => QuotationTable.List(db, "", new { }), Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_job_that_runs_again_makes_no_second_quotation()
    {
        await using var steps = await TradeSteps.StartAsync();
        var numbers = steps.Service.Get<AfterSales.Service.Commerce.DocumentNumbers>();
        (await numbers.OfJobAsync(7, "QUO", Ct)).ShouldBe(await numbers.OfJobAsync(7, "QUO", Ct));
        (await numbers.OfJobAsync(8, "QUO", Ct)).ShouldBe("QUO-2026-0002");
    }

    [Fact]
    public async Task The_first_answer_of_the_customer_stays()
    {
        await using var steps = await TradeSteps.StartAsync();
        await steps.RunAsync("make-quotation", "quotation", TwoLines);
        var accepted = await steps.RunAsync("answer-quotation", "quotation", """{"quotation": "QUO-2026-0001", "accepted": "yes"}""");
        accepted.Text("status").ShouldBe("accepted");
        var again = await steps.RunAsync("answer-quotation", "quotation", """{"quotation": {"number": "QUO-2026-0001"}, "accepted": true}""");
        again["problem"].ShouldBe(FeelValue.Null);
        var other = await steps.RunAsync("answer-quotation", "quotation", """{"quotation": "QUO-2026-0001", "accepted": false, "reason": "Too dear"}""");
        other.Text("status").ShouldBe("accepted");
        other.Text("problem").ShouldBe("alreadyAnswered");
    }

    [Fact]
    public async Task A_yes_after_the_last_day_comes_too_late_and_a_no_is_kept_with_its_reason()
    {
        await using var steps = await TradeSteps.StartAsync();
        await steps.RunAsync("make-quotation", "quotation", TwoLines);
        await steps.RunAsync("make-quotation", "quotation", TwoLines);
        steps.Service.Clock.Pin(DateTimeOffset.Parse("2026-12-02T08:00:00Z", CultureInfo.InvariantCulture));
        var late = await steps.RunAsync("answer-quotation", "quotation", """{"quotation": "QUO-2026-0001", "accepted": true}""");
        (late.Text("status"), late.Text("problem")).ShouldBe(("expired", "quotationExpired"));
        var declined = await steps.RunAsync("answer-quotation", "quotation", """{"quotation": "QUO-2026-0002", "accepted": "no", "reason": "Too dear"}""");
        declined.Text("status").ShouldBe("declined");
        (await steps.Service.Engine.ReadAsync(db => QuotationTable.Find(db, "QUO-2026-0002"), Ct))!.Reason.ShouldBe("Too dear");
    }

    [Fact]
    public async Task An_unknown_quotation_cannot_be_answered()
    {
        await using var steps = await TradeSteps.StartAsync();
        (await steps.RunAsync("answer-quotation", "quotation", """{"quotation": 12, "accepted": true}""")).Text("problem").ShouldBe("unknownDocument");
    }
}
