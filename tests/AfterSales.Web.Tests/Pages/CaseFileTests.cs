using System.Net;
using AfterSales.Web.Tests.Support;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.Pages;

/// <summary>Comments on a case, and the case as a file for paper.</summary>
public sealed class CaseFileTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task A_comment_stands_in_the_case_for_staff_and_never_on_the_customers_page()
    {
        var request = await site.ComplainAsync("comment@customer.example");
        var person = (await site.TaskLinksAsync(request.CaseNumber))[0].PersonId;
        using var staff = await site.SignInAsync(person);
        await staff.GetAsync("/tasks?lang=en");
        var page = await staff.GetAsync($"/cases/{request.CaseNumber}");
        var empty = await staff.SubmitAsync(page, "[data-form=comment]", ("comment", " \u200b"));
        empty.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        empty.One("#comment-problem").TextContent.Trim().ShouldBe("Write something first.");
        var tooLong = await staff.SubmitAsync(page, "[data-form=comment]", ("comment", new string('x', 4001)));
        tooLong.One("#comment").TextContent.Length.ShouldBe(4001, "nothing typed is lost");
        (await staff.SubmitAsync(page, "[data-form=comment]", ("comment", "He calls back\non Monday"))).Status.ShouldBe(HttpStatusCode.Redirect);
        (await staff.GetAsync($"/cases/{request.CaseNumber}")).One("[data-kind='case.comment']").TextContent.ShouldContain("He calls back\non Monday");
        using var customer = site.Visit();
        (await customer.GetAsync($"/track/{request.TrackingCode}")).Text.ShouldNotContain("He calls back");

        using var stranger = await site.SignInAsync("production-desk");
        var token = (await stranger.GetAsync("/tasks")).One("input[name=__RequestVerificationToken]").GetAttribute("value")!;
        var refused = await stranger.PostAsync($"/cases/{request.CaseNumber}/comment", new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("comment", "Mine")]));
        refused.Status.ShouldBe(HttpStatusCode.NotFound);
        (await staff.GetAsync($"/cases/{request.CaseNumber}")).All("[data-kind='case.comment']").Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("en", "Case file")]
    [InlineData("fa", "پوشه پرونده")]
    [InlineData("zh", "案件档案")]
    public async Task The_file_holds_every_part_of_the_case_in_the_readers_language(string language, string title)
    {
        var request = await site.ComplainAsync($"file-{language}@customer.example");
        await site.TaskLinksAsync(request.CaseNumber);
        using var admin = await site.SignInAsync("admin", Site.AdminPassword);
        await admin.GetAsync("/tasks?lang=" + language);
        await admin.SubmitAsync(await admin.GetAsync($"/cases/{request.CaseNumber}"), "[data-form=comment]", ("comment", "Seen"));
        var file = await admin.GetAsync($"/cases/{request.CaseNumber}/casefile");
        file.Status.ShouldBe(HttpStatusCode.OK);
        file.One(".runhead").TextContent.ShouldContain(title);
        file.All("[data-part]").Select(part => part.GetAttribute("data-part")).Distinct().ShouldBe(["facts", "clocks", "diagram", "timeline", "comments", "record", "mails"], ignoreOrder: true);
        file.All("[data-clock] .receipt-rows").Count.ShouldBeGreaterThan(0, "a limit without its calculation proves nothing");
        file.All("[data-part=timeline] li").Count.ShouldBe((await admin.GetAsync($"/cases/{request.CaseNumber}")).All(".timeline > li:not([data-kind='case.comment'])").Count, "nothing is left out");
        file.All("[style]").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_of_a_case_one_may_not_see_is_not_there()
    {
        var request = await site.ComplainAsync("file-rights@customer.example");
        using var stranger = await site.SignInAsync("production-desk");
        (await stranger.GetAsync($"/cases/{request.CaseNumber}/casefile")).Status.ShouldBe(HttpStatusCode.NotFound);
        using var visitor = site.Visit();
        (await visitor.GetAsync($"/cases/{request.CaseNumber}/casefile")).Status.ShouldBeOneOf(HttpStatusCode.Redirect, HttpStatusCode.Found);
    }
}
