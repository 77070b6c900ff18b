using Xunit;

namespace AfterSales.Service.Tests.Workflows;

/// <summary>The paths again, on the durable engine: what the pure interpreter does must also survive on disk.</summary>
public sealed class DurablePathTests
{
    public static TheoryData<string> Paths => new(ComplaintPath.All.Keys);

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task The_path_leads_to_its_end_on_disk(string name)
    {
        await using var walk = await DurableWalk.StartAsync();
        foreach (var step in ComplaintPath.All[name].Steps)
            await walk.TakeAsync(step);
        await walk.EndsAsync();
    }

    [Theory]
    [InlineData("solved-and-satisfied")]
    [InlineData("one-head-rejects")]
    [InlineData("withdrawn")]
    public async Task A_restart_after_every_step_changes_nothing(string name)
    {
        await using var walk = await DurableWalk.StartAsync();
        foreach (var step in ComplaintPath.All[name].Steps)
        {
            await walk.TakeAsync(step);
            await walk.RestartAsync();
        }
        await walk.EndsAsync();
    }
}
