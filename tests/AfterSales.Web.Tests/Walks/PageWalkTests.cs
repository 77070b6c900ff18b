using System.Text.RegularExpressions;
using AfterSales.TestSupport;
using AfterSales.Web.Tests.Product;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.Walks;

/// <summary>Every page in a real browser, on a phone, a tablet and at a desk: accessible, not too wide, no script error, no missing text.</summary>
/// <remarks>On a product of its own: it runs beside the other walks.</remarks>
public sealed partial class PageWalkTests(WalkedProduct product) : IClassFixture<WalkedProduct>
{
    /// <summary>Only takes a form and leads on.</summary>
    private const string ShowsNothing = "/signout";

    /// <summary>Pages about something that is only there while somebody draws or tries a workflow: which script looks at them, and where in it.</summary>
    private static readonly Dictionary<string, (string Script, string Words)> Elsewhere = new()
    {
        ["/designer/{kind:regex(^(bpmn|form|decision|mail)$)}/{name}"] = ("designer.mjs", "/designer/bpmn/"),
        ["/designer/publish"] = ("designer.mjs", "/designer/publish"),
        ["/designer/compare"] = ("designer.mjs", "/designer/compare"),
        ["/designer/changes/{key:long}"] = ("designer.mjs", "/designer/changes"),
        ["/designer/runs/{key:long}"] = ("testrun.mjs", "'run-task'"),
    };

    [Theory]
    [InlineData("en")]
    [InlineData("fa")]
    [InlineData("zh")]
    public async Task The_pages_have_no_flaw(string language)
    {
        var chromium = Part.Browser();
        Part.Require(chromium is not null, "Chromium is needed to walk the pages.");
        string[] screenshots = Environment.GetEnvironmentVariable("AFTERSALES_SCREENSHOTS") is { Length: > 0 } folder ? ["--screenshots", folder] : [];
        var result = await NodeScript.RunAsync(
            "browser", ["pages.mjs", product.Address, RunningProduct.Admin, RunningProduct.AdminPassword, language, "--chromium", chromium!, .. screenshots],
            TestContext.Current.CancellationToken);
        result.ExitCode.ShouldBe(0, $"{result.Output}\n{product.Log}");
        var seen = result.Output.Split('\n').Where(line => line.StartsWith("seen ", StringComparison.Ordinal)).Select(line => line["seen ".Length..].Trim()).ToList();
        foreach (var (route, page) in Routes().Where(one => one.Route != ShowsNothing && !Elsewhere.ContainsKey(one.Route)))
            seen.ShouldContain(path => Regex.IsMatch(path, page), $"the walk looks at {route}");
    }

    [Fact]
    public void What_the_walk_leaves_to_others_they_do()
    {
        var routes = Routes().Select(one => one.Route).ToList();
        foreach (var (route, (script, words)) in Elsewhere)
        {
            routes.ShouldContain(route, "a page that is gone need not be excused");
            File.ReadAllText(RepositoryRoot.Combine("tests", "browser", script)).ShouldContain(words, customMessage: route);
        }
    }

    /// <summary>Every page by the route it declares, and what its address looks like; the part that names a handler is no page of its own.</summary>
    private static IEnumerable<(string Route, string Address)> Routes()
    {
        foreach (var file in Directory.EnumerateFiles(RepositoryRoot.Combine("src", "AfterSales.Web", "Pages"), "*.cshtml", SearchOption.AllDirectories))
            if (Declared().Match(File.ReadAllText(file)) is { Success: true } declared && Handler().Replace(declared.Groups[1].Value, "") is { Length: > 0 } route)
                yield return (route, "^" + Parameter().Replace(route.Replace(".", "\\.", StringComparison.Ordinal), match => match.Value.EndsWith("?}", StringComparison.Ordinal) ? "(/[^/]*)?" : match.Value.Contains("**", StringComparison.Ordinal) ? "/.+" : "/[^/]+") + "$");
    }

    [GeneratedRegex("^\\uFEFF?@page \"([^\"]+)\"")]
    private static partial Regex Declared();

    [GeneratedRegex(@"/\{handler[^/]*\}$")]
    private static partial Regex Handler();

    [GeneratedRegex(@"/\{(?:[^{}()]|\([^)]*\)[^)]*\))*\??\}")]
    private static partial Regex Parameter();
}
