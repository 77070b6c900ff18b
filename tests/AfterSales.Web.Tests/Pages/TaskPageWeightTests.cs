using System.Diagnostics;
using System.Text.RegularExpressions;
using AfterSales.Web.Tests.Support;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.Pages;

/// <summary>The page that opens from a mail on a phone: how long the server takes for it and how much has to be loaded.</summary>
public sealed partial class TaskPageWeightTests(Site site) : IClassFixture<Site>
{
    private const int MostBytes = 150_000;
    private const int MostMilliseconds = 100;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("en")]
    [InlineData("fa")]
    [InlineData("zh")]
    public async Task The_first_visit_loads_less_than_150_kB_with_script_styles_and_fonts(string language)
    {
        var request = await site.ComplainAsync($"weight-{language}@customer.example");
        var address = (await site.TaskLinksAsync(request.CaseNumber))[0].Address;
        using var visitor = site.Visit(language);
        await visitor.GetAsync($"{address}?lang={language}");
        var page = await visitor.GetAsync(address);
        visitor.Client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("gzip, br");
        async Task<byte[]> Load(string path) => await visitor.Client.GetByteArrayAsync(path, Ct);
        var loaded = new Dictionary<string, int> { [address] = (await Load(address)).Length };
        var styles = page.All("link[rel=stylesheet]").Select(link => link.GetAttribute("href")!).ToList();
        foreach (var path in styles.Concat(page.All("script[src]").Select(script => script.GetAttribute("src")!)).Concat(page.All("link[rel=modulepreload]").Select(link => link.GetAttribute("href")!)).Distinct())
            loaded[path] = (await Load(path)).Length;
        visitor.Client.DefaultRequestHeaders.AcceptEncoding.Clear();
        foreach (var style in styles)
            foreach (Match font in Font().Matches(await visitor.Client.GetStringAsync(style, Ct)))
                // A browser loads a font when a letter needs it: the Persian one on Persian pages, the Latin ones on all.
                if (language == "fa" || !font.Value.Contains("vazirmatn", StringComparison.OrdinalIgnoreCase))
                {
                    var path = new Uri(new Uri(site.Address, style), font.Groups[1].Value).AbsolutePath;
                    loaded[path] = (await Load(path)).Length;
                }
        var told = string.Join("\n", loaded.OrderByDescending(one => one.Value).Select(one => $"{one.Value,7} {one.Key}"));
        TestContext.Current.TestOutputHelper?.WriteLine($"{language}: {loaded.Values.Sum()} bytes\n{told}");
        styles.ShouldNotBeEmpty("without the built files nothing was measured");
        loaded.Values.Sum().ShouldBeLessThan(MostBytes, told);
    }

    [Fact]
    public async Task The_server_answers_within_100_ms()
    {
        var request = await site.ComplainAsync("fast@customer.example");
        var address = (await site.TaskLinksAsync(request.CaseNumber))[0].Address;
        using var visitor = site.Visit();
        for (var i = 0; i < 5; i++)
            await visitor.GetAsync(address);
        var times = new List<double>();
        for (var i = 0; i < 40; i++)
        {
            var watch = Stopwatch.StartNew();
            using var answer = await visitor.Client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, Ct);
            times.Add(watch.Elapsed.TotalMilliseconds);
        }
        times.Sort();
        TestContext.Current.TestOutputHelper?.WriteLine($"first byte: median {times[20]:0.0} ms, fastest quarter {times[10]:0.0} ms, slowest {times[^1]:0.0} ms");
        // The machine may be busy with something else; a quarter of the answers is not.
        times[10].ShouldBeLessThan(MostMilliseconds);
    }

    [GeneratedRegex(@"url\(([^)]+\.woff2)\)")]
    private static partial Regex Font();
}
