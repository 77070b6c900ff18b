using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using AfterSales.Engine.Clock;
using AfterSales.Service.Languages;
using AfterSales.Web.Tests.Support;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AfterSales.Web.Tests.History;

/// <summary>
/// The host of a company that has worked with the product since February: what came in was done by simulated people through the same services as
/// the pages use, and today is Wednesday, 18 November 2026. The same seed makes the same company.
/// </summary>
public sealed class BusyCompany : Site
{
    private readonly ControllableTimeProvider clock = new();

    public BusyCompany() => clock.Pin(CompanyHistory.From);

    /// <summary>What the months were like, in one line.</summary>
    public string Account { get; private set; } = "";

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["AfterSales:AllowClockControl"] = "true",
        ["AfterSales:DemoData"] = "true",
        // Reports that come round by calendar are not what the months are about.
        ["AfterSales:Schedules"] = "false",
    };

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        builder.ConfigureTestServices(services => services.AddSingleton(clock));
    }

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await RegisterEquipmentAsync();
        Account = await new CompanyHistory(Services, clock).RunAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The machines the customers write about, some of them in the free period.</summary>
    private async Task RegisterEquipmentAsync()
    {
        using var client = new HttpClient { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"admin:{AdminPassword}")));
        async Task Post(string path, object body)
        {
            using var answer = await client.PostAsJsonAsync(path, body);
            if (!answer.IsSuccessStatusCode)
                throw new InvalidOperationException($"{path} answered {answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        }
        foreach (var (owner, model) in HistoryRequests.Machines)
        {
            await Post("/api/customers", new { name = owner.CustomerName, email = owner.CustomerEmail, company = owner.CustomerCompany, phone = owner.CustomerPhone, language = owner.Language.Code() });
            for (var i = 0; i < HistoryRequests.PerModel; i++)
                await Post("/api/equipment", new
                {
                    serialNumber = HistoryRequests.Serial(model, i), model, customerEmail = owner.CustomerEmail, state = "inService",
                    installedOn = CompanyHistory.From.AddDays(-200 * i).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    warrantyUntil = CompanyHistory.From.AddDays(730 - (200 * i)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                });
        }
    }
}
