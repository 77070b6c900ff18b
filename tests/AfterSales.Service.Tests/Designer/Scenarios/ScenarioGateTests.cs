using AfterSales.Bpmn.Lint;
using AfterSales.Engine;
using AfterSales.Service.Designer;
using AfterSales.Service.Designer.Runs;
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
    public async Task Ways_no_scenario_takes_ask_for_a_reason_which_stays_with_the_change()
    {
        await using var draft = await shipped.DraftAsync(Complaint, "isExecutable=\"true\"", "isExecutable=\"true\" ", Ct);
        var reference = new DraftReference(Complaint, 1);
        var report = (await Releases.JudgeAsync([reference], Ct)).Value;
        var untaken = report.Findings.Where(found => found.Rule == "LINT-25").ShouldHaveSingleItem();
        (untaken.Weight, untaken.Artifact).ShouldBe((GateWeight.Warning, Complaint));
        var before = Lines(untaken);
        before.Count.ShouldBeGreaterThan(1);
        untaken.Message.Persian.ShouldNotBe(untaken.Message.English);
        (await Releases.ProposeAsync([reference], "A blank", null, DesignerFixture.Owner, Ct)).Failure.Kind.ShouldBe(FailureKind.Invalid, "it asks for a reason");
        var proposed = (await Releases.ProposeAsync([reference], "A blank", "They are rare", DesignerFixture.Owner, Ct)).Value;
        (await shipped.Scenarios.UntakenAsync(proposed.Key, Ct)).ShouldBe([new UntakenWays("complaint-handling", untaken.Message)]);
        await Releases.WithdrawAsync(proposed.Key, DesignerFixture.Owner, Ct);

        // Drawing says the same, but asks for nothing; without the scenarios nothing was tried at all.
        var content = (await shipped.Drafts.FindAsync(Complaint, Ct))!.Content;
        var drawn = await shipped.Service.Get<PublishingGate>().LintAsync(Complaint, content, [], Ct);
        var hint = drawn.Report!.Findings.Where(found => found.RuleId == "LINT-25").ShouldHaveSingleItem();
        (hint.Severity, hint.Message.English, hint.Trace.Count).ShouldBe((LintSeverity.Information, untaken.Message.English, before.Count));
        var own = (await shipped.Scenarios.AllAsync(Ct)).Where(scenario => scenario.IsActive).ToList();
        foreach (var scenario in own)
            await shipped.Scenarios.RetireAsync(scenario.Key, "For the test", "owner", Ct);
        (await Releases.JudgeAsync([reference], Ct)).Value.Findings.Single(found => found.Rule == "LINT-25").Message.English.ShouldContain("goes through this workflow");
        foreach (var scenario in own)
            await shipped.Scenarios.RestoreAsync(scenario.Key, "owner", Ct);

        static List<string> Lines(GateFinding finding) => [.. finding.Message.English.Split('\n').Skip(1)];
    }

    [Fact]
    public async Task What_a_kept_run_passes_counts_as_tried()
    {
        await using var draft = await shipped.DraftAsync(Complaint, "isExecutable=\"true\"", "isExecutable=\"true\" ", Ct);
        var gate = shipped.Service.Get<PublishingGate>();
        var content = (await shipped.Drafts.FindAsync(Complaint, Ct))!.Content;
        var script = ShippedService.Script(FlowPath.Complaint("not-responsible"));
        var before = await TraceAsync();
        // Everything is left to lie: sooner or later every clock of the first step runs out.
        var waited = script with { Actions = [.. Enumerable.Repeat(new RunAction { Do = RunDeed.Wait, Days = 30 }, 4)] };
        var run = await shipped.Runs.PlayAsync(waited, await shipped.Libraries.WithDraftsAsync(Ct), Ct);
        run.Refusal.ShouldBeNull();
        var saved = (await shipped.Scenarios.SaveAsync("Nobody does anything", waited, Expectation.Of(run, steps: false, mails: false, deadlines: false), "owner", Ct)).Value;
        var passed = run.Pictures.Where(picture => picture.ProcessId == "complaint-handling").SelectMany(picture => picture.Done.Concat(picture.Flows)).ToHashSet();
        before.ShouldContain(way => passed.Contains(way), "limits nobody had let pass");
        (await TraceAsync()).ShouldBe(before.Where(way => !passed.Contains(way)));
        await shipped.Scenarios.RetireAsync(saved.Key, "For the test", "owner", Ct);

        async Task<IReadOnlyList<string>> TraceAsync() => (await gate.LintAsync(Complaint, content, [], Ct)).Report!.Findings.Single(found => found.RuleId == "LINT-25").Trace;
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
