using AfterSales.Engine;
using AfterSales.Service.Designer;
using AfterSales.Service.Designer.Scenarios;
using AfterSales.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Web.Pages.Designer;

/// <summary>One change: what, why, who signed; the next signer signs or refuses here (DOC-02).</summary>
[Authorize(Policy = Rights.Oversight)]
public sealed class ChangeModel(Releases releases, ScenarioBook scenarios, Service.People.Directory people) : SitePage
{
    public Release Change { get; private set; } = null!;

    public SignOffStep? Next => releases.NextStep(Change);

    public bool MaySign => releases.MaySign(Change, Person);

    /// <summary>The scenarios that were run for the change (LINT-25).</summary>
    public IReadOnlyList<ScenarioEvidence> Evidence { get; private set; } = [];

    /// <summary>What no test run had taken when it was proposed; the reason given for the warnings stands for it.</summary>
    public IReadOnlyList<UntakenWays> Untaken { get; private set; } = [];

    public string NameOf(string id) => people.ById(id) is { } person ? T.Pick(person.Name) : id;

    public bool MayWithdraw => Change.IsOpen && Change.PreparedBy == Person.Id;

    public string? Problem { get; private set; }

    public IReadOnlyList<SignOffStep> Steps => releases.Steps;

    public async Task<IActionResult> OnGetAsync(long key, CancellationToken ct) => await FindAsync(key, ct) ? Page() : Missing();

    public async Task<IActionResult> OnPostAsync(long key, bool approve, string? remark, CancellationToken ct)
    {
        if (!await FindAsync(key, ct))
            return Missing();
        if (!approve && string.IsNullOrWhiteSpace(remark))
        {
            Problem = T["web.designer.remarkMissing"];
            return Page();
        }
        var signed = await releases.SignAsync(key, approve, remark, Person, ct);
        if (signed.IsOk)
        {
            Toast(T[signed.Value.State switch { ReleaseState.Published => "web.designer.publishedNow", ReleaseState.Rejected => "web.designer.rejectedNow", _ => "web.designer.signedNow" }, signed.Value.Number]);
            return LocalRedirect($"/designer/changes/{key}");
        }
        await FindAsync(key, ct);
        Problem = T[signed.Failure.Kind == FailureKind.NotAllowed ? "web.designer.signedAlready" : Change.State == ReleaseState.Withdrawn ? "web.designer.wasOvertaken" : "web.designer.cannotSign"]
            + (approve && (await scenarios.RunAsync([.. Change.Items.Select(item => (item.Artifact, item.Content))], ct)).FirstOrDefault(run => !run.Passed) is { } failed
                ? " " + T["web.run.failsHere", failed.Scenario.Name, T.Pick(failed.Departure!.Why)] : "");
        return Page();
    }

    public async Task<IActionResult> OnPostWithdrawAsync(long key, CancellationToken ct)
    {
        if (!await FindAsync(key, ct))
            return Missing();
        var withdrawn = await releases.WithdrawAsync(key, Person, ct);
        if (!withdrawn.IsOk)
        {
            Problem = T["web.designer.cannotSign"];
            return Page();
        }
        Toast(T["web.designer.withdrawnNow", Change.Number]);
        return LocalRedirect("/designer/changes");
    }

    private async Task<bool> FindAsync(long key, CancellationToken ct)
    {
        if (await releases.FindAsync(key, ct) is not { } found)
            return false;
        Change = found;
        Evidence = await scenarios.EvidenceAsync(key, ct);
        Untaken = await scenarios.UntakenAsync(key, ct);
        return true;
    }
}
