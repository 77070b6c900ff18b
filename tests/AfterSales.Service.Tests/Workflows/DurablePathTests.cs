using Xunit;

namespace AfterSales.Service.Tests.Workflows;

/// <summary>The paths again, on the durable engine: what the pure interpreter does must also survive on disk.</summary>
public sealed class DurablePathTests
{
    public static TheoryData<string> Paths => new(FlowPath.All.Keys);

    public static TheoryData<string> PathsWithRestarts => new(FlowPath.All.Values.Where(path => path.WithRestarts).Select(path => path.Key));

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task The_path_leads_to_its_end_on_disk(string key)
    {
        await using var walk = await DurableWalk.StartAsync(FlowPath.All[key]);
        foreach (var step in FlowPath.All[key].Steps)
            await walk.TakeAsync(step);
        await walk.EndsAsync();
    }

    [Theory]
    [MemberData(nameof(PathsWithRestarts))]
    public async Task A_restart_after_every_step_changes_nothing(string key)
    {
        await using var walk = await DurableWalk.StartAsync(FlowPath.All[key]);
        foreach (var step in FlowPath.All[key].Steps)
        {
            await walk.TakeAsync(step);
            await walk.RestartAsync();
        }
        await walk.EndsAsync();
    }
}
