using AfterSales.Feel.Values;
using AfterSales.Service.Parts;
using AfterSales.Service.Tests.Commerce;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Parts;

public sealed class PartsStepTests
{
    private const string TwoSeals = """{"items": [{"partNumber": "sl-20", "name": "Seal", "quantity": 2}], "reason": "Leak", "chargeType": "free"}""";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Parts_in_stock_are_kept_back_and_issued_once()
    {
        await using var steps = await TradeSteps.StartAsync();
        await steps.PutStockAsync("SL-20", 1);
        await steps.PutStockAsync("SL-20", 5, "branch");
        await steps.PutStockAsync("SL-20", 50, "defective");
        var key = await steps.StartStepAsync("request-parts", "aftersales:request-parts:1", TwoSeals, waitsAfterwards: true);
        await TestService.EventuallyAsync(async () => (await FindAsync(steps, "PRQ-2026-0001"))?.Status == "reserved");
        (await steps.StockAsync("SL-20")).ShouldBe((56m, 2m), "one from each usable warehouse");

        (await steps.RunAsync("issue-parts", "requisition", """{"requisition": "PRQ-2026-0001"}""")).Text("status").ShouldBe("issued");
        (await steps.RunAsync("issue-parts", "requisition", """{"requisition": "PRQ-2026-0001"}""")).Text("status").ShouldBe("issued");
        (await steps.StockAsync("SL-20")).ShouldBe((54m, 0m));
        key.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task What_is_missing_is_ordered_arrives_and_can_then_be_issued()
    {
        await using var steps = await TradeSteps.StartAsync();
        await steps.PutStockAsync("SL-20", 0.5m);
        await steps.StartStepAsync("request-parts", "aftersales:request-parts:1", TwoSeals, waitsAfterwards: true);
        await TestService.EventuallyAsync(async () => (await FindAsync(steps, "PRQ-2026-0001"))?.Status == "requested");
        (await steps.RunAsync("issue-parts", "requisition", """{"requisition": "PRQ-2026-0001"}""")).Text("problem").ShouldBe("notReserved");
        (await steps.RunAsync("order-parts", "requisition", """{"requisition": "PRQ-2026-0001", "expectedOn": "2026-11-01"}""")).Text("problem").ShouldBe("dateInPast");
        var ordered = await steps.RunAsync("order-parts", "requisition", """{"requisition": "PRQ-2026-0001"}""");
        (ordered.Text("status"), ordered.Text("expectedOn")).ShouldBe(("ordered", "2026-12-05"), "14 days for a part the catalogue does not know");
        ((FeelList)ordered["missing"]).Items[0].ShouldBeOfType<FeelContext>().Number("quantity").ShouldBe(1.5m);

        var half = await steps.RunAsync("receive-parts", "requisition", """{"requisition": "PRQ-2026-0001", "items": [{"partNumber": "SL-20", "quantity": 1}]}""");
        half.Text("status").ShouldBe("ordered");
        var rest = await steps.RunAsync("receive-parts", "requisition", """{"requisition": "PRQ-2026-0001"}""");
        rest.Text("status").ShouldBe("reserved");
        (await steps.RunAsync("issue-parts", "requisition", """{"requisition": "PRQ-2026-0001"}""")).Text("status").ShouldBe("issued");
        (await steps.StockAsync("SL-20")).ShouldBe((0m, 0m));
    }

    [Theory]
    [InlineData("rejected")]
    [InlineData("unavailable")]
    [InlineData("cancelled")]
    public async Task A_requisition_that_ends_without_parts_gives_free_what_it_held(string outcome)
    {
        await using var steps = await TradeSteps.StartAsync();
        await steps.PutStockAsync("SL-20", 1);
        await steps.StartStepAsync("request-parts", "aftersales:request-parts:1", TwoSeals, waitsAfterwards: true);
        await TestService.EventuallyAsync(async () => (await steps.StockAsync("SL-20")).Reserved == 1);
        var ended = await steps.RunAsync("cancel-parts", "requisition", $$"""{"requisition": "PRQ-2026-0001", "outcome": "{{outcome}}", "reason": "Because"}""");
        ended.Text("status").ShouldBe(outcome);
        (await steps.StockAsync("SL-20")).ShouldBe((1m, 0m));
        (await steps.RunAsync("order-parts", "requisition", """{"requisition": "PRQ-2026-0001"}""")).Text("problem").ShouldBe("alreadyClosed");
    }

    [Fact]
    public async Task A_process_that_is_cancelled_keeps_nothing_back()
    {
        await using var steps = await TradeSteps.StartAsync();
        await steps.PutStockAsync("SL-20", 2);
        var key = await steps.StartStepAsync("request-parts", "aftersales:request-parts:1", TwoSeals, waitsAfterwards: true);
        await TestService.EventuallyAsync(async () => (await steps.StockAsync("SL-20")).Reserved == 2);
        (await steps.Service.Engine.Instances.CancelAsync(key, ct: Ct)).IsOk.ShouldBeTrue();
        (await steps.StockAsync("SL-20")).ShouldBe((2m, 0m));
        (await FindAsync(steps, "PRQ-2026-0001"))!.Status.ShouldBe("cancelled");
    }

    [Fact]
    public async Task The_last_piece_goes_to_one_of_many_who_want_it_at_once()
    {
        await using var steps = await TradeSteps.StartAsync();
        await steps.PutStockAsync("SL-20", 3);
        const string one = """{"items": [{"partNumber": "SL-20", "quantity": 1}], "chargeType": "free"}""";
        for (var i = 0; i < 8; i++)
            await steps.StartStepAsync("request-parts", "aftersales:request-parts:1", one, waitsAfterwards: true);
        await TestService.EventuallyAsync(async () =>
        {
            // A step that lost the race waits before it tries again.
            steps.Service.Clock.Pin(steps.Service.Clock.GetUtcNow().AddSeconds(5));
            return (await AllAsync(steps)).Count == 8;
        });
        (await AllAsync(steps)).Count(requisition => requisition.Status == "reserved").ShouldBe(3);
        (await steps.StockAsync("SL-20")).ShouldBe((3m, 3m));
    }

    [Fact]
    public async Task Stock_is_told_without_keeping_anything_back()
    {
        await using var steps = await TradeSteps.StartAsync();
        await steps.PutStockAsync("SL-20", 2);
        var stock = await steps.RunAsync("check-stock", "stock", """{"items": [{"partNumber": "SL-20", "quantity": 2}, {"partNumber": "NO-1", "name": "Nozzle"}]}""");
        stock["available"].ShouldBe(FeelValue.False);
        ((FeelList)stock["missing"]).Items.ShouldHaveSingleItem().ShouldBeOfType<FeelContext>().Text("partNumber").ShouldBe("NO-1");
        (await steps.RunAsync("check-stock", "stock", """{"items": {"partNumber": "sl-20", "quantity": "۲"}}"""))["available"].ShouldBe(FeelValue.True);
        (await steps.StockAsync("SL-20")).Reserved.ShouldBe(0m);
    }

    [Theory]
    [InlineData("""{"items": [], "chargeType": "free"}""", "linesMissing")]
    [InlineData("""{"items": [{"name": "Seal"}], "chargeType": "free"}""", "partNumberMissing")]
    [InlineData("""{"items": [{"partNumber": "SL-20", "quantity": -1}], "chargeType": "free"}""", "quantityOutOfRange")]
    [InlineData("""{"items": [{"partNumber": "SL-20", "quantity": "NaN"}], "chargeType": "free"}""", "quantityUnreadable")]
    [InlineData("""{"items": [{"partNumber": "SL-20"}]}""", "chargeTypeUnknown")]
    public async Task A_request_that_makes_no_sense_is_answered(string inputs, string problem)
    {
        await using var steps = await TradeSteps.StartAsync();
        var requisition = await steps.RunAsync("request-parts", "requisition", inputs);
        (requisition.Text("status"), requisition.Text("problem")).ShouldBe(("invalid", problem));
        (await AllAsync(steps)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("good", "main", 1)]
    [InlineData("defective", "defective", 1)]
    [InlineData("scrap", null, 0)]
    public async Task A_part_that_comes_back_goes_where_its_condition_says(string condition, string? warehouse, int onHand)
    {
        await using var steps = await TradeSteps.StartAsync();
        var back = await steps.RunAsync("return-part", "partReturn", $$"""{"partNumber": "SL-20", "condition": "{{condition}}"}""");
        (back.Text("status"), back.Text("warehouse")).ShouldBe(("returned", warehouse));
        (await steps.StockAsync("SL-20")).OnHand.ShouldBe(onHand);
        (await steps.RunAsync("return-part", "partReturn", """{"partNumber": "SL-20", "condition": "shiny"}""")).Text("problem").ShouldBe("conditionUnknown");
    }

    private static Task<Requisition?> FindAsync(TradeSteps steps, string number) => steps.Service.Engine.ReadAsync(db => RequisitionTable.Find(db, number), Ct);

    private static Task<List<Requisition>> AllAsync(TradeSteps steps) => steps.Service.Engine.ReadAsync(db => RequisitionTable.List(db, "", new { }), Ct);
}
