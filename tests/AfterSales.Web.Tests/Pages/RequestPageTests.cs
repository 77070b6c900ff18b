using System.Net;
using AfterSales.Service.Cases;
using AfterSales.TestSupport;
using AfterSales.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.Pages;

public sealed class RequestPageTests(Site site) : IClassFixture<Site>
{
    private static readonly (string, string)[] Complete =
    [
        ("subject", "The seam breaks off"), ("description", "Since Monday, at high speed."), ("urgency", "high"),
        ("customerName", "Purchasing desk"), ("customerEmail", "desk@customer.example"),
    ];

    [Fact]
    public async Task Mistakes_are_named_at_the_top_and_at_the_field_and_keep_what_was_typed()
    {
        using var visitor = site.Visit("fa");
        var page = await visitor.GetAsync("/request");
        var answer = await visitor.SubmitAsync(page, "form[data-form=request]", ("subject", "جوش می‌شکند"), ("customerEmail", "not an address"), ("urgency", "urgent"));
        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.One("#subject").GetAttribute("value").ShouldBe("جوش می‌شکند");
        answer.One("#customerEmail").GetAttribute("value").ShouldBe("not an address");
        answer.One("input[name=urgency][value=urgent]").HasAttribute("checked").ShouldBeTrue();
        var links = answer.All("[data-problems] a").Select(link => link.GetAttribute("href")).ToList();
        links.ShouldContain("#customerEmail");
        links.ShouldContain("#description");
        foreach (var link in links)
        {
            var field = answer.One(link!);
            field.GetAttribute("aria-invalid").ShouldBe("true");
            answer.One("#" + field.GetAttribute("aria-describedby")!.Split(' ')[^1]).TextContent.Trim().ShouldNotBeEmpty();
        }
    }

    [Fact]
    public async Task Files_of_a_refused_request_need_not_be_chosen_again()
    {
        using var visitor = site.Visit();
        var page = await visitor.GetAsync("/request");
        var refused = await visitor.SubmitAsync(page, "form[data-form=request]", [new ChosenFile("files", "seam.png", Pictures.Png)], ("subject", "The seam breaks off"));
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.One("input[name=__kept]").ParentElement!.TextContent.ShouldContain("seam.png");
        var accepted = await visitor.SubmitAsync(refused, "form[data-form=request]", Complete);
        accepted.Status.ShouldBe(HttpStatusCode.Redirect);
        var tracking = await visitor.FollowAsync(accepted);
        tracking.One("[data-attachments]").TextContent.ShouldContain("seam.png");
    }

    [Fact]
    public async Task What_is_no_picture_is_refused_whatever_it_calls_itself()
    {
        using var visitor = site.Visit();
        var page = await visitor.GetAsync("/request");
        var answer = await visitor.SubmitAsync(page, "form[data-form=request]",
            [new ChosenFile("files", "harmless.png", "<html><script>alert(1)</script></html>"u8.ToArray())], Complete);
        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.One("[data-field=files] .problem").TextContent.ShouldContain("harmless.png");
    }

    [Fact]
    public async Task Sending_the_same_form_twice_makes_one_case()
    {
        using var visitor = site.Visit();
        var page = await visitor.GetAsync("/request");
        var first = await visitor.SubmitAsync(page, "form[data-form=request]", Complete);
        var second = await visitor.SubmitAsync(page, "form[data-form=request]", Complete);
        second.Location.ShouldBe(first.Location);
    }

    [Fact]
    public async Task A_request_leads_to_a_tracking_page_that_needs_no_account_and_to_a_mail()
    {
        using var visitor = site.Visit("zh");
        var page = await visitor.GetAsync("/request");
        var accepted = await visitor.SubmitAsync(page, "form[data-form=request]", [.. Complete.SkipLast(1), ("customerEmail", "zh@customer.example")]);
        using var anybody = site.Visit("");
        var tracking = await anybody.GetAsync(accepted.Location!.Split('?')[0]);
        tracking.Document.DocumentElement.GetAttribute("lang").ShouldBe("zh-Hans", "the customer's language, where the browser says nothing");
        tracking.One("[data-status]").GetAttribute("data-status").ShouldBe(CaseStatus.Received.Code());
        tracking.All(".timeline .coming").Count.ShouldBeGreaterThan(0, "the steps to come stand below those that were");
        var mails = site.Services.GetRequiredService<Service.Mail.Mailbox>();
        await Eventually.HoldsAsync("the customer has his confirmation", async () =>
            (await mails.ListAsync(new Service.Mail.MailFilter { To = "zh@customer.example" })).Any(mail => mail.Text.Contains(accepted.Location!.Split('?')[0], StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_code_that_nobody_has_gets_a_kind_page()
    {
        using var visitor = site.Visit();
        foreach (var address in new[] { "/track/made-up", "/track?code=made-up" })
            (await visitor.GetAsync(address)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await visitor.GetAsync("/track?code=made-up")).Text.ShouldContain("made-up");
    }

    [Fact]
    public async Task Somebody_at_the_desk_records_a_request_for_a_customer()
    {
        using var clerk = await site.SignInAsync(site.Services.GetRequiredService<Service.People.Directory>().InGroup("sales")[0].Id);
        var page = await clerk.GetAsync("/request");
        var accepted = await clerk.SubmitAsync(page, "form[data-form=request]", [.. Complete, ("channel", "phone"), ("language", "fa")]);
        accepted.Location!.ShouldStartWith("/cases/CMP-");
        var found = await site.Services.GetRequiredService<CaseQueries>().FindAsync(accepted.Location![7..], TestContext.Current.CancellationToken);
        found!.Channel.ShouldBe("phone");
        found.Language.ShouldBe(Service.Languages.Language.Persian);
    }

    [Fact]
    public async Task A_message_that_arrived_is_no_draft_any_more()
    {
        var request = await site.ComplainAsync("message@customer.example");
        using var customer = site.Visit();
        var token = (await customer.GetAsync("/request")).One("input[name=__RequestVerificationToken]").GetAttribute("value")!;
        var sent = await customer.PostAsync($"/track/{request.TrackingCode}/message", new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("text", "It is the left one")]));
        var after = await customer.FollowAsync(sent);
        after.One(".toast").GetAttribute("data-finished-draft").ShouldBe($"message:{request.CaseNumber}", "else the device would offer the same words again");
        (await customer.GetAsync($"/track/{request.TrackingCode}")).All("[data-finished-draft]").ShouldBeEmpty("what is typed from now on is a new draft");
    }
}
