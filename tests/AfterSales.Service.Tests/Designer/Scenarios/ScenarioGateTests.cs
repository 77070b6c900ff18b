using AfterSales.Engine;
using AfterSales.Service.Designer;
using AfterSales.Service.Designer.Scenarios;
using AfterSales.Service.Tests.Designer.Runs;
using AfterSales.Service.Tests.Workflows;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Designer.Scenarios;

/// <summary>A change that breaks a scenario is not published; what was run stays on record (LINT-25).</summary>
[Collection(ShippedServiceCollection.Name)]
public sealed class ScenarioGateTests(ShippedService shipped)
{
    private static readonly ArtifactId Complaint = new(ArtifactKind.Workflow, "complaint-handling");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Releases Releases => shipped.Service.Get<Releases>();

    [Fact]
    public async Task A_change_that_breaks_a_scenario_waits_until_it_is_retired_with_a_reason()
    {
        var script = ShippedService.Script(FlowPath.Complaint("not-responsible"));
        var run = await shipped.Runs.PlayAsync(script, await shipped.Libraries.WithDraftsAsync(Ct), Ct);
        var saved = (await shipped.Scenarios.SaveAsync("Not ours", script, Expectation.Of(run, steps: true, mails: true, deadlines: true), "owner", Ct)).Value;
        // Who is not responsible no longer explains: the case ends elsewhere.
        await using var draft = await shipped.DraftAsync(Complaint, "nature.kind = \"notResponsible\"", "nature.kind = \"never\"", Ct);
        var reference = new DraftReference(Complaint, 1);

        var report = (await Releases.JudgeAsync([reference], Ct)).Value;
        var finding = report.Findings.First(found => found.Rule == "scenario" && found.Message.English.Contains("Not ours", StringComparison.Ordinal));
        (finding.Weight, finding.Artifact).ShouldBe((GateWeight.Error, Complaint));
        finding.Message.Persian.ShouldNotBeNull().ShouldContain("Not ours");
        var refused = await Releases.ProposeAsync([reference], "Nobody explains any more", "I insist", DesignerFixture.Owner, Ct);
        refused.Failure.Kind.ShouldBe(FailureKind.Conflict, "no reason helps against a scenario");

        (await shipped.Scenarios.RetireAsync(saved.Key, " ", "owner", Ct)).Failure.Kind.ShouldBe(FailureKind.Invalid);
        foreach (var failing in report.Scenarios.Where(result => !result.Passed))
            (await shipped.Scenarios.RetireAsync(failing.Scenario.Key, "We always take responsibility now.", "owner", Ct)).IsOk.ShouldBeTrue();
        var after = (await Releases.JudgeAsync([reference], Ct)).Value;
        after.Findings.ShouldNotContain(found => found.Rule == "scenario");
        var proposed = await Releases.ProposeAsync([reference], "Nobody explains any more", "For the test", DesignerFixture.Owner, Ct);
        if (proposed.IsOk)
            (await shipped.Scenarios.EvidenceAsync(proposed.Value.Key, Ct)).ShouldAllBe(evidence => evidence.Passed && evidence.RunBy == "owner");
        else // The self-check may have its own say about the changed gateway; scenarios no longer stand against it.
            proposed.Failure.Message.ShouldNotContain("Not ours");
        foreach (var retired in (await shipped.Scenarios.AllAsync(Ct)).Where(scenario => !scenario.IsActive))
            (await shipped.Scenarios.RestoreAsync(retired.Key, "owner", Ct)).IsOk.ShouldBeTrue();
        (await shipped.Scenarios.HistoryAsync(saved.Key, Ct)).Select(change => (change.What, change.Reason)).ShouldBe([("restored", null), ("retired", "We always take responsibility now."), ("saved", null)]);
    }

    [Fact]
    public async Task A_change_that_breaks_nothing_carries_its_evidence()
    {
        await using var draft = await shipped.DraftAsync(Complaint, "isExecutable=\"true\"", "isExecutable=\"true\" ", Ct);
        var proposed = (await Releases.ProposeAsync([new DraftReference(Complaint, 1)], "A blank", "For the test", DesignerFixture.Owner, Ct)).Value;
        var evidence = await shipped.Scenarios.EvidenceAsync(proposed.Key, Ct);
        evidence.Count(run => run.ProcessId == "complaint-handling").ShouldBeGreaterThanOrEqualTo(3);
        evidence.ShouldAllBe(run => run.Passed);
        await Releases.WithdrawAsync(proposed.Key, DesignerFixture.Owner, Ct);
    }

    [Fact]
    public async Task Scenarios_travel_with_their_workflow()
    {
        var archive = shipped.Service.Get<Archive>();
        var exported = (await archive.ExportAsync(Complaint, Ct))!;
        var imported = await archive.ImportAsync([("complaint.zip", exported)], "owner", Ct);
        imported.ShouldContain(file => file.Name == "workflows/scenarios/complaint-handling.json");
        var broken = await archive.ImportAsync([("scenarios/wrong.json", "{\"scenarios\": 1}"u8.ToArray())], "owner", Ct);
        broken.ShouldHaveSingleItem().Problem.ShouldNotBeNull();
    }
}
