using System.Net;
using System.Text;
using AfterSales.Web.Tests.Support;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.Security;

/// <summary>
/// What must hold for every page and every address of the APIs, found by asking the host for them: a new one is judged without anybody
/// writing a test for it, and whoever opens one to more people has to say so here.
/// </summary>
public sealed class EveryAddressTests(Site site) : IClassFixture<Site>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>What opens without an account: the customer's pages, sign-in, links that carry their own proof, health and documents.</summary>
    private static readonly string[] Public =
    [
        "GET /", "GET /calendar/{token:regex(^[A-Za-z0-9_-]{{32}}$)}.ics", "GET /health/live", "GET /health/ready", "GET /health/workflows", "GET /Index", "GET /openapi/{documentName}.json", "GET /problem/{status:int}", "GET /request",
        "GET /signin", "GET /signout", "GET /t/{token}", "GET /track", "GET /track/{code}", "GET /track/{code}/answer/{key:long}", "GET /welcome/{token}", "POST /api/requests",
    ];

    /// <summary>The pages of everybody with an account; each shows the cases and tasks of the reader's groups only.</summary>
    private static readonly string[] PagesOfStaff =
    [
        "/account", "/cases", "/cases/new", "/cases/{number}", "/cases/{number}/casefile", "/cases/{number}/records/{record}", "/cases/{number}/records/{record}/correct/{position:int}",
        "/customers", "/customers/{key:long}", "/equipment", "/equipment/edit", "/equipment/{**serial}", "/help/{name?}", "/help/pictures/{name}", "/mailbox", "/mailbox/{key:long}", "/records", "/tasks", "/tasks/{key:long}",
    ];

    /// <summary>What staff may do through the API, within the same sight; all else there is for managers, process owners and administrators.</summary>
    private static readonly string[] ApiOfStaff =
    [
        "/api/cases", "/api/charges", "/api/corrective-actions", "/api/customers", "/api/equipment", "/api/lint", "/api/parts", "/api/quotations", "/api/records", "/api/requisitions",
        "/api/sites", "/api/trainings", "/api/work-orders", "/api/contracts",
    ];

    [Fact]
    public async Task Nothing_opens_without_an_account_but_what_is_meant_for_everybody()
    {
        using var visitor = site.Visit();
        var open = new List<string>();
        foreach (var address in EveryAddress.Of(site))
        {
            var answer = await SendAsync(visitor, address);
            var asks = answer.StatusCode == HttpStatusCode.Unauthorized || (answer.StatusCode is HttpStatusCode.Found or HttpStatusCode.Redirect && Leads(answer, "/signin?next="));
            if (!asks)
                open.Add(address.ToString());
        }
        open.Order(StringComparer.Ordinal).ShouldBe(Public.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Staff_are_refused_every_page_that_is_not_of_staff()
    {
        using var staff = await site.SignInAsync("sales-desk");
        var pages = EveryAddress.Of(site).Where(address => address.IsPage || address.Route.StartsWith("/help", StringComparison.Ordinal)).ToList();
        pages.Count.ShouldBeGreaterThan(50);
        var seen = new List<string>();
        foreach (var page in pages.Where(page => !Public.Contains(page.ToString())))
        {
            var answer = await SendAsync(staff, page);
            if (!(answer.StatusCode is HttpStatusCode.Found or HttpStatusCode.Redirect && Leads(answer, "/problem/403")))
                seen.Add(page.Route);
        }
        seen.Order(StringComparer.Ordinal).ShouldBe(PagesOfStaff.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Staff_are_refused_the_engine_and_every_part_of_the_API_that_is_not_of_staff()
    {
        using var staff = site.Visit("");
        staff.Client.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"sales-desk:{Site.DemoPassword}")));
        var calls = EveryAddress.Of(site).Where(address => !address.IsPage && (address.Route.StartsWith("/api/", StringComparison.Ordinal) || address.Route.StartsWith("/v2/", StringComparison.Ordinal))).ToList();
        calls.Count.ShouldBeGreaterThan(150);
        var open = new List<string>();
        foreach (var call in calls.Where(call => !Public.Contains(call.ToString())))
        {
            var answer = await SendAsync(staff, call);
            if (answer.StatusCode != HttpStatusCode.Forbidden)
                open.Add(call.ToString());
        }
        open.Where(call => !ApiOfStaff.Any(part => call.Split(' ')[1] is var route && (route == part || route.StartsWith(part + "/", StringComparison.Ordinal) || route == part + ".csv"))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_is_changed_by_a_session_alone()
    {
        using var admin = await site.SignInAsync("admin", Site.AdminPassword);
        var taken = new List<string>();
        foreach (var address in EveryAddress.Of(site))
        {
            if (address.IsPage)
            {
                var page = await admin.PostAsync(address.Path, new FormUrlEncodedContent([new("name", "x")]));
                if (page.Status != HttpStatusCode.BadRequest || page.All("[data-problem='400']").Count != 1)
                    taken.Add($"POST {address.Route}: {page.Status}");
            }
            else if (address.Changes && !Public.Contains(address.ToString()))
            {
                var without = await SendAsync(admin, address);
                if (without.StatusCode != HttpStatusCode.Unauthorized)
                    taken.Add($"{address}: {without.StatusCode}");
                using var forged = Message(address);
                forged.Headers.Add("RequestVerificationToken", "made-up");
                using var answer = await admin.Client.SendAsync(forged, Ct);
                if (answer.StatusCode != HttpStatusCode.BadRequest || !(await answer.Content.ReadAsStringAsync(Ct)).Contains("too old", StringComparison.Ordinal))
                    taken.Add($"{address} with a made-up token: {answer.StatusCode}");
            }
        }
        taken.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_page_forbids_what_is_written_into_it_also_where_it_finds_nothing()
    {
        using var admin = await site.SignInAsync("admin", Site.AdminPassword);
        var loose = new List<string>();
        foreach (var address in EveryAddress.Of(site).Where(address => address.IsPage))
        {
            var page = await admin.GetAsync(address.Path);
            var policy = page.Message.Headers.TryGetValues("Content-Security-Policy", out var values) ? values.Single() : "";
            // The editors draw with styles of their own; see EditorPolicy.
            var styles = address.Route.StartsWith("/designer/", StringComparison.Ordinal) ? "style-src 'self'" : "style-src 'self';";
            if (!policy.Contains("default-src 'none'; script-src 'self';", StringComparison.Ordinal) || !policy.Contains(styles, StringComparison.Ordinal) || !policy.Contains("frame-ancestors 'none'", StringComparison.Ordinal))
                loose.Add($"{address.Route} ({page.Status}): {policy}");
            if (page.All("script:not([src]), style, [style]").Count > 0 || page.Document.All.SelectMany(element => element.Attributes).Any(one => one.Name.StartsWith("on", StringComparison.Ordinal)))
                loose.Add($"{address.Route} ({page.Status}) has script or styles written into it");
        }
        loose.ShouldBeEmpty();
    }

    private static async Task<HttpResponseMessage> SendAsync(Visitor visitor, EveryAddress address)
    {
        using var message = Message(address);
        return await visitor.Client.SendAsync(message, Ct);
    }

    private static HttpRequestMessage Message(EveryAddress address) => new(new HttpMethod(address.Method), address.Path)
    {
        Content = address.Changes ? new StringContent("{}", Encoding.UTF8, "application/json") : null,
    };

    private static bool Leads(HttpResponseMessage answer, string to) => answer.Headers.Location?.OriginalString.Contains(to, StringComparison.Ordinal) == true;
}
