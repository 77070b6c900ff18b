using System.Globalization;
using AfterSales.Engine;
using AfterSales.Engine.Batches;
using AfterSales.Engine.Search;
using AfterSales.Service.Designer;
using AfterSales.Service.Designer.Migration;
using AfterSales.Service.Languages;
using AfterSales.Service.Operations;
using AfterSales.Service.Workflows;
using AfterSales.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Web.Pages.Designer;

/// <summary>Running cases of a workflow by version, and taking them over to another one: mapping, preview per case, reason, progress.</summary>
[Authorize(Policy = Rights.Designer)]
public sealed class MigrateModel(CaseMigration migration, WorkflowCatalog workflows, ProcessEngine engine) : SitePage
{
    /// <summary>How many cases the preview shows in full.</summary>
    public const int MostShown = 50;

    private const int LongestReason = 1_000;

    public string Workflow { get; private set; } = "";

    public string Name { get; private set; } = "";

    public IReadOnlyList<WorkflowVersion> Versions { get; private set; } = [];

    /// <summary>Null until two versions are chosen.</summary>
    public MigrationView? Migration { get; private set; }

    /// <summary><c>chosen</c> where only some instances are meant, the ones of <see cref="Keys"/>; otherwise all of the version are.</summary>
    [BindProperty(Name = "only", SupportsGet = true)]
    public string? Only { get; set; }

    [BindProperty(Name = "keys", SupportsGet = true)]
    public List<string> Keys { get; set; } = [];

    /// <summary>The instances that are meant; null for all of the version.</summary>
    public IReadOnlyList<long>? Selection { get; private set; }

    public IReadOnlyDictionary<string, string> Chosen { get; private set; } = new Dictionary<string, string>();

    public string Reason { get; private set; } = "";

    public string? Problem { get; private set; }

    /// <summary>The migration that was begun last from here.</summary>
    public BatchOperationRow? Batch { get; private set; }

    public IReadOnlyList<BatchItemRow> Stayed { get; private set; } = [];

    public bool IsWorking => Batch is { EndDate: null };

    public string TargetOf(MappingRow row) => Chosen.GetValueOrDefault(row.ElementId) ?? row.Proposed ?? "";

    public string Say(PreviewLine line) => line.Kind == PreviewKind.Step && T.Pick(line.From!) == T.Pick(line.To!)
        ? T["web.migration.line.same", T.Pick(line.To!)]
        : T[$"web.migration.line.{Code(line.Kind)}", line.From is null ? "" : T.Pick(line.From), line.To is null ? "" : T.Pick(line.To), line.DueAt is { } due ? T.Format.DateTime(due) : ""];

    public string Say(PreviewProblem problem) => T[$"web.migration.problem.{Code(problem.Code)}", T.Pick(problem.Element), problem.Other is null ? "" : T.Pick(problem.Other)];

    public async Task<IActionResult> OnGetAsync(string name, int? from, int? to, long? batch, CancellationToken ct) =>
        await ShowAsync(name, from, to, batch, ct) ? Page() : Missing();

    public async Task<IActionResult> OnPostAsync(string name, int? from, int? to, string? @do, string? reason, CancellationToken ct)
    {
        Chosen = Mapping();
        Reason = reason ?? "";
        if (!await ShowAsync(name, from, to, null, ct))
            return Missing();
        if (@do != "apply" || Migration is null)
            return Page();
        Problem = string.IsNullOrWhiteSpace(Reason) ? T["web.migration.reasonMissing"] : Reason.Length > LongestReason ? T["web.migration.reasonLong", LongestReason] : null;
        if (Problem is not null)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
        var begun = await migration.ApplyAsync(Migration.From, Migration.To, Chosen, Reason, Person.Id, Selection, ct);
        if (begun.IsOk)
            return LocalRedirect($"/designer/migrate/{Uri.EscapeDataString(name)}?batch={begun.Value}");
        Problem = T["web.migration.refused"];
        return Page();
    }

    private Dictionary<string, string> Mapping() => Request.Form.Where(field => field.Key.StartsWith("map.", StringComparison.Ordinal))
        .ToDictionary(field => field.Key["map.".Length..], field => field.Value.ToString(), StringComparer.Ordinal);

    private async Task<bool> ShowAsync(string name, int? from, int? to, long? batch, CancellationToken ct)
    {
        Versions = await migration.VersionsAsync(name, ct);
        if (Versions.Count == 0)
            return false;
        Workflow = name;
        Name = workflows.Find(Versions[0].DefinitionKey) is { } found ? T.Pick(found.Name) : name;
        await ShowBatchAsync(batch, ct);
        Selection = Only != "chosen" ? null
            : [.. Keys.Select(text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var key) ? key : 0).Where(key => key > 0).Distinct()];
        if (Selection is { Count: 0 })
            Problem = T["web.instances.none"];
        else if (Selection is { Count: > InstanceChanges.MostAtOnce })
            Problem = T["web.instances.tooMany", InstanceChanges.MostAtOnce];
        if (Problem is not null)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return true;
        }
        if (Versions.FirstOrDefault(version => version.Version == from) is { } old && Versions.FirstOrDefault(version => version.Version == to) is { } target && old != target)
            Migration = await migration.PreviewAsync(old, target, Chosen, Selection, ct);
        else if (from is not null || to is not null)
            Problem = T["web.migration.chooseTwo"];
        return true;
    }

    private async Task ShowBatchAsync(long? batch, CancellationToken ct)
    {
        if (batch is not { } key || await engine.Batches.GetAsync(key, ct) is not { OperationType: BatchTypes.Migrate } row)
            return;
        Batch = row;
        var items = await engine.Batches.SearchItemsAsync(SearchRequest.Where("batchOperationKey", key).And("state", BatchStates.Failed).Take(MostShown), ct);
        Stayed = items.Value.Items;
    }

    private static string Code<TCode>(TCode code) where TCode : struct, Enum => char.ToLowerInvariant(code.ToString()[0]) + code.ToString()[1..];
}
