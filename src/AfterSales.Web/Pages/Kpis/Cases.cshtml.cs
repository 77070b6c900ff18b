using System.Globalization;
using AfterSales.Service.Calendars;
using AfterSales.Service.Cases;
using AfterSales.Service.Kpis;
using AfterSales.Service.Languages;
using AfterSales.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Web.Pages.Kpis;

/// <summary>What one figure is made of, case by case, so that nobody has to believe it: the end of every drill-down.</summary>
[Authorize(Policy = Rights.Oversight)]
public sealed class CasesModel(KpiQueries kpis, KpiCatalog catalog, CalendarRegistry calendars) : SitePage
{
    /// <summary>More rows are in the table for spreadsheets.</summary>
    public const int MostShown = 500;

    public KpiCases Found { get; private set; } = null!;

    /// <summary>Only what does not reach the target is shown.</summary>
    public bool OnlyMissed { get; private set; }

    public IReadOnlyList<KpiCase> Rows { get; private set; } = [];

    private KpiQuestion question = null!;
    private string? groupId;

    public async Task<IActionResult> OnGetAsync(string? kpi, string? from, string? to, string? kind, string? group, string? of, string? missed, CancellationToken ct)
    {
        if (RouteData.Values["handler"] is not null || !Ask(kpi, from, to, kind, group, of))
            return Missing();
        Found = await kpis.BehindAsync(question, groupId, ct);
        OnlyMissed = missed == "1" && CanMiss;
        Rows = [.. OnlyMissed ? Found.Cases.Where(one => one.Amount == 0) : Found.Cases];
        return Page();
    }

    public async Task<IActionResult> OnGetCsvAsync(string? kpi, string? from, string? to, string? kind, string? group, string? of, CancellationToken ct)
    {
        if (!Ask(kpi, from, to, kind, group, of))
            return Missing();
        var found = await kpis.BehindAsync(question, groupId, ct);
        return File(KpiCasesCsv.Write(found, T.Language), "text/csv; charset=utf-8", string.Create(CultureInfo.InvariantCulture, $"{found.Kpi.Id}-{question.From:yyyy-MM-dd}-{question.To:yyyy-MM-dd}.csv"));
    }

    /// <summary>Each thing counted either counts or misses.</summary>
    public bool CanMiss => Found.Kpi.Measure == KpiMeasure.Share;

    /// <summary>An amount has something to say of its own: hours, points.</summary>
    public bool HasAmount => Found.Kpi.Measure is KpiMeasure.Average or KpiMeasure.Median or KpiMeasure.Percentile90;

    public string Value => KpiWords.Value(Found.Kpi, Found.Value, T.Language);

    public string MadeOf => KpiWords.MadeOf(Found.Kpi, Found.Value, T.Language);

    public string? Target => Found.Kpi.Target is { } target ? KpiWords.Target(Found.Kpi, target, T.Language) : null;

    public string Amount(KpiCase one) => KpiWords.Figure(Found.Kpi.Unit, one.Amount, T.Language);

    public string Range => T.Format.DateRange(Found.Period.First, Found.Period.Last, withYear: true);

    /// <summary>This page, otherwise asked.</summary>
    public string Address(bool? missed = null, string path = "/kpis/cases") =>
        KpiAddress.Behind(Found.Kpi, question.From, question.To, question.Kind, groupId is { } id && question.Group is { } by ? (KpiGroups.Code(by), id) : null)
            .Replace("/kpis/cases", path, StringComparison.Ordinal) + ((missed ?? OnlyMissed) ? "&missed=1" : "");

    /// <summary>False where the address names no indicator, no days or no group there is.</summary>
    private bool Ask(string? kpi, string? from, string? to, string? kind, string? group, string? of)
    {
        if (catalog.Find(kpi) is not { } found || Day(from) is not { } first || Day(to) is not { } last || (kind is not null && CaseKinds.Find(kind) is null))
            return false;
        var by = KpiGroups.Parse(group);
        if (group is not null && by is null)
            return false;
        groupId = by is null || string.IsNullOrEmpty(of) ? null : of;
        question = new KpiQuestion
        {
            From = first, To = last, By = KpiBy.Whole, Kpis = [found.Id], Kind = CaseKinds.Find(kind)?.Id, Group = by, Solar = T.Language == Language.Persian,
            Zone = calendars.FindOrStandard(Person.CalendarId).Zone,
        };
        return question.Problem() is null;
    }

    private static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}

/// <summary>How addresses spell groups.</summary>
public static class KpiGroups
{
    public static string Code(KpiGroup group) => group switch { KpiGroup.Person => "person", KpiGroup.Kind => "kind", KpiGroup.Calendar => "calendar", _ => "role" };

    /// <summary>Null for a word that names none.</summary>
    public static KpiGroup? Parse(string? code) => code switch { "role" => KpiGroup.Role, "person" => KpiGroup.Person, "kind" => KpiGroup.Kind, "calendar" => KpiGroup.Calendar, _ => null };
}
