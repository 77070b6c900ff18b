using AfterSales.Feel.Values;
using AfterSales.Service.Customers;
using AfterSales.Service.Equipment;
using Shouldly;
using Xunit;
using static AfterSales.Service.Tests.TestDomain;

namespace AfterSales.Service.Tests.Equipment;

public sealed class RegisterEquipmentJobTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_installed_product_is_on_file_for_the_customer_of_the_case_at_his_site()
    {
        await using var service = await TestWorkflows.StartSmallAsync();
        var @case = await service.CaseAsync();

        var registered = await service.StepAsync("register-equipment", "equipment", @case, ("serialNumber", Text("HX-20/0042")), ("model", Text("HX-20")),
            ("siteName", Text("Hall 3")), ("siteAddress", Text("1 Harbour Road")), ("installedOn", Text("2026-11-20")), ("warrantyMonths", FeelValue.Of(18)));

        (registered.TextOf("serialNumber"), registered.TextOf("warrantyUntil")).ShouldBe(("HX-20/0042", "2028-05-20"));
        var item = (await service.Engine.ReadAsync(db => EquipmentTable.Find(db, "hx-20/0042"), Ct))!;
        (item.InstalledOn, item.WarrantyUntil, item.State).ShouldBe((Day("2026-11-20"), Day("2028-05-20"), EquipmentStates.InService));
        var site = (await service.Engine.ReadAsync(db => SiteTable.Find(db, item.SiteKey!.Value), Ct))!;
        (site.Name, site.Address, site.CustomerKey).ShouldBe(("Hall 3", "1 Harbour Road", item.CustomerKey!.Value));
        (await service.Engine.ReadAsync(db => CustomerTable.Find(db, item.CustomerKey!.Value), Ct))!.Email.ShouldBe("buyer@customer.example");
    }

    [Fact]
    public async Task Registering_a_known_serial_number_again_brings_it_up_to_date_and_makes_no_second_one()
    {
        await using var service = await TestWorkflows.StartSmallAsync();
        var @case = await service.CaseAsync();
        await service.StepAsync("register-equipment", "equipment", @case, ("serialNumber", Text("SN-1")), ("model", Text("A")), ("installedOn", Text("2026-01-31")), ("warrantyMonths", Text("1")));

        await service.StepAsync("register-equipment", "equipment", @case, ("serialNumber", Text("sn-1")), ("installedOn", Text("2026-02-01")));

        var (items, total) = await service.Engine.ReadAsync(db => EquipmentTable.Search(db, "SN-1", null, null, 0, 10), Ct);
        total.ShouldBe(1);
        (items[0].SerialNumber, items[0].Model, items[0].InstalledOn, items[0].WarrantyUntil).ShouldBe(("SN-1", "A", Day("2026-02-01"), null));
    }

    [Theory]
    [InlineData("serialNumber", "", "'serialNumber' is empty")]
    [InlineData("installedOn", "1405-12-31", "which is no date")]
    [InlineData("warrantyMonths", "-3", "must be between 0 and 600")]
    public async Task Wrong_inputs_are_refused_and_nothing_is_stored(string name, string value, string sentence)
    {
        await using var service = await TestWorkflows.StartSmallAsync();
        var inputs = new Dictionary<string, FeelValue> { ["serialNumber"] = Text("SN-9"), ["installedOn"] = Text("2026-11-20") };
        inputs[name] = Text(value);
        (await service.RefusalAsync("register-equipment", [.. inputs.Select(input => (input.Key, input.Value))])).ShouldContain(sentence);
        (await service.Engine.ReadAsync(db => EquipmentTable.Find(db, "SN-9"), Ct)).ShouldBeNull();
    }
}
