using System.Globalization;
using System.Net;
using System.Net.Sockets;
using AfterSales.Web.Hosting;
using Microsoft.Extensions.Configuration;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.Hosting;

public sealed class StartupChecksTests
{
    [Fact]
    public void A_machine_that_is_fine_has_no_problem() => StartupChecks.Problem(Settings()).ShouldBeNull();

    [Fact]
    public void A_busy_port_is_named_with_the_way_out()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var problem = StartupChecks.Problem(Settings(("Urls", $"http://127.0.0.1:{port}"))).ShouldNotBeNull();
        problem.ShouldContain(port.ToString(CultureInfo.InvariantCulture));
        problem.ShouldContain("AfterSales__Urls");
        problem.ShouldNotContain("\n", customMessage: "one sentence, no stack trace");
    }

    [Fact]
    public void A_data_folder_that_cannot_be_written_is_named_with_the_way_out()
    {
        // A file where the folder should be is refused to everybody, an administrator included.
        var file = Path.GetTempFileName();
        var problem = StartupChecks.Problem(Settings(("DataDirectory", Path.Combine(file, "data")))).ShouldNotBeNull();
        problem.ShouldContain(file);
        problem.ShouldContain("AfterSales__DataDirectory");
        File.Delete(file);
    }

    [Fact]
    public void An_address_that_is_none_is_named() =>
        StartupChecks.Problem(Settings(("Urls", "nonsense"), ("PublicUrl", "http://after-sales.example"))).ShouldNotBeNull().ShouldContain("nonsense");

    [Fact]
    public void The_data_folder_stands_beside_the_workflows_unless_it_is_set()
    {
        AfterSalesSettings.Read(Configuration(), "/srv/home").DataDirectory.ShouldBe(Path.GetFullPath("/srv/home/data"));
        AfterSalesSettings.Read(Configuration(("DataDirectory", "elsewhere")), "/srv/home").DataDirectory.ShouldBe(Path.GetFullPath("/srv/home/elsewhere"));
    }

    [Theory]
    [InlineData("http://127.0.0.1:5080", "http://127.0.0.1:5080")]
    [InlineData("http://0.0.0.0:8080;https://0.0.0.0:8443", "http://localhost:8080")]
    [InlineData("http://*:80", "http://localhost:80")]
    public void Links_in_mails_begin_with_an_address_that_a_browser_can_open(string urls, string expected) =>
        AfterSalesSettings.Read(Configuration(("Urls", urls)), "/srv/home").PublicUrl.ShouldBe(expected);

    private static AfterSalesSettings Settings(params (string Key, string Value)[] values)
    {
        var home = Directory.CreateTempSubdirectory("aftersales-checks-").FullName;
        if (values.All(value => value.Key != "Urls"))
            values = [.. values, ("Urls", "http://127.0.0.1:0")];
        return AfterSalesSettings.Read(Configuration(values), home);
    }

    private static IConfiguration Configuration(params (string Key, string Value)[] values) => new ConfigurationBuilder()
        .AddInMemoryCollection(values.Select(value => KeyValuePair.Create<string, string?>("AfterSales:" + value.Key, value.Value)))
        .Build();
}
