using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AfterSales.Engine.Storage;
using AfterSales.Web.SignIn.Tokens;
using AfterSales.Web.Tests.Support;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.Admin;

/// <summary>Tokens from their making to their end, over HTTP.</summary>
[Collection(AdminSiteCollection.Name)]
public sealed class ApiTokenTests(AdminSite site)
{
    [Fact]
    public async Task A_token_is_shown_once_kept_as_a_hash_used_within_its_rights_and_revoked()
    {
        using var admin = await site.SignInAsync("admin", Site.AdminPassword);
        var page = await admin.SubmitAsync(await admin.GetAsync("/admin/tokens"), "form[data-form=token]", ("name", "Stock program"), ("person", "admin"), ("scopes", TokenScopes.DomainRead));
        var token = page.One("[data-token]").TextContent;
        page = await admin.GetAsync("/admin/tokens");
        page.Text.ShouldNotContain(token);
        var id = page.All("tr[data-token-id]").Single(row => row.TextContent.Contains("Stock program", StringComparison.Ordinal)).GetAttribute("data-token-id")!;
        using (var db = site.Services.GetRequiredService<IDbConnectionFactory>().OpenRead())
            db.Query("SELECT * FROM api_token").SelectMany(row => ((IDictionary<string, object>)row).Values).Select(Convert.ToString).Where(value => value!.Length > 10).ShouldAllBe(value => !token.Contains(value!, StringComparison.Ordinal) && !value!.Contains(token, StringComparison.Ordinal));

        (await CallAsync(token, HttpMethod.Get, "/api/cases")).ShouldBe(HttpStatusCode.OK);
        (await CallAsync(token, HttpMethod.Post, "/api/cases", "{}")).ShouldBe(HttpStatusCode.Forbidden, "reading is not changing");
        (await CallAsync(token, HttpMethod.Get, "/v2/topology")).ShouldBe(HttpStatusCode.Forbidden, "one API is not the other");
        (await admin.GetAsync("/admin/tokens")).One($"tr[data-token-id='{id}']").TextContent.ShouldNotContain("Never");
        using (var pages = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = site.Address })
        {
            pages.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
            (await pages.GetAsync("/admin", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.Redirect, "pages are for people");
        }

        await admin.SubmitAsync(await admin.GetAsync("/admin/tokens"), $"tr[data-token-id='{id}'] form");
        (await CallAsync(token, HttpMethod.Get, "/api/cases")).ShouldBe(HttpStatusCode.Unauthorized);
        (await CallAsync(token[..^1] + (token[^1] == 'A' ? 'B' : 'A'), HttpMethod.Get, "/api/cases")).ShouldBe(HttpStatusCode.Unauthorized);
        (await CallAsync("", HttpMethod.Get, "/api/cases")).ShouldBe(HttpStatusCode.Unauthorized);
        var log = await admin.GetAsync("/admin/audit?action=token");
        log.Text.ShouldContain("Stock program");
        log.Text.ShouldNotContain(token);
    }

    [Fact]
    public async Task A_token_can_do_no_more_than_its_person_and_ends_when_its_time_is_up()
    {
        var tokens = site.Services.GetRequiredService<ApiTokens>();
        var now = site.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var ofStaff = await tokens.CreateAsync("Desk", "logistics-desk", TokenScopes.All, now.AddDays(1), "admin", TestContext.Current.CancellationToken);
        (await CallAsync(ofStaff, HttpMethod.Get, "/api/cases")).ShouldBe(HttpStatusCode.OK);
        (await CallAsync(ofStaff, HttpMethod.Get, "/api/schedules")).ShouldBe(HttpStatusCode.Forbidden);
        (await CallAsync(ofStaff, HttpMethod.Post, "/v2/incidents/search", "{}")).ShouldBe(HttpStatusCode.Forbidden);
        var ofOwner = await tokens.CreateAsync("Monitor", "service-manager", [TokenScopes.EngineRead], now.AddDays(1), "admin", TestContext.Current.CancellationToken);
        (await CallAsync(ofOwner, HttpMethod.Post, "/v2/incidents/search", "{}")).ShouldBe(HttpStatusCode.OK, "a search is reading");
        (await CallAsync(ofOwner, HttpMethod.Post, "/v2/messages/publication", "{\"name\":\"m\"}")).ShouldBe(HttpStatusCode.Forbidden);
        var old = await tokens.CreateAsync("Old", "admin", TokenScopes.All, now.AddMilliseconds(-1), "admin", TestContext.Current.CancellationToken);
        (await CallAsync(old, HttpMethod.Get, "/api/cases")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_mistake_in_the_form_is_told_and_keeps_what_was_typed()
    {
        using var admin = await site.SignInAsync("admin", Site.AdminPassword);
        var page = await admin.SubmitAsync(await admin.GetAsync("/admin/tokens"), "form[data-form=token]", ("name", ""), ("person", "nobody"), ("days", "100000"), ("scopes", "everything"));
        page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.One("[data-problems]").QuerySelectorAll("li").Length.ShouldBe(4);
    }

    private async Task<HttpStatusCode> CallAsync(string token, HttpMethod method, string address, string? body = null)
    {
        using var client = new HttpClient { BaseAddress = site.Address };
        using var request = new HttpRequestMessage(method, address);
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return (await client.SendAsync(request)).StatusCode;
    }
}
