using AfterSales.Service.Cases;
using AfterSales.Service.Intake;
using AfterSales.Service.Mail;
using AfterSales.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Web.Tests.Support;

/// <summary>Cases and the mails they cause, for tests of what comes after.</summary>
public static class Complaints
{
    /// <summary>A new complaint.</summary>
    public static async Task<SubmittedRequest> ComplainAsync(this Site site, string email = "desk@customer.example") =>
        ((IntakeResult.Accepted)await site.Services.GetRequiredService<RequestIntake>().SubmitAsync(
            new NewRequest
            {
                Subject = "The seam breaks off",
                Description = "Since Monday, at high speed.",
                CustomerName = "Purchasing desk",
                CustomerEmail = email,
                Urgency = "high",
            },
            [])).Request;

    /// <summary>The links to its open task, by the person each was made for.</summary>
    public static async Task<IReadOnlyList<(string PersonId, string Address)>> TaskLinksAsync(this Site site, string caseNumber)
    {
        var mails = site.Services.GetRequiredService<Mailbox>();
        var found = await Eventually.FoundAsync($"a task mail of {caseNumber}", async () =>
            (await mails.ListAsync(new MailFilter { CaseNumber = caseNumber })).Where(mail => mail.TaskKey is not null && mail.PersonId is not null).ToList() is { Count: > 1 } list ? list : null);
        return [.. found.Select(mail => (mail.PersonId!, new Uri(mail.Links.First(link => link.Contains("/t/", StringComparison.Ordinal) && !link.Contains('?', StringComparison.Ordinal))).AbsolutePath))];
    }

    public static async Task<CaseStatus> StatusAsync(this Site site, string caseNumber) =>
        (await site.Services.GetRequiredService<CaseQueries>().FindAsync(caseNumber))!.Status;
}
