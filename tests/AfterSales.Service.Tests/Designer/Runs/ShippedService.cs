using AfterSales.Service.Designer;
using AfterSales.Service.Designer.Runs;
using AfterSales.Service.Designer.Scenarios;
using AfterSales.Service.Tests.Workflows;
using Xunit;

namespace AfterSales.Service.Tests.Designer.Runs;

/// <summary>Tests that share one service and leave no draft behind.</summary>
[CollectionDefinition(Name)]
public sealed class ShippedServiceCollection : ICollectionFixture<ShippedService>
{
    public const string Name = "shipped workflows";
}

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

    /// <summary>The file in force with something else in one place, as a draft until it is disposed.</summary>
    public async Task<IAsyncDisposable> DraftAsync(ArtifactId id, string before, string after, CancellationToken ct)
    {
        var content = (await Service.Get<PublishedArtifacts>().ContentAsync(id, ct))!;
        if (!content.Contains(before, StringComparison.Ordinal))
            throw new InvalidOperationException($"{id} does not hold '{before}'.");
        var saved = await Drafts.SaveAsync(id, 0, content.Replace(before, after, StringComparison.Ordinal), DesignerFixture.Owner.Id, ct);
        return new Discarding(Drafts, id, saved.Value.Draft.Revision);
    }

    private sealed class Discarding(Drafts drafts, ArtifactId id, int revision) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await drafts.DiscardAsync(id, revision, DesignerFixture.Owner.Id, CancellationToken.None);
    }

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
