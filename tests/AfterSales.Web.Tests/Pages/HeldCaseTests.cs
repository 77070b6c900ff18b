using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AfterSales.Web.Tests.Support;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.Pages;

/// <summary>Holding a case and letting it go on, from its page.</summary>
public sealed class HeldCaseTests(Site site) : IClassFixture<Site>
{
    [Theory]
    [InlineData("en", "Say why.", "is held", "goes on")]
    [InlineData("fa", "دلیل را بنویسید.", "نگه داشته شد", "ادامه می‌یابد")]
    [InlineData("zh", "请说明原因。", "暂停", "恢复")]
    public async Task A_held_case_moves_only_after_it_was_let_go_on_and_says_who_held_it_and_why(string language, string unsaid, string held, string goesOn)
    {
        var request = await site.ComplainAsync($"held-{language}@customer.example");
        var task = (await site.TaskLinksAsync(request.CaseNumber))[0];
        var address = $"/cases/{request.CaseNumber}";
        using var owner = await site.SignInAsync("service-manager");
        await owner.GetAsync("/tasks?lang=" + language);
        var page = await owner.GetAsync(address);
        var empty = await owner.SubmitAsync(page, "[data-form=hold]", ("reason", " "));
        empty.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        empty.One("#hold-problem").TextContent.Trim().ShouldBe(unsaid);
        (await owner.SubmitAsync(page, "[data-form=hold]", ("reason", new string('x', 1001)))).One("#hold-reason").TextContent.Length.ShouldBe(1001, "nothing typed is lost");

        (await owner.SubmitAsync(page, "[data-form=hold]", ("reason", "The court asked for it"))).Location.ShouldBe(address);
        page = await owner.GetAsync(address);
        page.One("[data-case-held]").TextContent.ShouldContain("The court asked for it");
        page.All("[data-kind='process.suspended']").ShouldHaveSingleItem().TextContent.ShouldContain(held);
        page.Text.ShouldNotContain("web.hold");
        (await owner.SubmitAsync(empty, "[data-form=hold]", ("reason", "Once more"))).Status.ShouldBe(HttpStatusCode.Conflict, "it is held already");

        // Who has its task reads why it cannot be done, and finds what he typed.
        using var staff = site.Visit(language);
        var open = await staff.GetAsync(task.Address);
        open.All("[data-case-held]").Count.ShouldBe(1);
        var answers = FormAnswers.Of(open);
        var refused = await staff.SubmitAsync(open, "form.taskform", answers);
        refused.Status.ShouldBe(HttpStatusCode.Conflict, refused.Text);
        refused.One("[data-case-held]").GetAttribute("role").ShouldBe("alert");
        // Numbers and dates are written as the reader writes them; words come back as they were typed.
        foreach (var (name, value) in answers.Where(answer => answer.Value.Contains(' ', StringComparison.Ordinal)))
            refused.All($"form.taskform [name='{name}']").ShouldContain(field => Typed(field) == value, $"{name} is not lost");

        var unsure = await owner.SubmitAsync(page, "[data-form=go-on]");
        unsure.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await owner.SubmitAsync(page, "[data-form=go-on]", ("reason", "The court is done"))).Location.ShouldBe(address);
        page = await owner.GetAsync(address);
        page.All("[data-case-held]").ShouldBeEmpty();
        page.All("[data-kind='process.resumed']").ShouldHaveSingleItem().TextContent.ShouldContain(goesOn);
        (await staff.SubmitAsync(await staff.GetAsync(task.Address), "form.taskform", answers)).Status.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Only_process_owners_and_administrators_hold_cases()
    {
        var request = await site.ComplainAsync("hold-rights@customer.example");
        var task = (await site.TaskLinksAsync(request.CaseNumber))[0];
        foreach (var name in new[] { task.PersonId, "management-rep" })
        {
            using var other = await site.SignInAsync(name);
            var page = await other.GetAsync($"/cases/{request.CaseNumber}");
            page.All("[data-hold]").ShouldBeEmpty();
            (await PostAsync(other, request.CaseNumber, "hold")).Status.ShouldBeOneOf(HttpStatusCode.Forbidden, HttpStatusCode.Redirect);
            (await other.GetAsync($"/cases/{request.CaseNumber}")).All("[data-case-held]").ShouldBeEmpty();
        }
        using var guest = site.Visit();
        (await guest.PostAsync($"/cases/{request.CaseNumber}/hold", new FormUrlEncodedContent([new("reason", "Mine")]))).Status.ShouldNotBe(HttpStatusCode.OK);
        using var owner = await site.SignInAsync("service-manager");
        (await owner.PostAsync($"/cases/{request.CaseNumber}/hold", new FormUrlEncodedContent([new("reason", "No token")]))).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync(owner, "CMP-2000-0001", "hold")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await PostAsync(owner, request.CaseNumber, "goon")).Status.ShouldBe(HttpStatusCode.Conflict, "it is not held");
    }

    private static string? Typed(IElement field) => field switch
    {
        IHtmlInputElement { Type: "radio" or "checkbox", IsChecked: false } => null,
        IHtmlInputElement input => input.Value,
        IHtmlTextAreaElement area => area.Value,
        IHtmlSelectElement select => select.Value,
        _ => null,
    };

    private static async Task<Answer> PostAsync(Visitor visitor, string number, string what)
    {
        var token = (await visitor.GetAsync("/tasks")).One("input[name=__RequestVerificationToken]").GetAttribute("value")!;
        return await visitor.PostAsync($"/cases/{number}/{what}", new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("reason", "For the test")]));
    }
}
