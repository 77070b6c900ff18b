using AfterSales.Engine;
using AfterSales.Engine.Outbox;
using AfterSales.Engine.Search;
using AfterSales.Service.Mail;
using AfterSales.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Web.Pages.Admin;

/// <summary>What has to leave and has not: mails that wait or have failed, each with its reason and another try. For administrators.</summary>
[Authorize(Policy = Rights.Admin)]
public sealed class OutboxModel(Mailbox mailbox, ProcessEngine engine) : SitePage
{
    public IReadOnlyList<UnsentMail> Mails { get; private set; } = [];

    /// <summary>What is no mail and was tried without success.</summary>
    public IReadOnlyList<OutboxRow> Others { get; private set; } = [];

    public DateTimeOffset Now => Clock.GetUtcNow();

    public async Task OnGetAsync(CancellationToken ct)
    {
        Mails = await mailbox.UnsentAsync(ct);
        var found = await engine.Outbox.SearchAsync(
            new SearchRequest().And("state", SearchOperator.Neq, OutboxStates.Delivered).And("kind", SearchOperator.Neq, MailOutbox.OutboxKind)
                .And("attempts", SearchOperator.Gt, 0).Take(200), ct);
        Others = found.Value.Items;
    }

    public async Task<IActionResult> OnPostAgainAsync(long key, CancellationToken ct)
    {
        var sent = await mailbox.SendAgainAsync(key, Person.Id, ct);
        Toast(T[sent.IsOk ? "web.outbox.tried" : "web.outbox.goneAlready"]);
        return LocalRedirect("/admin/outbox");
    }

    public async Task<IActionResult> OnPostAllAsync(CancellationToken ct)
    {
        var tried = 0;
        foreach (var mail in (await mailbox.UnsentAsync(ct)).Where(mail => mail.HasFailed))
            if ((await mailbox.SendAgainAsync(mail.MailKey, Person.Id, ct)).IsOk)
                tried++;
        Toast(T["web.outbox.triedAll", tried]);
        return LocalRedirect("/admin/outbox");
    }

    public async Task<IActionResult> OnPostItemAsync(long key, CancellationToken ct)
    {
        var tried = await engine.Outbox.TryAgainAsync(key, ct);
        Toast(T[tried.IsOk ? "web.outbox.tried" : "web.outbox.goneAlready"]);
        return LocalRedirect("/admin/outbox");
    }
}
