using AfterSales.Service.Designer;
using AfterSales.Service.Designer.Runs;
using AfterSales.Service.Designer.Scenarios;
using AfterSales.Service.Tests.Workflows;
using Xunit;

namespace AfterSales.Service.Tests.Designer.Runs;

/// <summary>One service with the shipped workflows for the tests of runs, scenarios and replay.</summary>
public sealed class ShippedService : IAsyncLifetime
{
    public TestService Service { get; private set; } = null!;

    public TestRuns Runs => Service.Get<TestRuns>();

    public RunLibraries Libraries => Service.Get<RunLibraries>();

    public ScenarioBook Scenarios => Service.Get<ScenarioBook>();

    public Drafts Drafts => Service.Get<Drafts>();

    public async ValueTask InitializeAsync() => Service = await TestService.StartAsync(workflows: TestWorkflows.Shipped);

    public ValueTask DisposeAsync() => Service.DisposeAsync();

    /// <summary>A path of the shipped workflows as the script of a run.</summary>
    internal static RunScript Script(FlowPath path) => new()
    {
        Process = path.ProcessId,
        At = new DateTimeOffset(2026, 11, 23, 6, 0, 0, TimeSpan.Zero),
        Variables = Json(path.StartVariables),
        Actions =
        [
            .. path.Steps.Select(step => step.Task is not null
                ? new RunAction { Do = RunDeed.Complete, Step = step.Task, Answers = (step.Answers ?? []).ToDictionary(answer => answer.Key, answer => (IReadOnlyList<string>)[answer.Value]) }
                : step.Timer is not null ? new RunAction { Do = RunDeed.Timer, Step = step.Timer }
                : new RunAction { Do = RunDeed.Message, Step = step.Message, Variables = Json(step.MessageVariables) }),
        ],
    };

    public static System.Text.Json.JsonElement Json(AfterSales.Feel.Values.FeelContext context)
    {
        using var document = System.Text.Json.JsonDocument.Parse(AfterSales.Feel.Values.FeelJson.ToJson(context));
        return document.RootElement.Clone();
    }
}
