using System.Net;
using AfterSales.Service.Mail;
using AfterSales.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.Pages;

/// <summary>The ways out beside "done": asking the customer, reporting an obstacle.</summary>
public sealed class HeldTaskTests(Site site) : IClassFixture<Site>
{
    [Theory]
    [InlineData("en", "Write what you want to know.")]
    [InlineData("fa", "بنویسید چه می‌خواهید بدانید.")]
    [InlineData("zh", "请写明您想了解的内容。")]
    public async Task From_a_mail_link_the_customer_is_asked_answers_without_an_account_and_the_task_shows_it(string language, string unsaid)
    {
        var request = await site.ComplainAsync($"asked-{language}@customer.example");
        var address = (await site.TaskLinksAsync(request.CaseNumber))[0].Address;
        using var staff = site.Visit();
        await staff.GetAsync($"{address}?lang={language}");
        var panel = await staff.GetAsync(address + "?ask=1");
        panel.One("[data-way=ask]").GetAttribute("aria-current").ShouldBe("page");
        var empty = await staff.SubmitAsync(panel, "form[data-panel=ask]");
        empty.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        empty.One("form[data-panel=ask] .problem").TextContent.Trim().ShouldBe(unsaid);
        var asked = await staff.SubmitAsync(panel, "form[data-panel=ask]", ("__reason", "Which gas do you use?"));
        asked.Location.ShouldBe(address);
        var waiting = await staff.FollowAsync(asked);
        waiting.One("[data-question]").TextContent.ShouldContain("Which gas do you use?");
        waiting.All("form.taskform").Count.ShouldBe(1, "it can be done all the same");

        using var customer = site.Visit(language);
        var track = await customer.GetAsync($"/track/{request.TrackingCode}");
        var question = await customer.GetAsync(track.One("[data-action=answer-question]").GetAttribute("href")!);
        question.One("[data-asked]").TextContent.ShouldBe("Which gas do you use?");
        var unanswered = await customer.SubmitAsync(question, "form[data-form=answer]");
        unanswered.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var sent = await customer.SubmitAsync(question, "form[data-form=answer]", [new ChosenFile("files", "bottle.png", Pictures.Png)], ("text", "Argon 4.8"));
        sent.Status.ShouldBe(HttpStatusCode.Redirect, sent.Text);
        (await customer.FollowAsync(sent)).One("[data-closed]").GetAttribute("data-closed").ShouldBe("Answered");
        (await customer.GetAsync($"/track/{request.TrackingCode}")).All("[data-question]").ShouldBeEmpty();

        var answered = await staff.GetAsync(address);
        answered.One("[data-answer]").TextContent.ShouldContain("Argon 4.8");
        answered.Text.ShouldContain("bottle.png");
    }

    [Fact]
    public async Task An_address_that_was_guessed_shows_nothing_and_takes_nothing()
    {
        var request = await site.ComplainAsync("guessed@customer.example");
        var other = await site.ComplainAsync("other-guessed@customer.example");
        var address = (await site.TaskLinksAsync(request.CaseNumber))[0].Address;
        using var staff = site.Visit();
        await staff.SubmitAsync(await staff.GetAsync(address + "?ask=1"), "form[data-panel=ask]", ("__reason", "Where is it?"));
        using var customer = site.Visit();
        var page = await customer.GetAsync((await customer.GetAsync($"/track/{request.TrackingCode}")).One("[data-action=answer-question]").GetAttribute("href")!);
        var key = page.Address.Split('/')[^1];
        foreach (var guess in new[] { $"/track/{other.TrackingCode}/answer/{key}", $"/track/{new string('A', 24)}/answer/{key}", $"/track/{request.TrackingCode}/answer/1", $"/track/{request.TrackingCode}/answer/99999999999999999999", $"/track/x/answer/{key}" })
        {
            var seen = await customer.GetAsync(guess);
            seen.Status.ShouldBe(HttpStatusCode.NotFound, guess);
            seen.Text.ShouldNotContain("Where is it?");
            page.One("form[data-form=answer]").SetAttribute("action", guess);
            (await customer.SubmitAsync(page, "form[data-form=answer]", ("text", "Mine"))).Status.ShouldBe(HttpStatusCode.NotFound, guess);
        }
        (await customer.GetAsync($"/track/{request.TrackingCode}")).All("[data-question]").Count.ShouldBe(1, "nobody answered it");
        (await customer.PostAsync(page.Address, new FormUrlEncodedContent([new("text", "Forged")]))).Status.ShouldBe(HttpStatusCode.BadRequest, "a form of another site is not taken");
    }

    [Fact]
    public async Task An_obstacle_is_told_to_the_superior_who_says_from_his_mail_that_it_is_gone()
    {
        var request = await site.ComplainAsync("obstacle@customer.example");
        var address = (await site.TaskLinksAsync(request.CaseNumber))[0].Address;
        using var staff = site.Visit();
        var panel = await staff.GetAsync(address + "?obstacle=1");
        var unchosen = await staff.SubmitAsync(panel, "form[data-panel=obstacle]", ("__reason", "The pump is not in stock"));
        unchosen.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        unchosen.One("form[data-panel=obstacle] textarea").TextContent.ShouldBe("The pump is not in stock", "nothing typed is lost");
        (await staff.SubmitAsync(panel, "form[data-panel=obstacle]", ("__obstacle", "part"), ("__reason", "The pump is not in stock"))).Location.ShouldBe(address);
        using var admin = await site.SignInAsync("admin", Site.AdminPassword);
        (await admin.GetAsync($"/cases/{request.CaseNumber}")).One("[data-open-tasks] .badge.bad").TextContent.ShouldContain("A part or material is missing");

        var mail = (await site.Services.GetRequiredService<Mailbox>().ListAsync(new MailFilter { Template = "obstacle" }, TestContext.Current.CancellationToken)).ShouldHaveSingleItem();
        using var superior = site.Visit();
        var look = await superior.GetAsync(new Uri(mail.Links.First(link => link.Contains("/t/", StringComparison.Ordinal))).PathAndQuery);
        look.One("[data-obstacle]").TextContent.ShouldContain("The pump is not in stock");
        var solved = await superior.SubmitAsync(look, "form:has([data-action=solve])", ("__reason", "Taken from the other line"));
        solved.Status.ShouldBe(HttpStatusCode.Redirect, solved.Text);
        (await admin.GetAsync($"/cases/{request.CaseNumber}")).All("[data-open-tasks] .badge.bad").ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_has_nothing_to_do_with_a_task_holds_nothing_up()
    {
        var request = await site.ComplainAsync("rights@customer.example");
        var (person, address) = (await site.TaskLinksAsync(request.CaseNumber))[0];
        using var owner = await site.SignInAsync(person);
        var key = (await owner.GetAsync("/tasks?view=group&q=" + request.CaseNumber)).One("[data-task]").GetAttribute("data-task");
        var ask = await owner.GetAsync($"/tasks/{key}?ask=1");
        var report = await owner.GetAsync($"/tasks/{key}?obstacle=1");
        using var stranger = await site.SignInAsync("production-desk");
        var token = (await stranger.GetAsync("/tasks")).One("input[name=__RequestVerificationToken]").GetAttribute("value")!;
        foreach (var handler in new[] { "ask", "unask", "obstacle", "solve" })
        {
            var answer = await stranger.PostAsync($"/tasks/{key}/{handler}", new FormUrlEncodedContent(
                [new("__RequestVerificationToken", token), new("__reason", "Mine"), new("__obstacle", "part"), new("__key", "1")]));
            answer.Status.ShouldBe(HttpStatusCode.Forbidden, handler);
        }
        (await owner.GetAsync($"/tasks/{key}")).All(".held").ShouldBeEmpty();
        ask.All("form[data-panel=ask]").Count.ShouldBe(1);
        report.All("form[data-panel=obstacle]").Count.ShouldBe(1);
    }
}
