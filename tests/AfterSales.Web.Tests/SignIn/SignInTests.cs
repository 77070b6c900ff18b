using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AfterSales.Web.Tests.Support;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.SignIn;

public sealed class SignInTests(Site site) : IClassFixture<Site>
{
    [Theory]
    [InlineData("admin", "wrong")]
    [InlineData("nobody-of-that-name", "wrong")]
    public async Task A_wrong_password_and_a_wrong_name_get_the_same_answer(string name, string password)
    {
        using var visitor = site.Visit();
        var page = await visitor.GetAsync("/signin");
        var answer = await visitor.SubmitAsync(page, "form[data-form=signin]", ("name", name), ("password", password));
        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.One("[data-problems]").TextContent.ShouldContain("User name or password is wrong");
        answer.One("#name").GetAttribute("value").ShouldBe(name);
        answer.One("#password").GetAttribute("value").ShouldBeNull();
    }

    [Fact]
    public async Task After_five_wrong_passwords_the_account_rests_even_for_the_right_one()
    {
        using var visitor = site.Visit();
        var page = await visitor.GetAsync("/signin");
        for (var i = 0; i < 5; i++)
            await visitor.SubmitAsync(page, "form[data-form=signin]", ("name", "management-rep"), ("password", "wrong"));
        var answer = await visitor.SubmitAsync(page, "form[data-form=signin]", ("name", "management-rep"), ("password", Site.DemoPassword));
        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.One("[data-problems]").TextContent.ShouldContain("Too many attempts");
    }

    [Fact]
    public async Task Signing_in_by_address_leads_to_where_one_wanted_to_go_and_nowhere_else()
    {
        using var visitor = site.Visit();
        var page = await visitor.GetAsync("/signin?next=%2Fcases");
        var answer = await visitor.SubmitAsync(page, "form[data-form=signin]", ("name", "After-Sales-Manager@demo.example"), ("password", Site.DemoPassword));
        answer.Location.ShouldBe("/cases");
        using var lured = site.Visit();
        var bait = await lured.GetAsync("/signin?next=https%3A%2F%2Felsewhere.example");
        (await lured.SubmitAsync(bait, "form[data-form=signin]", ("name", "sales-desk"), ("password", Site.DemoPassword))).Location.ShouldBe("/tasks");
    }

    [Fact]
    public async Task Signing_out_needs_a_form_and_ends_the_session()
    {
        using var visitor = await site.SignInAsync("sales-desk");
        await visitor.GetAsync("/signout");
        var tasks = await visitor.GetAsync("/tasks");
        tasks.Status.ShouldBe(HttpStatusCode.OK, "a link must not sign anybody out");
        await visitor.SubmitAsync(tasks, "form[action='/signout']");
        (await visitor.GetAsync("/tasks")).Status.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_changed_password_ends_other_sessions_and_is_the_only_one_that_opens()
    {
        using var visitor = await site.SignInAsync("general-manager");
        var page = await visitor.GetAsync("/account");
        var wrong = await visitor.SubmitAsync(page, "form:has([data-action=change-password])", ("passwordOld", "not it"), ("passwordNew", "a sentence nobody guesses"));
        wrong.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var changed = await visitor.SubmitAsync(page, "form:has([data-action=change-password])", ("passwordOld", Site.DemoPassword), ("passwordNew", "a sentence nobody guesses"));
        changed.Status.ShouldBe(HttpStatusCode.Redirect);
        (await visitor.GetAsync("/tasks")).Status.ShouldBe(HttpStatusCode.OK);
        await Should.ThrowAsync<InvalidOperationException>(() => site.SignInAsync("general-manager"));
        using var again = await site.SignInAsync("general-manager", "a sentence nobody guesses");
    }

    [Fact]
    public async Task A_session_counts_for_reading_the_API_and_not_for_changing_anything()
    {
        using var visitor = await site.SignInAsync("admin", Site.AdminPassword);
        (await visitor.Client.GetAsync("/api/cases", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var body = new StringContent("{}", Encoding.UTF8, "application/json");
        (await visitor.Client.PostAsync("/v2/messages/publication", body, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_API_takes_the_same_accounts_by_Basic_authentication()
    {
        using var client = new HttpClient { BaseAddress = site.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"admin:{Site.AdminPassword}")));
        (await client.GetAsync("/api/cases", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String("service-manager:wrong"u8));
        var refused = await client.GetAsync("/api/cases", TestContext.Current.CancellationToken);
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        refused.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        refused.Headers.WwwAuthenticate.ToString().ShouldContain("Basic");
    }

    [Fact]
    public async Task On_a_connection_that_is_known_every_call_is_judged_by_its_own_header()
    {
        using var client = new HttpClient { BaseAddress = site.Address };
        async Task<HttpStatusCode> CallAsync(string name, string password)
        {
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{password}")));
            return (await client.GetAsync("/v2/topology", TestContext.Current.CancellationToken)).StatusCode;
        }
        (await CallAsync("admin", Site.AdminPassword)).ShouldBe(HttpStatusCode.OK);
        (await CallAsync("admin", Site.AdminPassword)).ShouldBe(HttpStatusCode.OK);
        (await CallAsync("admin", "wrong")).ShouldBe(HttpStatusCode.Unauthorized);
        (await CallAsync("rnd-desk", Site.DemoPassword)).ShouldBe(HttpStatusCode.Forbidden, "staff has no right to the engine, whoever called before");
        (await CallAsync("admin", Site.AdminPassword)).ShouldBe(HttpStatusCode.OK);
        client.DefaultRequestHeaders.Authorization = null;
        (await client.GetAsync("/v2/topology", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_changed_password_counts_at_once_on_connections_that_knew_the_old_one()
    {
        using var client = new HttpClient { BaseAddress = site.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"hr-desk:{Site.DemoPassword}")));
        async Task<HttpStatusCode> CallAsync() => (await client.GetAsync("/api/cases", TestContext.Current.CancellationToken)).StatusCode;
        using var visitor = await site.SignInAsync("hr-desk");
        var page = await visitor.GetAsync("/account");
        (await CallAsync()).ShouldBe(HttpStatusCode.OK);
        (await CallAsync()).ShouldBe(HttpStatusCode.OK);
        await visitor.SubmitAsync(page, "form:has([data-action=change-password])", ("passwordOld", Site.DemoPassword), ("passwordNew", "a sentence nobody guesses"));
        (await CallAsync()).ShouldBe(HttpStatusCode.Unauthorized);
    }
}
