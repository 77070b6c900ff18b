using AfterSales.Service.Incidents;
using AfterSales.Service.Mail;
using AfterSales.Service.People;
using AfterSales.Service.Workflows;
using AfterSales.Web.SignIn;
using AfterSales.Web.SignIn.Tokens;
using Microsoft.AspNetCore.Authorization;
using Directory = AfterSales.Service.People.Directory;

namespace AfterSales.Web.Pages.Admin;

/// <summary>Where administration begins: every part the reader may open, with what in it needs somebody. For managers and above.</summary>
[Authorize(Policy = Rights.Oversight)]
public sealed class IndexModel(
    Directory people, GroupOverview groups, Mailbox mailbox, MailSettings mail, IncidentDesk incidents, ApiTokens tokens, RefusedWorkflows refused) : SitePage
{
    public IReadOnlyList<AdminPart> Parts { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        var owns = Person.IsAdmin || Person.Roles.Contains(AccountRoles.ProcessOwner);
        var parts = new List<AdminPart>();
        if (Person.IsAdmin)
            parts.Add(new("people", "/admin/people", "users") { State = T["web.admin.people", people.All.Count(person => person.Active)] });
        var lacking = (await groups.AllAsync(ct)).Count(group => group.LacksPeople);
        parts.Add(Counted("groups", "/admin/groups", "user-share", lacking, "web.admin.groups", "web.admin.groupsOk"));
        if (owns)
            parts.Add(Counted("incidents", "/admin/incidents", "alert-triangle", await incidents.CountAsync(ct), "web.admin.incidents", "web.admin.incidentsOk"));
        if (Person.IsAdmin)
            parts.AddRange(await MailAsync(ct));
        parts.Add(new("audit", "/admin/audit", "list-details"));
        if (Person.IsAdmin)
        {
            var now = Clock.GetUtcNow();
            parts.Add(new("tokens", "/admin/tokens", "key") { State = T["web.admin.tokens", (await tokens.AllAsync(ct)).Count(token => token.IsGood(now))] });
        }
        if (owns)
            parts.AddRange([new("calendars", "/admin/calendars", "clock"), new("policies", "/admin/escalation-policies", "message-2")]);
        parts.Add(new("schedules", "/admin/schedules", "calendar"));
        parts.Add(Counted("workflows", "/admin/workflows", "file-description", refused.All.Count, "web.admin.workflows", "web.admin.workflowsOk"));
        Parts = parts;
    }

    private async Task<IReadOnlyList<AdminPart>> MailAsync(CancellationToken ct)
    {
        var unsent = await mailbox.UnsentCountsAsync(ct);
        return
        [
            new("mail", "/admin/mail", "mail") { State = mail.Transport == MailTransportKind.Mailbox ? T["web.admin.mailKept"] : mail.Smtp.Host, Tone = mail.Transport == MailTransportKind.Mailbox ? "warn" : null },
            Counted("outbox", "/admin/outbox", "send", unsent.Failed, "web.admin.outbox", "web.admin.outboxOk"),
        ];
    }

    private AdminPart Counted(string id, string address, string icon, int count, string some, string none) =>
        new(id, address, icon) { State = count == 0 ? T[none] : T[some, count], Tone = count == 0 ? "ok" : "bad" };
}

/// <summary>One part of administration.</summary>
public sealed record AdminPart(string Id, string Address, string Icon)
{
    /// <summary>How it stands, in a few words.</summary>
    public string? State { get; init; }

    /// <summary><c>ok</c>, <c>warn</c>, <c>bad</c> or null.</summary>
    public string? Tone { get; init; }
}
