using AfterSales.Feel.Values;
using AfterSales.Service.Charges;
using AfterSales.Service.Tests.Commerce;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Charges;

public sealed class ChargeStepTests
{
    private const string Charged = """{"chargeType": "charged", "amount": "250.50", "currency": "CNY", "description": "New seal"}""";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_charge_drafts_its_invoice_and_is_invoiced_once()
    {
        await using var steps = await TradeSteps.StartAsync();
        var charge = await steps.RunAsync("record-charge", "charge", Charged);
        (charge.Text("number"), charge.Text("status")).ShouldBe(("CHG-2026-0001", "open"));
        (await InvoiceAsync(steps, "INV-2026-0001")).Status.ShouldBe("draft");

        var invoice = await steps.RunAsync("hand-to-finance", "invoice", """{"charge": "CHG-2026-0001", "kind": "invoice"}""");
        (invoice.Text("number"), invoice.Text("status"), invoice.Number("amount")).ShouldBe(("INV-2026-0001", "handedOver", 250.50m));
        var again = await steps.RunAsync("hand-to-finance", "invoice", """{"charge": {"number": "CHG-2026-0001"}, "kind": "invoice"}""");
        again.Text("number").ShouldBe("INV-2026-0001");
        (await steps.Service.Engine.ReadAsync(db => InvoiceTable.List(db, "", new { }), Ct)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Finance_confirms_the_payment_and_the_charge_is_paid()
    {
        await using var steps = await TradeSteps.StartAsync();
        await steps.RunAsync("record-charge", "charge", Charged);
        var early = await steps.RunAsync("confirm-payment", "invoice", """{"invoice": "INV-2026-0001"}""");
        early.Text("problem").ShouldBe("notPayable", "what was not handed over cannot be paid");
        await steps.RunAsync("hand-to-finance", "invoice", """{"charge": "CHG-2026-0001", "kind": "invoice"}""");
        (await steps.RunAsync("confirm-payment", "invoice", """{"invoice": "INV-2026-0001", "paidOn": "2027-01-01"}""")).Text("problem").ShouldBe("dateInFuture");
        (await steps.RunAsync("confirm-payment", "invoice", """{"invoice": "INV-2026-0001", "paidOn": "soon"}""")).Text("problem").ShouldBe("dateUnreadable");
        var paid = await steps.RunAsync("confirm-payment", "invoice", """{"invoice": "INV-2026-0001", "paidOn": "2026-11-20"}""");
        (paid.Text("status"), paid.Text("paidOn")).ShouldBe(("paid", "2026-11-20"));
        (await ChargeAsync(steps, "CHG-2026-0001")).Status.ShouldBe("paid");
        (await steps.RunAsync("confirm-payment", "invoice", """{"invoice": "INV-2026-0001"}""")).Text("paidOn").ShouldBe("2026-11-20", "the first confirmation stays");
    }

    [Theory]
    [InlineData("free", "100")]
    [InlineData("D", "100")]
    [InlineData("charged", "0")]
    public async Task Where_nothing_is_to_be_paid_there_is_nothing_to_invoice(string type, string amount)
    {
        await using var steps = await TradeSteps.StartAsync();
        var charge = await steps.RunAsync("record-charge", "charge", $$"""{"chargeType": "{{type}}", "amount": "{{amount}}", "currency": "EUR", "paidOnSite": true}""");
        charge.Text("status").ShouldBe("free");
        (await steps.RunAsync("hand-to-finance", "invoice", """{"charge": "CHG-2026-0001", "kind": "invoice"}""")).Text("problem").ShouldBe("nothingToInvoice");
    }

    [Fact]
    public async Task What_was_collected_on_site_is_paid_and_its_invoice_waits_for_finance()
    {
        await using var steps = await TradeSteps.StartAsync();
        var charge = await steps.RunAsync("record-charge", "charge", """{"chargeType": "A", "amount": 80, "currency": "CNY", "paidOnSite": "yes"}""");
        charge.Text("status").ShouldBe("paid");
        (await InvoiceAsync(steps, "INV-2026-0001")).Status.ShouldBe("draft", "posted after the cash is handed in (SLA-17)");
    }

    [Fact]
    public async Task More_than_the_customer_accepted_is_noticed()
    {
        await using var steps = await TradeSteps.StartAsync();
        await steps.RunAsync("make-quotation", "quotation", """{"lines": [{"text": "Seal", "price": 200}], "currency": "CNY", "chargeType": "charged"}""");
        var early = await steps.RunAsync("record-charge", "charge", """{"chargeType": "A", "amount": 80, "currency": "CNY", "quotation": "QUO-2026-0001"}""");
        early.Text("problem").ShouldBe("quotationNotAccepted");
        await steps.RunAsync("answer-quotation", "quotation", """{"quotation": "QUO-2026-0001", "accepted": true}""");
        (await steps.RunAsync("record-charge", "charge", """{"chargeType": "A", "amount": 200, "currency": "CNY", "quotation": "QUO-2026-0001"}"""))["overQuotation"].ShouldBe(FeelValue.False);
        (await steps.RunAsync("record-charge", "charge", """{"chargeType": "A", "amount": 200.01, "currency": "CNY", "quotation": "QUO-2026-0001"}"""))["overQuotation"].ShouldBe(FeelValue.True);
    }

    [Fact]
    public async Task A_credit_takes_the_invoice_back_and_a_deduction_stands_by_itself()
    {
        await using var steps = await TradeSteps.StartAsync();
        await steps.RunAsync("record-charge", "charge", Charged);
        await steps.RunAsync("hand-to-finance", "invoice", """{"charge": "CHG-2026-0001", "kind": "invoice"}""");
        var credit = await steps.RunAsync("hand-to-finance", "invoice", """{"charge": "CHG-2026-0001", "kind": "credit", "reason": "Wrong part"}""");
        (credit.Text("kind"), credit.Text("status"), credit.Number("amount")).ShouldBe(("credit", "handedOver", 250.50m));
        (await InvoiceAsync(steps, "INV-2026-0001")).Status.ShouldBe("credited");
        (await ChargeAsync(steps, "CHG-2026-0001")).Status.ShouldBe("credited");

        var deduction = await steps.RunAsync("hand-to-finance", "invoice", """{"kind": "deduction", "amount": "۵٬۰۰۰", "currency": "IRR", "reason": "Scratches"}""");
        (deduction.Text("kind"), deduction.Number("amount"), deduction.Text("status")).ShouldBe(("deduction", 5000m, "handedOver"));
        (await steps.RunAsync("hand-to-finance", "invoice", """{"kind": "deduction", "amount": 0, "currency": "IRR"}""")).Text("problem").ShouldBe("amountMissing");
        (await steps.RunAsync("hand-to-finance", "invoice", """{"kind": "gift", "amount": 1, "currency": "IRR"}""")).Text("problem").ShouldBe("kindUnknown");
    }

    [Fact]
    public async Task Arrears_are_noted_and_what_was_paid_stays_paid()
    {
        await using var steps = await TradeSteps.StartAsync();
        await steps.RunAsync("record-charge", "charge", Charged);
        await steps.RunAsync("hand-to-finance", "invoice", """{"charge": "CHG-2026-0001", "kind": "invoice"}""");
        (await steps.RunAsync("report-arrears", "charge", """{"invoice": "INV-2026-0001"}""")).Text("status").ShouldBe("arrears");
        await steps.RunAsync("confirm-payment", "invoice", """{"invoice": "INV-2026-0001"}""");
        (await steps.RunAsync("report-arrears", "charge", """{"invoice": "INV-2026-0001"}""")).Text("status").ShouldBe("paid");
    }

    private static async Task<Invoice> InvoiceAsync(TradeSteps steps, string number) => (await steps.Service.Engine.ReadAsync(db => InvoiceTable.Find(db, number), Ct))!;

    private static async Task<Charge> ChargeAsync(TradeSteps steps, string number) => (await steps.Service.Engine.ReadAsync(db => ChargeTable.Find(db, number), Ct))!;
}
