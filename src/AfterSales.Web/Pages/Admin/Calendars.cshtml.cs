using AfterSales.Service.Calendars;
using AfterSales.Service.Calendars.Editing;
using AfterSales.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Web.Pages.Admin;

/// <summary>The working calendars, and the way to make another one from one of them. For process owners and administrators.</summary>
[Authorize(Policy = Rights.Rules)]
public sealed class CalendarsModel(CalendarRegistry registry) : EntryPage
{
    public IReadOnlyList<WorkingCalendar> Calendars { get; private set; } = [];

    public string? NewId { get; private set; }

    public string? From { get; private set; }

    public void OnGet() => Calendars = registry.All;

    public IActionResult OnPost(string? id, string? from)
    {
        (Calendars, NewId, From) = (registry.All, id?.Trim(), from);
        if (NewId is null || !CalendarCheck.IsId(NewId))
            return Again([new("id", T["calendars.fault.id"])], _ => T["web.rules.newId"]);
        if (registry.Find(NewId) is not null)
            return Again([new("id", T["web.rules.idTaken"])], _ => T["web.rules.newId"]);
        return LocalRedirect($"/admin/calendars/{NewId}?from={registry.FindOrStandard(from).Id}");
    }
}
