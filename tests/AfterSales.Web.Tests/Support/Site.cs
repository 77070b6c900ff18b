using System.Net;
using AfterSales.TestSupport;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AfterSales.Web.Tests.Support;

/// <summary>The real host on a real port, with a fresh database, the shipped workflows and the demo people.</summary>
public class Site : WebApplicationFactory<Program>, IAsyncLifetime
{
    public const string AdminPassword = "the-admin-of-the-tests";
    public const string DemoPassword = "the-demo-of-the-tests";

    private readonly string folder = Directory.CreateTempSubdirectory("aftersales-web-").FullName;

    public Site() => UseKestrel(0);

    /// <summary>Where the host listens.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Settings a group of tests needs differently.</summary>
    protected virtual IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("AfterSales:DataDirectory", folder);
        builder.UseSetting("AfterSales:Urls", "http://127.0.0.1:0");
        builder.UseSetting("AfterSales:PublicUrl", "http://after-sales.example");
        builder.UseSetting("AfterSales:AdminPassword", AdminPassword);
        builder.UseSetting("AfterSales:DemoPassword", DemoPassword);
        // Tests of lists make what they list.
        builder.UseSetting("AfterSales:DemoData", "false");
        builder.UseSetting("AfterSales:Limits:Requests", "10000");
        builder.UseSetting("AfterSales:Limits:SignIns", "10000");
        builder.UseSetting("AfterSales:Limits:Links", "10000");
        foreach (var (key, value) in Settings)
            builder.UseSetting(key, value);
        builder.UseEnvironment("Production");
    }

    public virtual async ValueTask InitializeAsync()
    {
        StartServer();
        Address = new Uri(Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());
        using var client = new HttpClient { BaseAddress = Address };
        await Eventually.HoldsAsync("the host is ready", async () => (await client.GetAsync("/health/ready")).StatusCode == HttpStatusCode.OK);
    }

    /// <summary>A visitor with his own cookies, who reads this language.</summary>
    public Visitor Visit(string language = "en") => new(this, language);

    /// <summary>Somebody who is signed in.</summary>
    public async Task<Visitor> SignInAsync(string name, string password = DemoPassword, string language = "en")
    {
        var visitor = Visit(language);
        var page = await visitor.GetAsync("/signin");
        var answer = await visitor.SubmitAsync(page, "form[data-form=signin]", ("name", name), ("password", password));
        if (answer.Status != HttpStatusCode.Redirect && answer.Status != HttpStatusCode.Found)
            throw new InvalidOperationException($"{name} could not sign in: {answer.Document.Body?.TextContent}");
        return visitor;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (IOException)
        {
            // The database may be let go of a moment later; the folder is temporary anyway.
        }
        GC.SuppressFinalize(this);
    }
}
