using AfterSales.Service.CorrectiveActions;
using Shouldly;
using Xunit;
using static AfterSales.Service.Tests.TestDomain;

namespace AfterSales.Service.Tests.CorrectiveActions;

public sealed class CorrectiveActionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_run_keeps_one_line_through_failed_checks_to_the_effect()
    {
        await using var service = await TestService.StartAsync();
        var line = new CorrectiveAction { Number = "", InstanceKey = 42, Problem = "Seam breaks", Cause = "Wrong seal", Measure = "Replace the lot", State = CorrectiveActionStates.Open };

        var number = await RegisterAsync(service, line);
        number.ShouldBe("CAR-2026-0001");
        (await RegisterAsync(service, line with { State = CorrectiveActionStates.NotEffective, Cause = null, Measure = null })).ShouldBe(number);
        (await RegisterAsync(service, line with { State = CorrectiveActionStates.Open, Cause = "Wrong gas" })).ShouldBe(number);
        (await RegisterAsync(service, line with { State = CorrectiveActionStates.Effective, Cause = null })).ShouldBe(number);

        var kept = (await service.Engine.ReadAsync(db => CorrectiveActionTable.Find(db, number), Ct))!;
        (kept.State, kept.Cause, kept.Measure, kept.FailedChecks).ShouldBe((CorrectiveActionStates.Effective, "Wrong gas", "Replace the lot", 1));
        kept.ClosedAt.ShouldNotBeNull();
        (await RegisterAsync(service, line with { InstanceKey = 43 })).ShouldBe("CAR-2026-0002", "another run has a line of its own");
    }

    [Fact]
    public async Task The_step_gives_the_number_and_refuses_a_state_there_is_not()
    {
        await using var service = await TestService.StartAsync();
        (await service.StepAsync("register-corrective-action", "correctiveAction", ("state", Text("open")), ("problem", Text("P")))).TextOf("number").ShouldBe("CAR-2026-0001");
        (await service.RefusalAsync("register-corrective-action", ("state", Text("maybe")), ("problem", Text("P")))).ShouldContain("must be one of open, effective, notEffective");
        (await service.RefusalAsync("register-corrective-action", ("state", Text("open")))).ShouldContain("'problem' is empty");
    }

    private static Task<string> RegisterAsync(TestService service, CorrectiveAction line) =>
        service.Engine.WriteAsync(commit => CorrectiveActionTable.Register(commit, line, 2026), ct: Ct);
}
