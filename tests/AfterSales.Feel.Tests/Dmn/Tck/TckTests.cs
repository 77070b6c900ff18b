using System.Globalization;
using AfterSales.TestSupport;
using Shouldly;
using Xunit;

namespace AfterSales.Feel.Tests.Dmn.Tck;

/// <summary>
/// The DMN Technology Compatibility Kit, read from the folder that the variable DMN_TCK names, else from
/// shared/conformance/dmn-tck beside the repository.
/// </summary>
public sealed class TckTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("compliance-level-2", 92)]
    [InlineData("compliance-level-3", 2403)]
    public void The_compatibility_kit_passes_as_far_as_promised(string level, int floor)
    {
        var folder = Folder();
        Part.Require(folder is not null, "The DMN TCK is not there: put it beside the repository (../shared/conformance/dmn-tck) or name its folder in DMN_TCK.");
        var outcomes = Directory.EnumerateDirectories(Path.Combine(folder!, level)).Order(StringComparer.Ordinal).SelectMany(TckSuite.Run).ToList();
        outcomes.ShouldNotBeEmpty();
        foreach (var suite in outcomes.GroupBy(o => o.Suite))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{suite.Key}: {suite.Count(o => o.Passed)} passed, {suite.Count(o => !o.Passed)} failed"));
            foreach (var failed in suite.Where(o => !o.Passed))
                output.WriteLine($"    {failed.Case} {failed.Decision}: {failed.Detail}");
        }
        var passed = outcomes.Count(o => o.Passed);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{level}: {passed} of {outcomes.Count} passed"));
        passed.ShouldBeGreaterThanOrEqualTo(floor);
    }

    private static string? Folder()
    {
        if (Environment.GetEnvironmentVariable("DMN_TCK") is { Length: > 0 } named)
            return Directory.Exists(named) ? named : null;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "AfterSales.sln")))
                return Path.Combine(folder.Parent?.FullName ?? "/", "shared", "conformance", "dmn-tck") is var kit && Directory.Exists(kit) ? kit : null;
        return null;
    }
}
