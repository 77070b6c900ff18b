using AfterSales.Service.Kpis.Heat;
using AfterSales.Service.Languages;
using AfterSales.Service.Workflows;
using AfterSales.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Web.Pages.Heat;

/// <summary>Where cases stay long, on the diagram of their workflow, with the same numbers as a table.</summary>
[Authorize(Policy = Rights.Oversight)]
public sealed class IndexModel(HeatQueries heat, WorkflowCatalog workflows) : SitePage
{
    /// <summary>The periods to choose from, in days; 0 for everything there is.</summary>
    public static IReadOnlyList<int> Periods { get; } = [30, 90, 365, 0];

    /// <summary>Null where no case ran through the workflow that was asked for.</summary>
    public HeatMap? Map { get; private set; }

    /// <summary>Workflows that cases ran through, by name.</summary>
    public IReadOnlyList<(string Id, LocalText Name)> Processes { get; private set; } = [];

    public IReadOnlyList<HeatVersion> Versions { get; private set; } = [];

    public string? Process { get; private set; }

    public int? Version { get; private set; }

    public int Days { get; private set; } = 90;

    public async Task<IActionResult> OnGetAsync(string? process, int? version, int? days, CancellationToken ct)
    {
        if (RouteData.Values["handler"] is not null)
            return Missing();
        var all = await heat.VersionsAsync(ct);
        Processes = [.. all.GroupBy(one => one.ProcessId).Select(same => (same.Key, NameOf(same.Key))).OrderBy(one => T.Pick(one.Item2), StringComparer.Ordinal)];
        Process = process ?? all.GroupBy(one => one.ProcessId).OrderByDescending(same => same.Sum(one => one.Runs)).FirstOrDefault()?.Key;
        Versions = [.. all.Where(one => one.ProcessId == Process)];
        await ReadAsync(Process, version, days, ct);
        if (process is not null && Map is null)
            return Missing();
        return Page();
    }

    /// <summary>The diagram with its shades, for the page's script.</summary>
    public async Task<IActionResult> OnGetDiagramAsync(string process, int? version, int? days, CancellationToken ct)
    {
        await ReadAsync(process, version, days, ct);
        if (Map is null || await workflows.DiagramAsync(Map.DefinitionKey, ct) is not { } xml)
            return Missing();
        return new JsonResult(new
        {
            xml,
            language = T.Language.Code(),
            done = Array.Empty<string>(), active = Array.Empty<string>(), problems = Array.Empty<string>(), taken = Array.Empty<string>(),
            texts = new { active = "", problem = "", done = "" },
            heat = Map.Steps.Where(step => step.Level > 0).Select(step => new { id = step.ElementId, level = step.Level, text = T["web.heat.median", Hours(step.Median)] }),
        });
    }

    /// <summary>The same as a table.</summary>
    public async Task<IActionResult> OnGetCsvAsync(string process, int? version, int? days, CancellationToken ct)
    {
        await ReadAsync(process, version, days, ct);
        return Map is null ? Missing() : File(HeatCsv.Write(Map, T.Language), "text/csv; charset=utf-8", $"heat-{process}.csv");
    }

    public LocalText NameOf(string processId) => workflows.Find(processId)?.Name ?? new LocalText(processId);

    /// <summary>Working hours, minutes where there is less than one.</summary>
    public string Hours(TimeSpan? time) => time is not { } span ? T["web.heat.notYet"]
        : span < TimeSpan.FromHours(1) ? T["web.heat.minutes", Math.Round((decimal)span.TotalMinutes)]
        : T["kpi.words.hours", Math.Round((decimal)span.TotalHours, 1)];

    public string Address(string path = "/heat") => path + QueryString.Create(new Dictionary<string, string?>
    {
        ["process"] = Process,
        ["version"] = Version?.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["days"] = Days.ToString(System.Globalization.CultureInfo.InvariantCulture),
    }.Where(pair => pair.Value is not null));

    private async Task ReadAsync(string? process, int? version, int? days, CancellationToken ct)
    {
        (Process, Version) = (process, version);
        Days = days is { } asked && Periods.Contains(asked) ? asked : 90;
        Map = process is null ? null : await heat.ReadAsync(process, version, Days == 0 ? null : Clock.GetUtcNow().AddDays(-Days), ct);
    }
}
