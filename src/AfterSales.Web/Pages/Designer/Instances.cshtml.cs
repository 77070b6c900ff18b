using System.Globalization;
using AfterSales.Engine;
using AfterSales.Service.Designer.Migration;
using AfterSales.Service.Languages;
using AfterSales.Service.Operations;
using AfterSales.Service.Workflows;
using AfterSales.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AfterSales.Web.Pages.Designer;

/// <summary>What runs on one version of a workflow, cases and instances of none: where each waits; held, let go on, moved and cancelled from here.</summary>
[Authorize(Policy = Rights.Designer)]
public sealed class InstancesModel(RunningInstances running, InstanceChanges changes, CaseMigration migration, WorkflowCatalog workflows) : SitePage
{
    public const int PageSize = 50;

    public string Workflow { get; private set; } = "";

    public string Name { get; private set; } = "";

    public WorkflowVersion Version { get; private set; } = null!;

    /// <summary>The version they would be taken over to unless another is chosen: the newest, of the newest the one before; null where there is no other.</summary>
    public WorkflowVersion? Other { get; private set; }

    /// <summary>What the page of migrations is asked for: these over to the newest version, where they are on an older one.</summary>
    public string Over { get; private set; } = "";

    public RunningPage Found { get; private set; } = new([], 0);

    /// <summary>The steps something is in, by name.</summary>
    public IReadOnlyList<StepInUse> Steps { get; private set; } = [];

    /// <summary>Where a token may be moved, by name.</summary>
    public IReadOnlyList<(string ElementId, LocalText Name)> Targets { get; private set; } = [];

    [BindProperty(Name = "q", SupportsGet = true)]
    public string? Text { get; set; }

    /// <summary><c>held</c>, <c>stuck</c> or nothing.</summary>
    [BindProperty(Name = "state", SupportsGet = true)]
    public string? Standing { get; set; }

    [BindProperty(Name = "step", SupportsGet = true)]
    public string? Step { get; set; }

    public int Skip { get; private set; }

    [BindProperty(Name = "keys")]
    public List<string> Keys { get; set; } = [];

    [BindProperty(Name = "reason")]
    public string? Reason { get; set; }

    [BindProperty(Name = "moveFrom")]
    public string? MoveFrom { get; set; }

    [BindProperty(Name = "moveTo")]
    public string? MoveTo { get; set; }

    public string? Problem { get; private set; }

    /// <summary>Those that stayed as they were.</summary>
    public IReadOnlyList<InstanceAnswer> Refused { get; private set; } = [];

    public DateTimeOffset Now => Clock.GetUtcNow();

    public bool IsNarrowed => !string.IsNullOrWhiteSpace(Text) || Standing is not null || Step is not null;

    public bool HasMore => Skip + Found.Items.Count < Found.Total;

    public string Say(InstanceAnswer answer) => T[$"web.instances.refused.{char.ToLowerInvariant(answer.Refusal.ToString()![0])}{answer.Refusal.ToString()![1..]}"];

    /// <summary>This list as it is narrowed, from another place on.</summary>
    public string Address(int skip) => $"/designer/instances/{Uri.EscapeDataString(Workflow)}/{Version.Version}" + Query(skip);

    /// <summary>What this list is narrowed to, for addresses of forms.</summary>
    public string Query(int skip) => QueryString.Create(new Dictionary<string, string?>
    {
        ["q"] = string.IsNullOrWhiteSpace(Text) ? null : Text,
        ["state"] = Standing,
        ["step"] = Step,
        ["skip"] = skip > 0 ? skip.ToString(CultureInfo.InvariantCulture) : null,
    }.Where(pair => pair.Value is not null)).ToString();

    public async Task<IActionResult> OnGetAsync(string name, int version, CancellationToken ct) => await ShowAsync(name, version, ct) ? Page() : Missing();

    public Task<IActionResult> OnPostHoldAsync(string name, int version, CancellationToken ct) =>
        ChangeAsync(name, version, keys => changes.HoldAsync(keys, Reason!, Person, ct), "web.instances.nowHeld", ct);

    public Task<IActionResult> OnPostGoOnAsync(string name, int version, CancellationToken ct) =>
        ChangeAsync(name, version, keys => changes.GoOnAsync(keys, Reason!, Person, ct), "web.instances.nowOn", ct);

    public Task<IActionResult> OnPostCancelAsync(string name, int version, CancellationToken ct) =>
        ChangeAsync(name, version, keys => changes.CancelAsync(keys, Reason!, Person, ct), "web.instances.nowCancelled", ct);

    public Task<IActionResult> OnPostMoveAsync(string name, int version, CancellationToken ct) =>
        ChangeAsync(name, version, keys => changes.MoveAsync(keys, MoveFrom!, MoveTo!, Reason!, Person, ct), "web.instances.nowMoved", ct,
            string.IsNullOrEmpty(MoveFrom) || string.IsNullOrEmpty(MoveTo) ? "web.instances.stepsMissing" : null);

    private async Task<IActionResult> ChangeAsync(
        string name, int version, Func<IReadOnlyList<long>, Task<Outcome<InstanceAnswers>>> change, string said, CancellationToken ct, string? wrong = null)
    {
        var keys = Keys.Select(text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var key) ? key : 0).Where(key => key > 0).Distinct().ToList();
        wrong = keys.Count == 0 ? "web.instances.none" : keys.Count > InstanceChanges.MostAtOnce ? "web.instances.tooMany"
            : wrong ?? (string.IsNullOrWhiteSpace(Reason) ? "web.instances.reasonMissing" : Reason.Length > CaseHold.LongestReason ? "web.instances.reasonLong" : null);
        if (!await ShowAsync(name, version, ct))
            return Missing();
        if (wrong is not null)
            return Refuse(T[wrong, wrong == "web.instances.tooMany" ? InstanceChanges.MostAtOnce : CaseHold.LongestReason], StatusCodes.Status422UnprocessableEntity);
        var changed = await change(keys);
        if (!changed.IsOk)
            return changed.Failure.Kind == FailureKind.NotAllowed ? Forbid() : Refuse(T["web.instances.failed"], StatusCodes.Status409Conflict);
        Refused = changed.Value.Refused;
        if (Refused.Count == 0)
        {
            Toast(T[said, changed.Value.Done]);
            return LocalRedirect(Address(Skip));
        }
        // What was done is done; chosen stay those that were not.
        Keys = [.. Refused.Select(answer => answer.Key.ToString(CultureInfo.InvariantCulture))];
        await ShowAsync(name, version, ct);
        return Refuse(T["web.instances.someStayed", Refused.Count, changed.Value.All.Count], StatusCodes.Status409Conflict);
    }

    private PageResult Refuse(string problem, int status)
    {
        (Problem, Response.StatusCode) = (problem, status);
        return Page();
    }

    private async Task<bool> ShowAsync(string name, int version, CancellationToken ct)
    {
        var versions = await migration.VersionsAsync(name, ct);
        if (versions.FirstOrDefault(one => one.Version == version) is not { } found)
            return false;
        (Workflow, Version) = (name, found);
        Other = versions.FirstOrDefault(one => one != found);
        Over = found == versions[0] ? "" : FormattableString.Invariant($"?from={version}&to={versions[0].Version}");
        Name = workflows.Find(found.DefinitionKey) is { } workflow ? T.Pick(workflow.Name) : name;
        Standing = Standing is "held" or "stuck" ? Standing : null;
        Step = string.IsNullOrEmpty(Step) ? null : Step;
        Skip = int.TryParse(Request.Query["skip"], NumberStyles.None, CultureInfo.InvariantCulture, out var skip) ? skip : 0;
        Found = await running.ListAsync(found.DefinitionKey, new RunningFilter(
            string.IsNullOrWhiteSpace(Text) ? null : Text, Standing switch { "held" => InstanceStanding.Held, "stuck" => InstanceStanding.Stuck, _ => null }, Step, Skip, PageSize), ct);
        var byName = StringComparer.Create(CultureInfo.CurrentCulture, ignoreCase: true);
        Steps = [.. (await running.StepsAsync(found.DefinitionKey, ct)).OrderBy(step => T.Pick(step.Name), byName)];
        Targets = [.. running.Targets(found.DefinitionKey).OrderBy(step => T.Pick(step.Name), byName)];
        return true;
    }
}
