using AfterSales.Engine.Search;
using AfterSales.Service.Languages;
using AfterSales.Service.Mail;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Notifications;

public class MailJobTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_step_writes_to_the_customer_with_what_the_workflow_knows()
    {
        await using var host = await MailHost.StartAsync();
        await host.DeployAsync(Step("aftersales:send-mail:1", ("template", "customer-reply"), ("to", "customer")));
        await host.StartCaseAsync(""", "reply": "عدسی کانونی تعویض شد.\nآزمایش شد.", "dir": "ltr", "link": "https://evil.example" """);

        var mail = (await host.MailsAsync(1))[0];

        mail.ToAddress.ShouldBe("purchasing@customer.example");
        mail.Language.ShouldBe(Language.Persian);
        mail.Text.ShouldContain("عدسی کانونی تعویض شد.\nآزمایش شد.");
        mail.Html.ShouldContain("dir=\"rtl\"");
        mail.Html.ShouldNotContain("evil.example");
        mail.CaseNumber.ShouldBe("CMP-2026-0093");
        host.Told.ShouldContain(entry => entry.Kind == "mail.written" && entry.ForCustomer);
    }

    [Fact]
    public async Task A_department_is_told_with_the_name_of_the_step_in_each_readers_language()
    {
        await using var host = await MailHost.StartAsync();
        await host.DeployAsync(Step("aftersales:notify:1", ("to", "group:quality-control")));
        await host.StartCaseAsync();

        var mails = await host.MailsAsync(2);

        mails.ShouldAllBe(mail => mail.Template == "notice");
        mails.Single(mail => mail.PersonId == "qc-fa").Subject.ShouldBe("برای آگاهی: آگاه کردن واحد (CMP-2026-0093)");
        mails.Single(mail => mail.PersonId == "qc-zh").Subject.ShouldBe("通知：通知部门（CMP-2026-0093）");
    }

    [Fact]
    public async Task A_title_may_come_in_three_languages()
    {
        await using var host = await MailHost.StartAsync();
        await host.DeployAsync(Step("aftersales:notify:1", ("to", "user:qc-zh")));
        await host.StartCaseAsync(""", "title": {"en": "Returned goods", "fa": "کالای برگشتی", "zh": "退货"}, "message": {"en": "Two boxes"} """);

        var mail = (await host.MailsAsync(1))[0];

        mail.Subject.ShouldBe("通知：退货（CMP-2026-0093）");
        mail.Text.ShouldContain("Two boxes");
    }

    [Fact]
    public async Task A_step_may_write_to_a_plain_address()
    {
        await using var host = await MailHost.StartAsync();
        await host.DeployAsync(Step("aftersales:notify:1", ("to", "supplier@parts.example")));
        await host.StartCaseAsync();

        (await host.MailsAsync(1))[0].ToAddress.ShouldBe("supplier@parts.example");
    }

    [Fact]
    public async Task An_empty_department_is_told_through_the_process_owner()
    {
        await using var host = await MailHost.StartAsync();
        await host.DeployAsync(Step("aftersales:notify:1", ("to", "group:nobody-here")));
        await host.StartCaseAsync();

        (await host.MailsAsync(1))[0].PersonId.ShouldBe("owner");
    }

    [Theory]
    [InlineData("user:nobody")]
    [InlineData("user:left")]
    [InlineData("not an address")]
    public async Task A_receiver_who_cannot_be_found_is_an_incident(string to)
    {
        await using var host = await MailHost.StartAsync();
        await host.DeployAsync(Step("aftersales:notify:1", ("to", to)));
        await host.StartCaseAsync();

        await MailHost.UntilAsync(async () => (await host.Engine.Incidents.SearchAsync(new SearchRequest(), Ct)).Value.Items.Count == 1, "an incident");
        (await host.MailsAsync(1))[0].Template.ShouldBe("incident");
    }

    private static string Step(string type, params (string Name, string Value)[] inputs) => MailHost.Job(
        type, string.Concat(inputs.Select(input => $"""<zeebe:input source="=&#34;{input.Value}&#34;" target="{input.Name}" />""")));
}
