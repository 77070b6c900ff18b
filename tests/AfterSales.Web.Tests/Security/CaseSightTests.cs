using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using AfterSales.Service.Attachments;
using AfterSales.Service.Cases;
using AfterSales.Service.Intake;
using AfterSales.Service.Mail;
using AfterSales.TestSupport;
using AfterSales.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.Security;

/// <summary>
/// Staff see the cases of their groups only, wherever one could look: lists, searches, exports, the API, files, mails, records, the pages
/// of the customer and of the product, and every address typed by hand.
/// </summary>
public sealed class CaseSightTests(Site site) : IClassFixture<Site>
{
    /// <summary>Words of the case that stand nowhere else.</summary>
    private const string Subject = "Marker-7431 breaks";
    private const string Serial = "SIGHT-7431";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_case_of_other_groups_shows_nowhere_while_its_own_people_find_it_everywhere()
    {
        var (number, task) = await MadeAsync();
        using var admin = await site.SignInAsync("admin", Site.AdminPassword);
        var page = await admin.GetAsync($"/cases/{number}");
        var record = page.One("[data-records] a").GetAttribute("href")!;
        var mail = (await site.Services.GetRequiredService<Mailbox>().ListAsync(new MailFilter { CaseNumber = number }, Ct))[0].MailKey;
        var customer = await CustomerAsync();
        string[] direct =
        [
            $"/cases/{number}", $"/cases/{number}/casefile", page.One("[data-diagram]").GetAttribute("data-diagram")!, page.One("[data-files] a").GetAttribute("href")!,
            record, record + "/correct/1", $"/tasks/{task}", $"/mailbox/{mail}", $"/mailbox/{mail}/html",
            $"/api/cases/{number}", "/api/records/" + record.Split('/')[^1],
        ];
        string[] lists =
        [
            "/cases", $"/cases?q={number}", "/cases?q=Marker-7431", "/tasks?view=all", $"/tasks?view=group&q={number}", "/records", "/records?q=Marker-7431", "/api/cases", "/api/cases?text=Marker-7431",
            "/api/records", "/api/records?text=Marker-7431", "/api/records.csv", $"/customers/{customer}", $"/equipment/{Serial}", $"/api/equipment/{Serial}", $"/api/work-orders?caseNumber={number}", "/api/work-orders",
        ];
        using var stranger = await site.SignInAsync("production-desk");
        foreach (var address in direct)
        {
            (await AskAsync(admin, address)).Status.ShouldBe(HttpStatusCode.OK, $"{address} is an address of the case");
            var (status, text) = await AskAsync(stranger, address);
            // A task says that it is somebody else's, and nothing of what it is about.
            status.ShouldBe(address.StartsWith("/tasks/", StringComparison.Ordinal) ? HttpStatusCode.Forbidden : HttpStatusCode.NotFound, $"{address} is not there for other groups");
            text.ShouldNotContain(Subject, customMessage: address);
        }
        foreach (var address in lists)
        {
            Tells((await AskAsync(admin, address)).Text, number).ShouldBeTrue($"{address} tells of the case");
            var (status, text) = await AskAsync(stranger, address);
            status.ShouldBe(HttpStatusCode.OK, address);
            // What one asked for stands in the search field and in the links beside it.
            var told = address.Contains(number, StringComparison.Ordinal) ? text.Contains(Subject, StringComparison.Ordinal) : Tells(text, number);
            told.ShouldBeFalse($"{address} tells other groups of the case:\n{text}");
        }
        foreach (var address in new[] { "/api/requisitions", "/api/quotations", "/api/charges", "/api/charges/finance.csv", "/api/corrective-actions" })
            Tells((await AskAsync(stranger, address)).Text, number).ShouldBeFalse(address);
        var made = await stranger.SubmitAsync(await stranger.GetAsync("/account"), "form:has([data-action=make-feed])");
        var feed = await AskAsync(stranger, new Uri(made.One("[data-feed-address]").TextContent.Trim()).AbsolutePath);
        feed.Status.ShouldBe(HttpStatusCode.OK);
        Tells(feed.Text, number).ShouldBeFalse("the calendar");
    }

    /// <summary>A complaint with a file, a customer and a product, whose first step is done and recorded, and a work order.</summary>
    private async Task<(string Number, long Task)> MadeAsync()
    {
        using var admin = Program();
        foreach (var (path, body) in new (string, object)[]
        {
            ("/api/customers", new { name = "Sight desk", email = "sight@customer.example" }),
            ("/api/equipment", new { serialNumber = Serial, model = "HX-20", customerEmail = "sight@customer.example", state = "inService" }),
        })
            (await admin.PostAsJsonAsync(path, body, Ct)).EnsureSuccessStatusCode();
        var request = ((IntakeResult.Accepted)await site.Services.GetRequiredService<RequestIntake>().SubmitAsync(
            new NewRequest { Subject = Subject, Description = Subject, CustomerName = "Sight desk", CustomerEmail = "sight@customer.example", SerialNumber = Serial, Urgency = "high" },
            [new UploadedFile("files", "seam.png", Pictures.Png.Length, () => new MemoryStream(Pictures.Png))], Ct)).Request;
        var link = (await site.TaskLinksAsync(request.CaseNumber))[0];
        using var sales = site.Visit();
        var page = await sales.GetAsync(link.Address);
        var done = await sales.SubmitAsync(page, "form.taskform", [.. FormAnswers.Of(page).Where(answer => answer.Name != "registration.summary"), ("registration.summary", Subject)]);
        done.Status.ShouldBe(HttpStatusCode.Redirect, done.Text);
        (await admin.PostAsJsonAsync("/api/work-orders", new { workType = "repair", skill = "service-engineer", durationHours = 2, caseNumber = request.CaseNumber, address = Subject }, Ct)).EnsureSuccessStatusCode();
        using var looker = await site.SignInAsync("admin", Site.AdminPassword);
        var task = await Eventually.FoundAsync("the next task", async () => (await looker.GetAsync("/tasks?view=all&q=" + request.CaseNumber)).All("[data-task]") is [var row, ..] ? row.GetAttribute("data-task") : null);
        return (request.CaseNumber, long.Parse(task, CultureInfo.InvariantCulture));
    }

    private async Task<string> CustomerAsync()
    {
        using var admin = Program();
        using var found = JsonDocument.Parse(await admin.GetStringAsync("/api/customers?text=sight@customer.example", Ct));
        return found.RootElement.GetProperty("items")[0].GetProperty("key").ToString();
    }

    private HttpClient Program()
    {
        var client = new HttpClient { BaseAddress = site.Address };
        client.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"admin:{Site.AdminPassword}")));
        return client;
    }

    private static bool Tells(string text, string number) => text.Contains(Subject, StringComparison.Ordinal) || text.Contains(number, StringComparison.Ordinal);

    private static async Task<(HttpStatusCode Status, string Text)> AskAsync(Visitor visitor, string address)
    {
        using var answer = await visitor.Client.GetAsync(address, Ct);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct));
    }
}
