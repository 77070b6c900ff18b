using AfterSales.Service.Escalation;
using Dapper;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Escalation;

/// <summary>The sweeps run every few seconds for years: what they ask may cost what is due, not what ever was.</summary>
public sealed class SweepPlanTests
{
    [Fact]
    public async Task Sweeps_find_what_is_due_by_an_index()
    {
        await using var service = await TestService.StartAsync();
        string[] asked = [EscalationTable.TasksWithDueRungsSql, EscalationTable.PersonsWithDueNoticesSql, EscalationTable.DueTasksOfSql, EscalationTable.DueForSql];
        foreach (var sql in asked)
        {
            var plan = await service.Engine.ReadAsync(
                db => db.Query("EXPLAIN QUERY PLAN " + sql, new { now = 0L, limit = 1, personId = "somebody" }).Select(row => (string)row.detail).ToList(), TestContext.Current.CancellationToken);
            plan.ShouldContain(step => step.Contains("_planned (", StringComparison.Ordinal), sql);
            plan.ShouldAllBe(step => !step.StartsWith("SCAN", StringComparison.Ordinal), sql);
        }
    }
}
