using AfterSales.Feel;
using AfterSales.Feel.Dmn;
using AfterSales.Feel.Values;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Workflows;

/// <summary>Who pays, how, whether parts need approval and what a demand means: the tables of trade row by row.</summary>
public sealed class TradeDecisionTests
{
    [Theory]
    [InlineData(false, true, true, "B", "contract", true)]
    [InlineData(false, true, false, "B", "contract", true)]
    [InlineData(false, false, true, "C", "free", false)]
    [InlineData(false, false, false, "A", "charged", true)]
    [InlineData(true, true, true, "D", "internal", false)]
    public void Contract_goes_before_the_free_period_and_that_before_charging(bool isInternal, bool contract, bool warranty, string type, string code, bool pays)
    {
        var result = Evaluate("charge-type", ("internal", FeelValue.Of(isInternal)), ("underContract", FeelValue.Of(contract)), ("underWarranty", FeelValue.Of(warranty)));
        (Text(result, "type"), Text(result, "code"), result["customerPays"]).ShouldBe((type, code, (FeelValue)FeelValue.Of(pays)));
    }

    [Theory]
    [InlineData("A", 250, false, "invoice")]
    [InlineData("charged", 0.01, false, "invoice")]
    [InlineData("A", -5, false, "invoice")]
    [InlineData("A", 0, false, "none")]
    [InlineData("A", 250, true, "onSite")]
    [InlineData("B", 250, true, "contract")]
    [InlineData("C", 250, false, "none")]
    [InlineData("internal", 250, true, "none")]
    public void Without_a_limit_of_the_company_every_charge_is_invoiced_unless_the_customer_pays_at_once(string type, double amount, bool payNow, string mode)
    {
        var result = Evaluate("charge-mode", ("chargeType", FeelValue.Of(type)), ("amount", FeelValue.Of((decimal)amount)), ("currency", FeelValue.Of("CNY")), ("payNow", FeelValue.Of(payNow)));
        Text(result, "mode").ShouldBe(mode);
        ((FeelNumber)result["limit"]).Value.ShouldBe(0m, "OPN-17: 0 until the company writes its own");
    }

    [Fact]
    public void A_limit_of_the_company_lets_low_charges_be_collected_on_site()
    {
        var table = File.ReadAllText(PathOf("charge-mode")).Replace(
            """<text>"CNY"</text>""", """<text>"CNY"</text><!-- company -->""", StringComparison.Ordinal);
        var row = table.IndexOf("<!-- company -->", StringComparison.Ordinal);
        var zero = table.IndexOf("<text>0</text>", row, StringComparison.Ordinal);
        table = table[..zero] + "<text>200</text>" + table[(zero + "<text>0</text>".Length)..];
        Text(Mode(200m), "mode").ShouldBe("onSite");
        Text(Mode(200.01m), "mode").ShouldBe("invoice");

        FeelContext Mode(decimal amount) => Evaluate("charge-mode", System.Text.Encoding.UTF8.GetBytes(table),
            ("chargeType", FeelValue.Of("A")), ("amount", FeelValue.Of(amount)), ("currency", FeelValue.Of("CNY")), ("payNow", FeelValue.False));
    }

    [Theory]
    [InlineData("A", true, false, "none")]
    [InlineData("B", true, false, "none")]
    [InlineData("A", false, true, "stock")]
    [InlineData("C", true, true, "companyPays")]
    [InlineData("internal", true, true, "companyPays")]
    [InlineData("C", false, true, "stock")]
    public void Parts_are_approved_when_they_are_bought_or_the_company_pays(string type, bool inStock, bool required, string reason)
    {
        var result = Evaluate("parts-approval", ("chargeType", FeelValue.Of(type)), ("inStock", FeelValue.Of(inStock)));
        (result["required"], Text(result, "reason")).ShouldBe(((FeelValue)FeelValue.Of(required), reason));
    }

    [Theory]
    [InlineData("makeUp", "yes", true, false, false)]
    [InlineData("deduction", "yes", true, false, true)]
    [InlineData("return", "yes", true, true, true)]
    [InlineData("exchange", "yes", true, true, true)]
    [InlineData("repair", "yes", true, true, true)]
    [InlineData("exchange", "no", false, false, false)]
    public void A_demand_says_whether_goods_come_back_and_quality_visits(string demand, string within, bool accepted, bool goodsBack, bool visit)
    {
        var result = Evaluate("return-policy", ("demand", FeelValue.Of(demand)), ("withinTerms", FeelValue.Of(within)));
        (result["accepted"], result["goodsBack"], result["visit"]).ShouldBe(((FeelValue)FeelValue.Of(accepted), (FeelValue)FeelValue.Of(goodsBack), (FeelValue)FeelValue.Of(visit)));
    }

    private static string? Text(FeelContext context, string name) => (context[name] as FeelString)?.Value;

    private static string PathOf(string decision) => Path.Combine(WorkflowFiles.Folder, "decisions", decision + ".dmn");

    private static FeelContext Evaluate(string decision, params (string Name, FeelValue Value)[] inputs) => Evaluate(decision, File.ReadAllBytes(PathOf(decision)), inputs);

    private static FeelContext Evaluate(string decision, byte[] file, params (string Name, FeelValue Value)[] inputs)
    {
        var read = DmnReader.Read(file, new FeelCompiler());
        read.Problems.ShouldBeEmpty();
        var scope = new FeelContext(inputs.Select(input => KeyValuePair.Create(input.Name, input.Value)));
        var result = read.Model!.Decisions.Single(found => found.Id == decision).Evaluate(scope, new FeelEnvironment(DateTimeOffset.UnixEpoch, TimeZoneInfo.Utc));
        result.Warnings.ShouldBeEmpty();
        return result.Value.ShouldBeOfType<FeelContext>();
    }
}
