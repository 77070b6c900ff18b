using System.Globalization;
using System.Net;
using System.Text.Json;
using AfterSales.Engine;
using AfterSales.Service.Tasks.Drafts;
using AfterSales.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.Pages;

/// <summary>What was typed into the form of a task on one device is there on another, for the same person only, until the task is done.</summary>
public sealed class TaskDraftTests(Site site) : IClassFixture<Site>
{
    private const string Offer = "[data-draft-offer]:not([hidden])";

    [Fact]
    public async Task Whoever_began_on_one_device_goes_on_with_it_on_another()
    {
        var (mine, others) = await LinksAsync();
        using var phone = site.Visit();
        var kept = await KeepAsync(phone, mine, "Twelve pieces");
        kept.Status.ShouldBe(HttpStatusCode.OK);

        using var desk = site.Visit();
        await desk.GetAsync(mine + "?lang=fa");
        var page = await desk.GetAsync(mine);
        page.One(Offer).TextContent.ShouldContain("در دستگاه یا پنجره‌ای دیگر");
        Summary(page).ShouldBe("", "nothing is filled in before the reader has said so");
        var going = await desk.GetAsync(page.One("[data-action=continue]").GetAttribute("href")!);
        Summary(going).ShouldBe("Twelve pieces");
        going.All("[data-problems], [aria-invalid=true]").ShouldBeEmpty("a form that was never sent has no mistakes");
        going.All(Offer).ShouldBeEmpty();

        using var colleague = site.Visit();
        (await colleague.GetAsync(others)).All(Offer).ShouldBeEmpty("a draft is its writer's own");
    }

    [Fact]
    public async Task A_device_that_does_not_know_the_draft_of_another_overwrites_nothing()
    {
        var (mine, _) = await LinksAsync();
        using var phone = site.Visit();
        var first = await KeepAsync(phone, mine, "Twelve pieces");
        using var desk = site.Visit();
        var refused = await KeepAsync(desk, mine, "Something else");
        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        var told = (await JsonAsync(refused)).GetProperty("text").GetString();
        (await desk.GetAsync(mine)).One(Offer + " [data-draft-offer-text]").TextContent.ShouldBe(told, "the open page says what a new one would");
        (await KeepAsync(phone, mine, "Thirteen pieces", (await JsonAsync(first)).GetProperty("key").GetString())).Status.ShouldBe(HttpStatusCode.OK);
        Summary(await desk.GetAsync(mine + "?continue=1")).ShouldBe("Thirteen pieces");

        var page = await desk.GetAsync(mine);
        (await desk.SubmitAsync(page, Offer + " form")).Status.ShouldBe(HttpStatusCode.Redirect);
        (await desk.GetAsync(mine)).All(Offer).ShouldBeEmpty("what was discarded is offered no more");
        (await KeepAsync(desk, mine, "Something else")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_draft_ends_with_its_task()
    {
        var (mine, _) = await LinksAsync();
        using var person = site.Visit();
        await KeepAsync(person, mine, "Twelve pieces");
        var page = await person.GetAsync(mine);
        var sent = await person.SubmitAsync(page, "form.taskform", FormAnswers.Of(page));
        sent.Status.ShouldBe(HttpStatusCode.Redirect, sent.Text);
        page.One("form.taskform").SetAttribute("action", mine + "/draft");
        (await person.SubmitAsync(page, "form.taskform")).Status.ShouldBe(HttpStatusCode.Gone, "a save that comes late keeps nothing");
        Rows(page.One("form.taskform").GetAttribute("data-task")!).ShouldBe(0);
    }

    [Fact]
    public async Task What_is_too_large_or_not_the_reader_s_own_is_refused_and_what_was_kept_stays()
    {
        var (mine, _) = await LinksAsync();
        using var person = site.Visit();
        var first = await KeepAsync(person, mine, "Twelve pieces");
        var key = (await JsonAsync(first)).GetProperty("key").GetString();
        (await KeepAsync(person, mine, new string('x', TaskDrafts.LargestBytes), key)).Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        Summary(await person.GetAsync(mine + "?continue=1")).ShouldBe("Twelve pieces");
        using var withoutToken = new FormUrlEncodedContent([KeyValuePair.Create("registration.summary", "x")]);
        (await person.PostAsync(mine + "/draft", withoutToken)).Status.ShouldBe(HttpStatusCode.BadRequest, "no other site writes drafts");
        (await person.GetAsync(mine + "?continue=nonsense")).Status.ShouldBe(HttpStatusCode.OK);

        var task = (await person.GetAsync(mine)).One("form.taskform").GetAttribute("data-task")!;
        using var stranger = await site.SignInAsync("hr-desk");
        var own = await stranger.GetAsync("/account");
        var token = own.One("input[name=__RequestVerificationToken]").GetAttribute("value")!;
        using var content = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token), KeyValuePair.Create("registration.summary", "x")]);
        (await stranger.PostAsync($"/tasks/{task}/draft", content)).Status.ShouldBe(HttpStatusCode.Gone);
        Rows(task).ShouldBe(1, "there is the draft of the one whose task it is");
    }

    private async Task<(string Mine, string Others)> LinksAsync()
    {
        var links = await site.TaskLinksAsync((await site.ComplainAsync()).CaseNumber);
        return (links[0].Address, links.First(link => link.PersonId != links[0].PersonId).Address);
    }

    /// <summary>What the page's script sends while somebody types.</summary>
    private static async Task<Answer> KeepAsync(Visitor visitor, string address, string summary, string? known = null)
    {
        var page = await visitor.GetAsync(address);
        page.One("form.taskform").GetAttribute("data-draft-at").ShouldBe(address + "/draft");
        page.One("form.taskform").SetAttribute("action", address + "/draft");
        return await visitor.SubmitAsync(page, "form.taskform", ("registration.summary", summary), ("__known", known ?? ""));
    }

    private static string Summary(Answer page) => page.One("textarea[name='registration.summary']").TextContent;

    private static async Task<JsonElement> JsonAsync(Answer answer) =>
        JsonDocument.Parse(await answer.Message.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;

    private long Rows(string task)
    {
        using var db = site.Services.GetRequiredService<ProcessEngine>().OpenRead();
        using var command = db.CreateCommand();
        command.CommandText = "SELECT count(*) FROM task_draft WHERE task_key = " + long.Parse(task, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
        return (long)command.ExecuteScalar()!;
    }
}
