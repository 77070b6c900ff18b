using AfterSales.Service.Designer;
using AfterSales.Service.Designer.Runs;
using AfterSales.Service.Forms;
using AfterSales.Service.Languages;
using AfterSales.Web.Forms;
using AfterSales.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Web.Pages.Designer;

/// <summary>Begins a test run of a workflow as it is drafted: when, with which case, with what a caller would give.</summary>
[Authorize(Policy = Rights.Designer)]
public sealed class RunNewModel(RunLibraries libraries, TestRuns runs, RunStart start, UploadTray tray) : SitePage
{
    private const int MostListed = 10;

    public ArtifactId Artifact { get; private set; }

    public LocalText Name { get; private set; } = new("");

    public FormView Form { get; private set; } = null!;

    public string? Problem { get; private set; }

    /// <summary>The reader's own latest runs of this workflow.</summary>
    public IReadOnlyList<StoredRun> Latest { get; private set; } = [];

    public IReadOnlyList<ProblemLine> Problems => ProblemLine.Of(Form, T);

    public async Task<IActionResult> OnGetAsync(string? process, CancellationToken ct)
    {
        if (await FindAsync(process, ct) is not { } library)
            return Missing();
        Form = start.Empty(library, Artifact.Name, T.Language);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync([FromForm(Name = "__process")] string? process, CancellationToken ct)
    {
        if (await FindAsync(process, ct) is not { } library)
            return Missing();
        var posted = PostedForm.Read(Request.Form, start.Empty(library, Artifact.Name, T.Language), tray, T);
        var (view, script) = start.Read(Artifact.Name, posted.Values, T.Language);
        Form = view;
        if (script is null)
            return Page();
        var begun = await runs.BeginAsync(script, Person.Id, ct);
        if (begun.IsOk)
            return LocalRedirect(DesignerWords.RunAddress(begun.Value.Stored.Key));
        Problem = library.Process(Artifact.Name) is null ? Unusable(library) : (await runs.PlayAsync(script, library, ct)).Refusal is { } refusal ? T.Pick(refusal.Why) : begun.Failure.Message;
        return Page();
    }

    private async Task<RunLibrary?> FindAsync(string? process, CancellationToken ct)
    {
        if (!ArtifactId.TryParse("workflow", process, out var id))
            return null;
        var library = await libraries.WithDraftsAsync(ct);
        if (library.Process(id.Name) is null && library.Problems.All(problem => problem.Artifact != id))
            return null;
        Artifact = id;
        Name = library.NameOf(id.Name);
        Problem = library.Process(id.Name) is null ? Unusable(library) : null;
        Latest = [.. (await runs.OfAsync(Person.Id, ct)).Where(run => run.Script.Process == id.Name).Take(MostListed)];
        return library;
    }

    private string Unusable(RunLibrary library) =>
        T["web.run.unusable"] + " " + string.Join(" ", library.Problems.Where(problem => problem.Artifact == Artifact).Take(3).Select(problem => problem.Message));
}
