using AfterSales.Service.Calendars.Editing;
using AfterSales.Service.Escalation;
using AfterSales.Service.Escalation.Editing;
using AfterSales.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Web.Pages.Admin;

/// <summary>The escalation policies in plain words, and the way to make another one. For process owners and administrators.</summary>
[Authorize(Policy = Rights.Rules)]
public sealed class EscalationPoliciesModel(EscalationPolicies policies, PolicyChanges changes) : EntryPage
{
    public IReadOnlyList<EscalationPolicy> Policies { get; private set; } = [];

    public IReadOnlyDictionary<string, int> OpenTasks { get; private set; } = new Dictionary<string, int>();

    public string? NewId { get; private set; }

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(string? id, string? from, CancellationToken ct)
    {
        await LoadAsync(ct);
        NewId = id?.Trim();
        if (NewId is null || !CalendarCheck.IsId(NewId))
            return Again([new("id", T["calendars.fault.id"])], _ => T["web.rules.newId"]);
        if (Policies.Any(policy => policy.Id == NewId))
            return Again([new("id", T["web.rules.idTaken"])], _ => T["web.rules.newId"]);
        return LocalRedirect($"/admin/escalation-policies/{NewId}?from={Policies.FirstOrDefault(policy => policy.Id == from)?.Id ?? EscalationPolicy.StandardId}");
    }

    private async Task LoadAsync(CancellationToken ct) => (Policies, OpenTasks) = (await policies.AllAsync(ct), await changes.OpenTasksAsync(ct));
}
