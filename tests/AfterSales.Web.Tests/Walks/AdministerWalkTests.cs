using System.Globalization;
using System.Net;
using System.Net.Sockets;
using AfterSales.TestSupport;
using AfterSales.Web.Tests.Product;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.Walks;

/// <summary>A product that sends its mails to a server which the walk starts and ends.</summary>
public sealed class MailingProduct : WalkedProduct
{
    public override async ValueTask InitializeAsync()
    {
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            MailPort = ((IPEndPoint)listener.LocalEndpoint).Port;
        }
        Settings["AfterSales__Mail__Transport"] = "Smtp";
        Settings["AfterSales__Mail__From"] = "service@company.example";
        Settings["AfterSales__Mail__Smtp__Host"] = "127.0.0.1";
        Settings["AfterSales__Mail__Smtp__Port"] = MailPort.ToString(CultureInfo.InvariantCulture);
        Settings["AfterSales__Mail__Smtp__Security"] = "None";
        await base.InitializeAsync();
    }

    public int MailPort { get; private set; }
}

/// <summary>Every part of the administration used once in a real browser, with a real mail server, in three languages.</summary>
public sealed class AdministerWalkTests(MailingProduct product) : IClassFixture<MailingProduct>
{
    [Theory]
    [InlineData("en")]
    [InlineData("fa")]
    [InlineData("zh")]
    public async Task A_new_administrator_finds_and_uses_every_part(string language)
    {
        var chromium = Part.Browser();
        Part.Require(chromium is not null, "Chromium is needed to walk the pages.");
        string[] screenshots = Environment.GetEnvironmentVariable("AFTERSALES_SCREENSHOTS") is { Length: > 0 } folder ? ["--screenshots", folder] : [];
        // Installs the mail server's packages where they are missing.
        await NodeScript.PrepareAsync("mail-server", TestContext.Current.CancellationToken);
        var result = await NodeScript.RunAsync(
            "browser",
            ["administer.mjs", product.Address, RunningProduct.Admin, RunningProduct.AdminPassword, language, product.MailPort.ToString(CultureInfo.InvariantCulture), "--chromium", chromium!, .. screenshots],
            TestContext.Current.CancellationToken);
        result.ExitCode.ShouldBe(0, $"{result.Output}\n{product.Log}");
    }
}
