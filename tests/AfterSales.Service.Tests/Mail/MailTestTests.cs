using AfterSales.Service.Languages;
using AfterSales.Service.Mail;
using AfterSales.Service.Mail.Smtp;
using AfterSales.Service.Tests.Mail.Smtp;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Mail;

/// <summary>What the test button says, against a real mail server.</summary>
public sealed class MailTestTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mail_that_arrives_is_told_with_the_servers_answer()
    {
        await using var server = await MailServer.StartAsync(SmtpSecurity.StartTls, new { user = "desk", password = "secret" });
        var result = await RunAsync(server, smtp => (smtp.UserName, smtp.Password) = ("desk", "secret"));
        result.Verdict.ShouldBe(MailTestVerdict.Accepted, result.Answer);
        result.Answer.ShouldStartWith("250");
        ((string)(await server.NextAsync())["subject"]!).ShouldBe("邮件设置测试");
    }

    [Fact]
    public async Task A_wrong_password_missing_protection_and_an_unknown_authority_are_told_apart_and_no_secret_is()
    {
        await using var server = await MailServer.StartAsync(SmtpSecurity.StartTls, new { user = "desk", password = "secret" });
        var wrong = await RunAsync(server, smtp => (smtp.UserName, smtp.Password) = ("desk", "not-the-word"));
        wrong.Verdict.ShouldBe(MailTestVerdict.SignIn, wrong.Answer);
        wrong.Answer.ShouldNotContain("not-the-word");
        var stranger = await RunAsync(server, smtp => smtp.TrustedCaFile = null);
        stranger.Verdict.ShouldBe(MailTestVerdict.Certificate, stranger.Answer);
        await using var open = await MailServer.StartAsync(SmtpSecurity.None);
        var unprotected = await RunAsync(open, smtp => smtp.Security = SmtpSecurity.StartTls);
        unprotected.Verdict.ShouldBe(MailTestVerdict.Unprotected, unprotected.Answer);
        await open.DisposeAsync();
        var gone = await RunAsync(open, _ => { });
        gone.Verdict.ShouldBe(MailTestVerdict.NoServer, gone.Answer);
    }

    [Fact]
    public async Task Without_a_server_the_mailbox_answers()
    {
        var test = new MailTest(new MailboxTransport(), new MailSettings(), TimeProvider.System);
        (await test.RunAsync("li@customer.example", Language.English, Ct)).Verdict.ShouldBe(MailTestVerdict.Kept);
        (await test.RunAsync("nobody", Language.English, Ct)).Verdict.ShouldBe(MailTestVerdict.Receiver);
    }

    private static async Task<MailTestResult> RunAsync(MailServer server, Action<SmtpSettings> change)
    {
        var settings = server.Settings(change);
        settings.Transport = MailTransportKind.Smtp;
        await using var transport = new SmtpTransport(settings, NullLogger<SmtpTransport>.Instance);
        return await new MailTest(transport, settings, TimeProvider.System).RunAsync("li@customer.example", Language.Chinese, Ct);
    }
}
