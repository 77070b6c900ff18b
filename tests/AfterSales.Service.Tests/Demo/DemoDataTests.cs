using AfterSales.Feel.Values;
using AfterSales.Service.Demo;
using AfterSales.Service.Parts;
using Shouldly;
using Xunit;
using static AfterSales.Service.Tests.TestDomain;

namespace AfterSales.Service.Tests.Demo;

/// <summary>With the demo data every branch of warranty and charging can be tried, and it never comes into a database somebody works with.</summary>
public sealed class DemoDataTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_kind_of_cover_has_a_serial_number_to_try_it_with()
    {
        await using var service = await TestDomain.StartAsync();
        (await service.Engine.WriteAsync(commit => DemoData.Seed(commit), ct: Ct)).ShouldBeTrue();

        foreach (var (serial, status, contract, warranty, reason) in ((string, string, bool, bool, string?)[])
        [
            ("DEMO-1001", "known", true, false, "expired"), ("DEMO-1002", "known", false, true, "standard"), ("DEMO-1003", "ambiguous", true, false, "expired"),
            ("DEMO-1004", "known", false, false, "expired"), ("DEMO-1005", "known", false, true, "warranty"), (DemoData.UnknownSerial, "unknown", false, false, null),
        ])
        {
            var found = await service.StepAsync("find-entitlement", "entitlement", ("serialNumber", Text(serial)));
            found.TextOf("status").ShouldBe(status, serial);
            found["underWarranty"].ShouldBe(FeelValue.Of(warranty), serial);
            (found["reason"] as FeelString)?.Value.ShouldBe(reason, serial);
            if (status != "ambiguous")
                found["underContract"].ShouldBe(FeelValue.Of(contract), serial);
        }
        var parts = await service.Engine.ReadAsync(db => PartTable.Find(db, ["DEMO-SEAL", "DEMO-PUMP", "DEMO-FILTER", "DEMO-LENS"]), Ct);
        parts.ToDictionary(part => part.Number, part => part.Stock.Sum(stock => stock.Free))
            .ShouldBe(new Dictionary<string, decimal> { ["DEMO-SEAL"] = 46, ["DEMO-PUMP"] = 3, ["DEMO-FILTER"] = 12, ["DEMO-LENS"] = 0 }, ignoreOrder: true);
    }

    [Fact]
    public async Task It_comes_once_and_never_where_something_is_on_file()
    {
        await using (var fresh = await TestService.StartAsync())
        {
            (await fresh.Engine.WriteAsync(commit => DemoData.Seed(commit), ct: Ct)).ShouldBeTrue();
            (await fresh.Engine.WriteAsync(commit => DemoData.Seed(commit), ct: Ct)).ShouldBeFalse("a second start adds nothing");
        }
        await using var used = await TestWorkflows.StartSmallAsync();
        await used.SubmitAsync();
        (await used.Engine.WriteAsync(commit => DemoData.Seed(commit), ct: Ct)).ShouldBeFalse("somebody works here");
    }
}
