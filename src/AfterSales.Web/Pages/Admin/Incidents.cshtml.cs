using AfterSales.Service.Incidents;
using AfterSales.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Web.Pages.Admin;

/// <summary>Steps that are stuck, with what happened in plain words; those chosen are tried again together. For process owners and administrators.</summary>
[Authorize(Policy = Rights.Engine)]
public sealed class IncidentsModel(IncidentDesk desk) : SitePage
{
    public IReadOnlyList<OpenIncident> Incidents { get; private set; } = [];

    public DateTimeOffset Now => Clock.GetUtcNow();

    public async Task OnGetAsync(CancellationToken ct) => Incidents = await desk.ListAsync(ct);

    public async Task<IActionResult> OnPostAsync(long[] key, CancellationToken ct)
    {
        var retries = new List<Retry>();
        foreach (var one in key.Distinct().Take(500))
            retries.Add(await desk.RetryAsync(one, Person.Id, ct));
        var again = retries.Count(retry => retry.Result == RetryResult.StoppedAgain);
        var went = retries.Count(retry => retry.Result is RetryResult.Went or RetryResult.Begun);
        Toast(retries.Count == 0 ? T["web.incidents.noneChosen"] : T["web.incidents.retried", went, again], failed: retries.Count == 0 || again > 0);
        return LocalRedirect("/admin/incidents");
    }
}
