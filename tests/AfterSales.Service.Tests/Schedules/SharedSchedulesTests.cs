using AfterSales.Service.Schedules;
using AfterSales.TestSupport;
using Dapper;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Schedules;

/// <summary>Two services on one database look for what has come round at the same moment.</summary>
public sealed class SharedSchedulesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_period_opens_one_case_whichever_node_looks_first()
    {
        using var schema = TestSchema.New();
        await using var first = await TestService.StartAsync(workflows: TestWorkflows.Shipped, database: schema.ConnectionString);
        await using var second = await TestService.StartAsync(workflows: TestWorkflows.Shipped, database: schema.ConnectionString);
        foreach (var node in new[] { first, second })
            node.Clock.Pin(new DateTimeOffset(2026, 12, 1, 8, 0, 0, TimeSpan.Zero));

        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => (i % 2 == 0 ? first : second).Get<ScheduleSweep>().RunOnceAsync(Ct)));

        var runs = await first.Engine.ReadAsync(
            db => db.Query<(string Schedule, string Period, string Target, string State, string? Result)>(
                "SELECT schedule_id, period_id, target, state, result FROM schedule_run").ToList(), Ct);
        runs.ShouldContain(run => run.Schedule == "monthly-complaint-report" && run.Period == "2026-11" && run.State == "done");
        runs.ShouldAllBe(run => run.State == "done" || run.State == "skipped");
        runs.Select(run => (run.Schedule, run.Period, run.Target)).ShouldBeUnique();
        var reports = await first.Engine.ReadAsync(db => db.Query<string>("SELECT case_number FROM cases WHERE kind = 'monthly-report'").ToList(), Ct);
        reports.ShouldBe([runs.Single(run => run.Schedule == "monthly-complaint-report" && run.Period == "2026-11").Result!]);
    }
}
