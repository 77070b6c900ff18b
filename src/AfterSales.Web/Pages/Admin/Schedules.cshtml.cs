using AfterSales.Service.Schedules;
using AfterSales.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Web.Pages.Admin;

/// <summary>What comes round by calendar (PER-02 to PER-07): when it ran, when it will, run it now, switch it on or off. For managers.</summary>
[Authorize(Policy = Rights.Oversight)]
public sealed class SchedulesModel(ScheduleQueries schedules) : SitePage
{
    public IReadOnlyList<ScheduleView> Schedules { get; private set; } = [];

    public DateTimeOffset Now => Clock.GetUtcNow();

    public async Task OnGetAsync(CancellationToken ct) => Schedules = await schedules.ListAsync(ct);

    public async Task<IActionResult> OnPostRunAsync(string? id, CancellationToken ct)
    {
        if (id is null || await schedules.FindAsync(id, ct) is not { } view)
            return Missing();
        var outcome = await schedules.RunAsync(id, Person.Id, ct);
        Toast(T[outcome.IsOk ? "web.schedules.started" : "web.schedules.ranAlready", view.Schedule.Name]);
        return LocalRedirect("/admin/schedules");
    }

    public async Task<IActionResult> OnPostSwitchAsync(string? id, bool on, CancellationToken ct)
    {
        if (id is null || await schedules.FindAsync(id, ct) is not { } view)
            return Missing();
        await schedules.SwitchAsync(id, on, Person.Id, ct);
        Toast(T[on ? "web.schedules.switchedOn" : "web.schedules.switchedOff", view.Schedule.Name]);
        return LocalRedirect("/admin/schedules");
    }
}
