using AfterSales.Engine.Search;
using AfterSales.Service.Mail;
using AfterSales.Service.TaskLinks;
using AfterSales.Service.Tests.Mail.Smtp;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Notifications;

/// <summary>From the commit of a workflow step to a real mail server, with everything between.</summary>
public class MailDeliveryTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Mail_waits_while_the_server_is_away_and_goes_out_once_when_it_is_back()
    {
        await using var down = await MailServer.StartAsync(SmtpSecurity.None);
        var settings = Settings(down);
        await down.DisposeAsync();
        await using var host = await MailHost.StartAsync(settings);
        await host.DeployAsync(MailHost.UserTask("""<zeebe:assignmentDefinition assignee="sales-desk" />"""));

        await host.StartCaseAsync();
        var waiting = (await host.MailsAsync(1, MailState.Waiting))[0];
        await MailHost.UntilAsync(async () => (await host.Mailbox.GetAsync(waiting.MailKey, Ct))!.Attempts >= 1, "the first attempt");
        (await host.TaskAsync()).State.ShouldBe("CREATED", "nothing else stops while mail waits");

        await using var up = await MailServer.StartAsync(SmtpSecurity.None, port: down.Port);
        await host.AdvanceUntilAsync(settings.Retry.First, async () => (await host.Mailbox.GetAsync(waiting.MailKey, Ct))!.State == MailState.Sent, "the second attempt");
        var received = await up.NextAsync();
        ((string)received["messageId"]!).ShouldBe(waiting.MessageId);
        var sent = (await host.MailsAsync(1))[0];
        sent.Attempts.ShouldBeGreaterThanOrEqualTo(2);
        sent.Problem.ShouldBeNull();
        host.Clock.Advance(TimeSpan.FromDays(1));
        up.Waiting.ShouldBe(0, "a mail that was taken is not sent again");
    }

    [Fact]
    public async Task Mail_that_waits_survives_a_restart_with_its_message_id()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("aftersales-mails-").FullName;
        await using var server = await MailServer.StartAsync(SmtpSecurity.None);
        var away = Settings(server);
        away.Smtp.Port = 9;
        string messageId;
        await using (var before = await MailHost.StartAsync(away, folder))
        {
            await before.DeployAsync(MailHost.UserTask("""<zeebe:assignmentDefinition assignee="sales-desk" />"""));
            await before.StartCaseAsync();
            messageId = (await before.MailsAsync(1, MailState.Waiting))[0].MessageId;
        }

        await using (var after = await MailHost.StartAsync(Settings(server), folder, at: new DateTimeOffset(2026, 11, 16, 10, 0, 0, TimeSpan.Zero)))
        {
            var received = await server.NextAsync();

            ((string)received["messageId"]!).ShouldBe(messageId);
            var mail = (await after.MailsAsync(1))[0];
            (await after.Links.OpenAsync(TaskMailTests.Token(mail), ct: Ct)).ShouldBeOfType<TaskLinkResult.Ok>("the keys of the links outlive the restart");
        }
        System.IO.Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_refused_mail_is_marked_and_told_and_not_tried_again()
    {
        await using var server = await MailServer.StartAsync(SmtpSecurity.None, new { refuse = new[] { "sales-desk@demo.example" } });
        await using var host = await MailHost.StartAsync(Settings(server));
        await host.DeployAsync(MailHost.UserTask("""<zeebe:assignmentDefinition assignee="sales-desk" />"""));
        await host.StartCaseAsync();

        var failed = (await host.MailsAsync(1, MailState.Failed))[0];

        failed.Problem.ShouldNotBeNull().ShouldContain("5.1.1");
        host.Told.ShouldHaveSingleItem().Kind.ShouldBe("mail.failed");
        host.Clock.Advance(TimeSpan.FromDays(2));
        await host.StartCaseAsync();
        await host.MailsAsync(2, MailState.Failed);
        (await host.Mailbox.GetAsync(failed.MailKey, Ct))!.Attempts.ShouldBe(1);
    }

    [Fact]
    public async Task A_failed_mail_can_be_sent_again_by_a_person()
    {
        await using var server = await MailServer.StartAsync(SmtpSecurity.None);
        var wrong = Settings(server);
        wrong.Retry.GiveUpAfter = TimeSpan.Zero;
        wrong.Smtp.Port = 9;
        await using var host = await MailHost.StartAsync(wrong);
        await host.DeployAsync(MailHost.UserTask("""<zeebe:assignmentDefinition assignee="sales-desk" />"""));
        await host.StartCaseAsync();
        var failed = (await host.MailsAsync(1, MailState.Failed))[0];
        wrong.Smtp.Port = server.Port;

        (await host.Mailbox.SendAgainAsync(failed.MailKey, Ct)).IsOk.ShouldBeTrue();

        ((string)(await server.NextAsync())["messageId"]!).ShouldBe(failed.MessageId);
        (await host.MailsAsync(1))[0].MailKey.ShouldBe(failed.MailKey);
    }

    [Fact]
    public async Task A_mail_is_given_up_when_the_server_stays_away_too_long()
    {
        var settings = new MailSettings { Transport = MailTransportKind.Smtp, Smtp = { Host = "127.0.0.1", Port = 9, Security = SmtpSecurity.None } };
        await using var host = await MailHost.StartAsync(settings);
        await host.DeployAsync(MailHost.UserTask("""<zeebe:assignmentDefinition assignee="sales-desk" />"""));
        await host.StartCaseAsync();
        await MailHost.UntilAsync(async () => (await host.MailsAsync(1, MailState.Waiting))[0].Attempts >= 1, "the first attempt");

        host.Clock.Advance(settings.Retry.GiveUpAfter);
        await host.AdvanceUntilAsync(settings.Retry.First, async () => (await host.Mailbox.ListAsync(new MailFilter { State = MailState.Failed }, Ct)).Count == 1, "giving up");

        (await host.MailsAsync(1, MailState.Failed))[0].Problem.ShouldNotBeNull();
    }

    [Fact]
    public void Waits_double_up_to_the_cap()
    {
        var retry = new MailRetrySettings();

        new[] { 1, 2, 3, 6, 7, 100 }.Select(retry.WaitAfter).ShouldBe(
            [TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60), TimeSpan.FromMinutes(8), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(15)]);
    }

    [Fact]
    public async Task A_persian_task_mail_is_read_back_whole_from_the_server()
    {
        await using var server = await MailServer.StartAsync(SmtpSecurity.ImplicitTls);
        await using var host = await MailHost.StartAsync(Settings(server));
        await host.DeployAsync(MailHost.UserTask("""<zeebe:assignmentDefinition assignee="qc-fa" />"""));
        await host.StartCaseAsync();

        var received = await server.NextAsync();

        var mail = (await host.MailsAsync(1))[0];
        ((string)received["subject"]!).ShouldBe(mail.Subject);
        ((string)received["html"]!).ReplaceLineEndings("\n").ShouldBe(mail.Html.ReplaceLineEndings("\n"));
        ((string)received["text"]!).ReplaceLineEndings("\n").ShouldBe(mail.Text);
        ((string)received["toName"]!).ShouldBe("میز کیفیت الف");
        ((string)received["references"]!).ShouldBe("<case.cmp-2026-0093@service.example>");
    }

    private static MailSettings Settings(MailServer server)
    {
        var settings = server.Settings();
        settings.PublicUrl = "https://service.example.com/";
        return settings;
    }
}
