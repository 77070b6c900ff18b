using AfterSales.Service.Designer.Scenarios;
using AfterSales.Service.Tests.Designer.Runs;
using AfterSales.Service.Tests.Workflows;
using AfterSales.TestSupport;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Designer.Scenarios;

/// <summary>
/// The scenarios that come with the workflows pass on them (LINT-25). Where a workflow was changed on purpose, <c>AFTERSALES_WRITE_SCENARIOS=1</c>
/// writes what the runs do now; the difference is to be read before it is committed.
/// </summary>
[Collection(ShippedServiceCollection.Name)]
public sealed class ScenarioFileTests(ShippedService shipped)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    // Whom reminders reach depends on who is whose superior: scenarios that let time pass expect no mails, so that they hold in every company.
    /// <summary>The paths of the walks that are kept as scenarios, by workflow.</summary>
    private static readonly string[] Kept =
    [
        "complaint-handling/solved-and-satisfied", "complaint-handling/out-of-scope", "complaint-handling/time-limit-passed", "complaint-handling/information-missing",
        "complaint-handling/not-satisfied-twice", "repair/on-site", "repair/declined", "return-exchange/exchanged", "customer-training/trained-and-signed",
    ];

    [Fact]
    public async Task The_shipped_scenarios_pass_on_the_shipped_workflows()
    {
        if (Environment.GetEnvironmentVariable("AFTERSALES_WRITE_SCENARIOS") is { Length: > 0 })
            await WriteAsync();
        var results = await shipped.Scenarios.RunAsync(processId: null, Ct);
        results.Where(result => !result.Passed).Select(result => $"{result.Scenario.ProcessId}/{result.Scenario.Name}: {result.Departure!.Why.English}").ShouldBeEmpty();
        results.Count(result => result.Scenario.ProcessId == "complaint-handling").ShouldBeGreaterThanOrEqualTo(3);
    }

    private async Task WriteAsync()
    {
        var library = await shipped.Libraries.WithDraftsAsync(Ct);
        foreach (var file in Kept.Where(FlowPath.All.ContainsKey).Select(key => FlowPath.All[key]).GroupBy(path => path.ProcessId))
        {
            var written = new List<WrittenScenario>();
            foreach (var path in file)
            {
                var script = ShippedService.Script(path);
                var run = await shipped.Runs.PlayAsync(script, library, Ct);
                run.Refusal.ShouldBeNull($"{path.Key}: {run.Refusal?.Why.English}");
                written.Add(new WrittenScenario(path.Key[(path.Key.IndexOf('/', StringComparison.Ordinal) + 1)..], script, Expectation.Of(run, steps: true, mails: path.Steps.All(step => step.Timer is null), deadlines: true)));
            }
            var target = RepositoryRoot.Combine("workflows", ScenarioFiles.PathOf(file.Key));
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            await File.WriteAllBytesAsync(target, ScenarioFiles.Write(file.Key, written), Ct);
        }
    }
}
