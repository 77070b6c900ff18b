using AfterSales.Service.Mail;
using AfterSales.Web.Api.Http;
using AfterSales.Web.Api.V2;
using AfterSales.Web.SignIn;

namespace AfterSales.Web.Api.Domain;

/// <summary>
/// <c>GET /api/mail</c>: the mails of the built-in mailbox, newest first. Only there while that mailbox is the transport,
/// and for admins: a mail carries personal links.
/// </summary>
internal static class MailApi
{
    public static void Map(RouteGroupBuilder api)
    {
        if (((IEndpointRouteBuilder)api).ServiceProvider.GetService<MailSettings>()?.Transport != MailTransportKind.Mailbox)
            return;
        api.MapGet("/mail", async (HttpContext http, Mailbox mailbox, string? to, string? caseNumber, string? template, long? before, int limit = 100, CancellationToken ct = default) =>
                limit is < 1 or > 500
                    ? ApiProblem.Invalid(http, "'limit' must be between 1 and 500.")
                    : Results.Ok(new
                    {
                        items = (await mailbox.ListAsync(new MailFilter { To = to, CaseNumber = caseNumber, Template = template, Before = before, Limit = limit }, ct)).Select(Item),
                    }))
            .RequireAuthorization(Rights.Admin)
            .WithSummary("Mails the service wrote: to, caseNumber, template, before, limit.");
    }

    private static object Item(MailView mail) => new
    {
        key = Answers.Key(mail.MailKey),
        messageId = mail.MessageId,
        to = mail.ToAddress,
        toName = mail.ToName,
        personId = mail.PersonId,
        language = Service.Languages.LanguageCodes.Code(mail.Language),
        template = mail.Template,
        subject = mail.Subject,
        html = mail.Html,
        text = mail.Text,
        links = mail.Links,
        caseNumber = mail.CaseNumber,
        taskKey = Answers.Key(mail.TaskKey),
        state = mail.State.ToString(),
        sentAt = Answers.Instant(mail.SentAt),
    };
}
