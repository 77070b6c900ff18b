using AfterSales.Engine.Deployments;
using AfterSales.Feel.Values;
using AfterSales.Service.Contracts;
using AfterSales.Service.Customers;
using AfterSales.Service.Equipment;
using AfterSales.Service.Languages;
using AfterSales.Service.Storage;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests;

/// <summary>Customers, products and contracts to test with.</summary>
internal static class TestDomain
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A started service that knows the shipped decision about warranty.</summary>
    public static async Task<TestService> StartAsync()
    {
        var service = await TestService.StartAsync();
        var file = Path.Combine(TestWorkflows.Shipped, "decisions", "warranty.dmn");
        (await service.Engine.Deployments.DeployAsync([new DeploymentResource("warranty.dmn", await File.ReadAllBytesAsync(file, Ct))], ct: Ct)).Problems.ShouldBeEmpty();
        return service;
    }

    public static Task<long> CustomerAsync(this TestService service, string email = "buyer@customer.example") =>
        service.Engine.WriteAsync(commit => CustomerTable.FindOrAdd(commit, "Buyer", email, null, "Customer Ltd", Language.English), ct: Ct);

    public static Task<long> EquipmentAsync(this TestService service, EquipmentItem item) => service.Engine.WriteAsync(commit => EquipmentTable.Save(commit, item), ct: Ct);

    public static Task ContractAsync(this TestService service, Contract contract, params IEnumerable<long> equipment) =>
        service.Engine.WriteAsync(commit => ContractTable.Save(commit, contract, equipment), ct: Ct);

    /// <summary>The variable <c>case</c> of a case that exists.</summary>
    public static async Task<(string Name, FeelValue Value)> CaseAsync(this TestService service)
    {
        var request = await service.SubmitAsync();
        var found = await service.Get<AfterSales.Service.Cases.CaseQueries>().FindAsync(request.CaseNumber, Ct);
        return ("case", AfterSales.Service.Intake.CaseVariable.Of(found!));
    }

    public static FeelValue Text(string text) => FeelValue.Of(text);

    public static DateOnly Day(string day) => Days.FromStored(day)!.Value;
}
