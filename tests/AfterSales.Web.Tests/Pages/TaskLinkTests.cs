using System.Net;
using AfterSales.Engine;
using AfterSales.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.Pages;

public sealed class TaskLinkTests(Site site) : IClassFixture<Site>
{

    private ProcessEngine Engine => site.Services.GetRequiredService<ProcessEngine>();

    [Fact]
    public async Task Opening_a_link_changes_nothing_however_often()
    {
        var request = await site.ComplainAsync();
        var (_, address) = (await site.TaskLinksAsync(request.CaseNumber))[0];
        var before = Fingerprint();
        using var scanner = site.Visit();
        foreach (var look in new[] { address, address + "?cannot=1", address + "?pass=1", address + "?notme=1", address + "?done=1", address })
            (await scanner.GetAsync(look)).Status.ShouldBe(HttpStatusCode.OK);
        using (var head = new HttpRequestMessage(HttpMethod.Head, address))
            await scanner.Client.SendAsync(head, TestContext.Current.CancellationToken);
        Fingerprint().ShouldBe(before);
    }

    [Fact]
    public async Task A_form_with_gaps_comes_back_with_what_was_entered_and_the_task_still_waits()
    {
        var request = await site.ComplainAsync();
        var (_, address) = (await site.TaskLinksAsync(request.CaseNumber))[0];
        using var visitor = site.Visit();
        var page = await visitor.GetAsync(address);
        var text = page.One("form.taskform textarea").GetAttribute("name")!;
        var answer = await visitor.SubmitAsync(page, "form.taskform", (text, "He says the seam breaks"));
        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.One($"textarea[name='{text}']").TextContent.ShouldBe("He says the seam breaks");
        answer.All("[data-problems] a").Count.ShouldBeGreaterThan(0);
        (await visitor.GetAsync(address)).All("form.taskform").Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_completed_task_says_thanks_once_and_afterwards_who_did_it()
    {
        var request = await site.ComplainAsync();
        var links = await site.TaskLinksAsync(request.CaseNumber);
        using var visitor = site.Visit();
        var page = await visitor.GetAsync(links[0].Address);
        var sent = await visitor.SubmitAsync(page, "form.taskform", FormAnswers.Of(page));
        sent.Status.ShouldBe(HttpStatusCode.Redirect, sent.Text);
        var thanks = await visitor.FollowAsync(sent);
        thanks.One("[data-closed]").GetAttribute("data-closed").ShouldBe("thanks");
        thanks.Text.ShouldContain(request.CaseNumber);

        var again = await visitor.SubmitAsync(page, "form.taskform", FormAnswers.Of(page));
        again.One("[data-closed]").GetAttribute("data-closed").ShouldBe("used", "a second submission is told kindly that the first one counted");

        using var colleague = site.Visit();
        var late = await colleague.GetAsync(links[1].Address);
        late.Status.ShouldBe(HttpStatusCode.Gone);
        late.One("[data-closed]").GetAttribute("data-closed").ShouldBeOneOf("used", "reassigned");
        late.All("form.taskform").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_link_that_was_altered_opens_nothing()
    {
        var request = await site.ComplainAsync();
        var (_, address) = (await site.TaskLinksAsync(request.CaseNumber))[0];
        using var visitor = site.Visit("fa");
        foreach (var altered in new[] { address[..^4], address[..^1] + (address[^1] == 'A' ? 'B' : 'A'), "/t/x" })
        {
            var page = await visitor.GetAsync(altered);
            page.Status.ShouldBe(HttpStatusCode.NotFound);
            page.One("[data-closed]").GetAttribute("data-closed").ShouldBe("tampered");
            page.Text.ShouldNotContain(request.CaseNumber, customMessage: "an altered link tells nothing about the case");
        }
    }

    [Fact]
    public async Task A_form_sent_with_the_link_of_another_task_is_not_taken()
    {
        var mine = (await site.TaskLinksAsync((await site.ComplainAsync()).CaseNumber))[0];
        var other = await site.ComplainAsync("other@customer.example");
        using var visitor = site.Visit();
        var page = await visitor.GetAsync((await site.TaskLinksAsync(other.CaseNumber))[0].Address);
        var form = page.One("form.taskform");
        form.SetAttribute("action", mine.Address);
        var answer = await visitor.SubmitAsync(page, "form.taskform", FormAnswers.Of(page));
        answer.One("[data-closed]").GetAttribute("data-closed").ShouldBe("other");
    }

    [Fact]
    public async Task A_task_that_somebody_takes_is_closed_to_the_links_of_the_others()
    {
        var request = await site.ComplainAsync();
        var links = await site.TaskLinksAsync(request.CaseNumber);
        using var taker = await site.SignInAsync(links[0].PersonId);
        var list = await taker.GetAsync("/tasks?view=group&q=" + request.CaseNumber);
        var claimed = await taker.SubmitAsync(list, "form:has([data-action=claim])");
        claimed.Status.ShouldBe(HttpStatusCode.Redirect);
        using var other = site.Visit();
        var page = await other.GetAsync(links.First(link => link.PersonId != links[0].PersonId).Address);
        page.One("[data-closed]").GetAttribute("data-closed").ShouldBe("reassigned");
    }

    [Fact]
    public async Task Who_cannot_do_his_task_gives_it_back_with_a_reason()
    {
        var request = await site.ComplainAsync();
        var link = (await site.TaskLinksAsync(request.CaseNumber))[0];
        using var person = await site.SignInAsync(link.PersonId);
        var list = await person.GetAsync("/tasks?view=group&q=" + request.CaseNumber);
        var key = list.One("[data-task]").GetAttribute("data-task");
        await person.SubmitAsync(list, "form:has([data-action=claim])");
        var panel = await person.GetAsync($"/tasks/{key}?cannot=1");
        var unsaid = await person.SubmitAsync(panel, "form[data-panel=return]");
        unsaid.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, "the next person must know why");
        var returned = await person.SubmitAsync(panel, "form[data-panel=return]", ("__reason", "On leave from tomorrow"));
        returned.Location.ShouldBe("/tasks");
        (await person.GetAsync("/tasks?view=group&q=" + request.CaseNumber)).All($"[data-task='{key}']").Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_drawn_signature_becomes_a_picture_of_the_record()
    {
        var request = await site.ComplainAsync();
        var (_, address) = (await site.TaskLinksAsync(request.CaseNumber))[0];
        using var visitor = site.Visit();
        var page = await visitor.GetAsync(address);
        var drawing = page.One("input[data-drawing]").GetAttribute("name")!;
        var sent = await visitor.SubmitAsync(page, "form.taskform", [.. FormAnswers.Of(page), (drawing, "data:image/png;base64," + Convert.ToBase64String(Pictures.Png))]);
        sent.Status.ShouldBe(HttpStatusCode.Redirect, sent.Text);
        using var admin = await site.SignInAsync("admin", Site.AdminPassword);
        (await admin.GetAsync($"/cases/{request.CaseNumber}")).One("[data-files]").TextContent.ShouldContain("signature.png");
    }

    /// <summary>Everything a link could change: tasks, instances, history, timelines.</summary>
    private string Fingerprint()
    {
        using var db = Engine.OpenRead();
        using var command = db.CreateCommand();
        command.CommandText = "SELECT group_concat(name) FROM (SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '%outbox%' AND name NOT LIKE '%mail%' ORDER BY name)";
        var tables = ((string)command.ExecuteScalar()!).Split(',');
        return string.Join('\n', tables.Select(table =>
        {
            using var count = db.CreateCommand();
            count.CommandText = $"SELECT count(*) || ':' || coalesce(max(rowid), 0) FROM \"{table}\"";
            try
            {
                return table + ' ' + count.ExecuteScalar();
            }
            catch (System.Data.Common.DbException)
            {
                count.CommandText = $"SELECT count(*) FROM \"{table}\"";
                return table + ' ' + count.ExecuteScalar();
            }
        }));
    }
}
