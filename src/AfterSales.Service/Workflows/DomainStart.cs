using AfterSales.Engine;
using AfterSales.Service.Demo;
using AfterSales.Service.Designer;
using AfterSales.Service.People;
using Microsoft.Extensions.Hosting;

namespace AfterSales.Service.Workflows;

/// <summary>
/// What has to be there before anything runs: the database, people, workflows. Registered before the engine's own hosted
/// service, so that no timer fires and no job starts on a half-prepared system.
/// </summary>
public sealed class DomainStart(ProcessEngine engine, PeopleStore people, WorkflowLoader workflows, Publication publication, Designer.Scenarios.ScenarioBook scenarios, AfterSalesOptions options) : IHostedService
{
    public async Task RunAsync(CancellationToken ct = default)
    {
        await engine.PrepareAsync(ct);
        if (options.DemoPeople)
            await engine.WriteAsync(commit => DemoPeople.Seed(commit, people), ct: ct);
        if (options.DemoData)
            await engine.WriteAsync(commit => DemoData.Seed(commit), ct: ct);
        await workflows.DeployAsync(ct);
        await scenarios.StartAsync(ct);
        await publication.StartAsync(options.SignOff, ct);
    }

    Task IHostedService.StartAsync(CancellationToken cancellationToken) => RunAsync(cancellationToken);

    Task IHostedService.StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
