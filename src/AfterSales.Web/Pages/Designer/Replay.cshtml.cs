using AfterSales.Service.Designer;
using AfterSales.Service.Designer.Replay;
using AfterSales.Service.Designer.Runs;
using AfterSales.Service.Languages;
using AfterSales.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Web.Pages.Designer;

/// <summary>Which of the last cases of a workflow would have gone another way under the drafts.</summary>
[Authorize(Policy = Rights.Designer)]
public sealed class ReplayModel(CaseReplay replay, RunLibraries libraries) : SitePage
{
    private const int Usual = 20;

    public ArtifactId Artifact { get; private set; }

    public LocalText Name { get; private set; } = new("");

    public int Last { get; private set; }

    public IReadOnlyList<ReplayedCase> Cases { get; private set; } = [];

    public int Count(ReplayOutcome outcome) => Cases.Count(one => one.Outcome == outcome);

    public async Task<IActionResult> OnGetAsync(string? process, string? last, CancellationToken ct)
    {
        if (!ArtifactId.TryParse("workflow", process, out var id))
            return Missing();
        var library = await libraries.WithDraftsAsync(ct);
        if (library.Process(id.Name) is null && library.Problems.All(problem => problem.Artifact != id))
            return Missing();
        (Artifact, Name) = (id, library.NameOf(id.Name));
        Last = int.TryParse(Digits.ToLatin(last ?? ""), out var asked) ? Math.Clamp(asked, 1, CaseReplay.Most) : Usual;
        Cases = await replay.ReplayAsync(id.Name, Last, ct);
        return Page();
    }
}
