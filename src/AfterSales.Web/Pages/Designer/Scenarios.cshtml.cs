using AfterSales.Service.Designer;
using AfterSales.Service.Designer.Runs;
using AfterSales.Service.Designer.Scenarios;
using AfterSales.Service.Languages;
using AfterSales.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Web.Pages.Designer;

/// <summary>The scenarios of a workflow: whether the drafts pass them, and which were retired and why (LINT-25).</summary>
[Authorize(Policy = Rights.Designer)]
public sealed class ScenariosModel(ScenarioBook book, RunLibraries libraries, TestRuns runs, Service.People.Directory people) : SitePage
{
    public ArtifactId Artifact { get; private set; }

    public LocalText Name { get; private set; } = new("");

    /// <summary>Those in use, as they come out on the drafts.</summary>
    public IReadOnlyList<ScenarioResult> Results { get; private set; } = [];

    public IReadOnlyList<Scenario> Retired { get; private set; } = [];

    public string? Problem { get; private set; }

    public string NameOf(string? id) => id is null ? T["web.run.shipped"] : people.ById(id) is { } person ? T.Pick(person.Name) : id;

    public async Task<IActionResult> OnGetAsync(string? process, CancellationToken ct) => await ShowAsync(process, ct) ? Page() : Missing();

    public async Task<IActionResult> OnPostRetireAsync(string? process, long key, string? reason, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(reason))
            return await RefuseAsync(process, T["web.run.reasonMissing"], ct);
        var retired = await book.RetireAsync(key, reason, Person.Id, ct);
        if (!retired.IsOk)
            return await RefuseAsync(process, T["web.run.scenarioGone"], ct);
        Toast(T["web.run.retiredNow"]);
        return ArtifactId.TryParse("workflow", process, out var id) ? LocalRedirect(DesignerWords.ScenariosAddress(id.Name)) : Missing();
    }

    public async Task<IActionResult> OnPostRestoreAsync(string? process, long key, CancellationToken ct)
    {
        if (!(await book.RestoreAsync(key, Person.Id, ct)).IsOk)
            return await RefuseAsync(process, T["web.run.scenarioGone"], ct);
        return ArtifactId.TryParse("workflow", process, out var id) ? LocalRedirect(DesignerWords.ScenariosAddress(id.Name)) : Missing();
    }

    /// <summary>Opens a scenario as a run, to look at it or to change it.</summary>
    public async Task<IActionResult> OnPostOpenAsync(string? process, long key, CancellationToken ct)
    {
        if (await book.FindAsync(key, ct) is not { } scenario)
            return await RefuseAsync(process, T["web.run.scenarioGone"], ct);
        var opened = await runs.OpenAsync(scenario.Script, Person.Id, ct);
        return LocalRedirect(DesignerWords.RunAddress(opened));
    }

    private async Task<IActionResult> RefuseAsync(string? process, string problem, CancellationToken ct)
    {
        if (!await ShowAsync(process, ct))
            return Missing();
        Problem = problem;
        return Page();
    }

    private async Task<bool> ShowAsync(string? process, CancellationToken ct)
    {
        if (!ArtifactId.TryParse("workflow", process, out var id))
            return false;
        var library = await libraries.WithDraftsAsync(ct);
        var all = (await book.AllAsync(ct)).Where(scenario => scenario.ProcessId == id.Name).ToList();
        if (all.Count == 0 && library.Process(id.Name) is null && library.Problems.All(problem => problem.Artifact != id))
            return false;
        Artifact = id;
        Name = library.NameOf(id.Name);
        Results = await book.RunAsync(id.Name, ct);
        Retired = [.. all.Where(scenario => !scenario.IsActive)];
        return true;
    }
}
