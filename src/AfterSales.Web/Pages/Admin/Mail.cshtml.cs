using AfterSales.Engine;
using AfterSales.Service.Audit;
using AfterSales.Service.Forms;
using AfterSales.Service.Mail;
using AfterSales.Service.Timeline;
using AfterSales.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Web.Pages.Admin;

/// <summary>How mail leaves, without its secrets, and a real mail to try it. For administrators.</summary>
[Authorize(Policy = Rights.Admin)]
public sealed class MailModel(MailSettings settings, MailTest test, ProcessEngine engine) : EntryPage
{
    public MailSettings Settings => settings;

    public SmtpSecurity Security => settings.Smtp.EffectiveSecurity;

    public int Port => settings.Smtp.EffectivePort;

    public string? To { get; private set; }

    public MailTestResult? Result { get; private set; }

    public void OnGet() => To = Person.Email;

    public async Task<IActionResult> OnPostAsync(string? to, CancellationToken ct)
    {
        To = to?.Trim();
        if (To is null || !HeaderText.IsAddress(To))
            return Again([new FormError("to", T["people.fault.email"])], _ => T["web.mailSettings.to"]);
        Result = await test.RunAsync(To, T.Language, ct);
        await engine.AddAuditAsync(
            new AuditEntry("mail.tested", "mail", To)
            {
                Facts = new Dictionary<string, TimelineValue> { ["to"] = TimelineValue.Of(To), ["answer"] = TimelineValue.Of(Result.Answer) },
            },
            Person.Id, ct);
        return Page();
    }
}
