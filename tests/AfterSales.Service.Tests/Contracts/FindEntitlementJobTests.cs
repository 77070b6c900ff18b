using System.Text;
using AfterSales.Engine.Deployments;
using AfterSales.Feel.Values;
using AfterSales.Service.Contracts;
using AfterSales.Service.Equipment;
using Shouldly;
using Xunit;
using static AfterSales.Service.Tests.TestDomain;

namespace AfterSales.Service.Tests.Contracts;

/// <summary>REP-08, CLS-04, OPN-44: contract and warranty of a product. Today is 21 November 2026.</summary>
public sealed class FindEntitlementJobTests
{
    [Theory]
    [InlineData("nobody-knows-me")]
    [InlineData("")]
    [InlineData("   ")]
    public async Task A_serial_number_that_is_unknown_or_missing_is_an_answer(string serial)
    {
        await using var service = await TestDomain.StartAsync();
        var found = await FindAsync(service, serial);
        (found.TextOf("status"), found["equipment"], found["underWarranty"], found["underContract"]).ShouldBe(("unknown", FeelValue.Null, FeelValue.False, FeelValue.False));
    }

    [Theory]
    [InlineData("2026-11-21", null, true, "warranty", "the last day counts")]
    [InlineData("2026-11-20", null, false, "expired", "the day after does not")]
    [InlineData(null, "2025-11-21", true, "standard", "twelve months from the installation")]
    [InlineData(null, "2025-11-20", false, "expired", "twelve months and a day")]
    [InlineData(null, "2026-11-21", true, "standard", "installed today")]
    [InlineData(null, null, false, "notOnFile", "somebody has to look")]
    public async Task Warranty_follows_the_decision(string? until, string? installed, bool under, string reason, string because)
    {
        await using var service = await TestDomain.StartAsync();
        await service.EquipmentAsync(new EquipmentItem { Key = 0, SerialNumber = "SN-1", WarrantyUntil = AfterSales.Service.Storage.Days.FromStored(until), InstalledOn = AfterSales.Service.Storage.Days.FromStored(installed) });

        var found = await FindAsync(service, " sn-1 ");

        (found.TextOf("status"), found["underWarranty"], found.TextOf("reason")).ShouldBe(("known", FeelValue.Of(under), reason), because);
    }

    [Fact]
    public async Task A_contract_speaks_for_its_equipment_while_it_runs()
    {
        await using var service = await TestDomain.StartAsync();
        await AddAsync(service, "C-1", "2026-01-01", "2026-11-21");

        var found = await FindAsync(service, "SN-1");
        found["contract"].ShouldBeOfType<FeelContext>().TextOf("number").ShouldBe("C-1");
        found["contract"].ShouldBeOfType<FeelContext>().TextOf("until").ShouldBe("2026-11-21");
        found["underContract"].ShouldBe(FeelValue.True);

        (await FindAsync(service, "SN-1", ("at", Text("2026-11-22"))))["underContract"].ShouldBe(FeelValue.False, "it has ended");
        (await FindAsync(service, "SN-1", ("at", Text("2025-12-31"))))["underContract"].ShouldBe(FeelValue.False, "it has not begun");
    }

    [Fact]
    public async Task A_serial_number_under_two_contracts_is_ambiguous_until_somebody_chooses()
    {
        await using var service = await TestDomain.StartAsync();
        await AddAsync(service, "C-1", "2026-01-01", "2026-12-31");
        await AddAsync(service, "C-2", "2026-06-01", "2027-05-31");

        var found = await FindAsync(service, "SN-1");
        (found.TextOf("status"), found["contract"]).ShouldBe(("ambiguous", FeelValue.Null));
        found["contracts"].ShouldBe(FeelValue.Of(FeelValue.Of("C-2"), FeelValue.Of("C-1")));

        var chosen = await FindAsync(service, "SN-1", ("contract", Text("c-1")));
        chosen.TextOf("status").ShouldBe("known");
        chosen["contract"].ShouldBeOfType<FeelContext>().TextOf("number").ShouldBe("C-1");
    }

    [Fact]
    public async Task A_retired_product_has_no_warranty_and_no_contract()
    {
        await using var service = await TestDomain.StartAsync();
        await AddAsync(service, "C-1", "2026-01-01", "2026-12-31", EquipmentStates.Retired);
        var found = await FindAsync(service, "SN-1");
        (found.TextOf("reason"), found["underContract"], found["underWarranty"]).ShouldBe(("retired", FeelValue.False, FeelValue.False));
    }

    [Fact]
    public async Task The_process_owner_changes_the_table_and_the_next_answer_follows_it()
    {
        await using var service = await TestDomain.StartAsync();
        await service.EquipmentAsync(new EquipmentItem { Key = 0, SerialNumber = "SN-1", InstalledOn = Day("2025-06-01") });
        (await FindAsync(service, "SN-1"))["underWarranty"].ShouldBe(FeelValue.False);
        var edited = (await File.ReadAllTextAsync(Path.Combine(TestWorkflows.Shipped, "decisions", "warranty.dmn"), TestContext.Current.CancellationToken)).Replace("[0..11]", "[0..23]", StringComparison.Ordinal);
        (await service.Engine.Deployments.DeployAsync([new DeploymentResource("warranty.dmn", Encoding.UTF8.GetBytes(edited))], ct: TestContext.Current.CancellationToken)).Problems.ShouldBeEmpty();

        (await FindAsync(service, "SN-1"))["underWarranty"].ShouldBe(FeelValue.True);
    }

    [Fact]
    public async Task Without_the_decision_the_step_says_so_and_the_product_can_still_be_shown()
    {
        await using var service = await TestService.StartAsync();
        await service.EquipmentAsync(new EquipmentItem { Key = 0, SerialNumber = "SN-1", WarrantyUntil = Day("2030-01-01") });
        (await service.RefusalAsync("find-entitlement", ("serialNumber", Text("SN-1")))).ShouldContain("The decision 'warranty'");
        var view = await service.Get<AfterSales.Service.Registers.EquipmentRegister>().GetAsync("sn-1", TestPeople.Admin, TestContext.Current.CancellationToken);
        view!.Entitlement.WarrantyUntil.ShouldBe(Day("2030-01-01"));
    }

    [Fact]
    public async Task A_day_that_does_not_exist_is_refused_with_a_sentence()
    {
        await using var service = await TestDomain.StartAsync();
        (await service.RefusalAsync("find-entitlement", ("serialNumber", Text("SN-1")), ("at", Text("2026-02-30")))).ShouldContain("'at' is '2026-02-30', which is no date");
    }

    private static async Task AddAsync(TestService service, string number, string from, string until, string state = EquipmentStates.InService)
    {
        var customer = await service.CustomerAsync();
        var equipment = await service.EquipmentAsync(new EquipmentItem { Key = 0, SerialNumber = "SN-1", CustomerKey = customer, State = state });
        await service.ContractAsync(new Contract { Number = number, CustomerKey = customer, From = Day(from), Until = Day(until), Covers = ["labour"] }, equipment);
    }

    private static Task<FeelContext> FindAsync(TestService service, string serial, params (string, FeelValue)[] more) =>
        service.StepAsync("find-entitlement", "entitlement", [("serialNumber", FeelValue.Of(serial)), .. more]);
}
