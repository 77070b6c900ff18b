using System.Diagnostics;
using AfterSales.Service.Mail;
using AfterSales.Service.Mail.Smtp;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Mail.Smtp;

public class SmtpTransportTests(ITestOutputHelper output)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Implicit_tls_with_plain_sign_in_delivers()
    {
        await using var server = await MailServer.StartAsync(SmtpSecurity.ImplicitTls, new { user = "desk", password = "a secret: ü", signIn = new[] { "PLAIN" } });
        await using var transport = Transport(server, smtp => (smtp.UserName, smtp.Password) = ("desk", "a secret: ü"));

        var delivery = await transport.SendAsync(Mails.Simple(), Ct);

        delivery.State.ShouldBe(MailDeliveryState.Accepted, delivery.Detail);
        var mail = await server.NextAsync();
        ((bool)mail["secure"]!).ShouldBeTrue();
        ((string)mail["messageId"]!).ShouldBe("<1@service.example>");
        server.SignIns.ShouldHaveSingleItem()["method"]!.ToString().ShouldBe("PLAIN");
    }

    [Fact]
    public async Task Starttls_with_login_sign_in_delivers_protected()
    {
        await using var server = await MailServer.StartAsync(SmtpSecurity.StartTls, new { user = "desk", password = "secret", signIn = new[] { "LOGIN" } });
        await using var transport = Transport(server, smtp => (smtp.UserName, smtp.Password) = ("desk", "secret"));

        (await transport.SendAsync(Mails.Simple(), Ct)).State.ShouldBe(MailDeliveryState.Accepted);

        var mail = await server.NextAsync();
        ((bool)mail["secure"]!).ShouldBeTrue("nothing may go out before TLS");
        var signIn = server.SignIns.ShouldHaveSingleItem();
        signIn["method"]!.ToString().ShouldBe("LOGIN");
        ((bool)signIn["secure"]!).ShouldBeTrue("the password may not go out before TLS");
    }

    [Fact]
    public async Task Plain_is_possible_when_chosen_by_name()
    {
        await using var server = await MailServer.StartAsync(SmtpSecurity.None);
        await using var transport = Transport(server);

        (await transport.SendAsync(Mails.Simple(), Ct)).State.ShouldBe(MailDeliveryState.Accepted);

        ((bool)(await server.NextAsync())["secure"]!).ShouldBeFalse();
    }

    [Fact]
    public async Task A_server_without_starttls_gets_nothing()
    {
        await using var server = await MailServer.StartAsync(SmtpSecurity.None, new { user = "desk", password = "secret" });
        await using var transport = Transport(server, smtp => (smtp.Security, smtp.UserName, smtp.Password) = (SmtpSecurity.StartTls, "desk", "secret"));

        var delivery = await transport.SendAsync(Mails.Simple(), Ct);

        delivery.State.ShouldBe(MailDeliveryState.NotNow, "the mail waits until the settings are right");
        delivery.Detail.ShouldContain("STARTTLS");
        server.SignIns.ShouldBeEmpty("neither password nor mail may be sent unprotected");
        server.Waiting.ShouldBe(0);
    }

    [Fact]
    public async Task A_wrong_password_keeps_the_mail_waiting_and_tells_no_secret()
    {
        await using var server = await MailServer.StartAsync(SmtpSecurity.StartTls, new { user = "desk", password = "right" });
        await using var transport = Transport(server, smtp => (smtp.UserName, smtp.Password) = ("desk", "wrong-secret"));

        var delivery = await transport.SendAsync(Mails.Simple(), Ct);

        delivery.State.ShouldBe(MailDeliveryState.NotNow, "with the right password the same mail can go out");
        delivery.Detail.ShouldContain("535");
        delivery.Detail.ShouldContain("desk");
        delivery.Detail.ShouldNotContain("wrong-secret");
    }

    [Fact]
    public async Task A_certificate_of_an_unknown_authority_is_not_believed()
    {
        await using var server = await MailServer.StartAsync(SmtpSecurity.ImplicitTls);
        await using var transport = Transport(server, smtp => smtp.TrustedCaFile = null);

        (await transport.SendAsync(Mails.Simple(), Ct)).State.ShouldBe(MailDeliveryState.NotNow);
        server.Waiting.ShouldBe(0);
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_not_believed_even_from_the_trusted_authority()
    {
        await using var server = await MailServer.StartAsync(SmtpSecurity.ImplicitTls);
        await using var transport = Transport(server, smtp => smtp.Host = "localhost");

        (await transport.SendAsync(Mails.Simple(), Ct)).State.ShouldBe(MailDeliveryState.NotNow);
        server.Waiting.ShouldBe(0);
    }

    [Fact]
    public async Task A_refused_receiver_is_final_and_the_connection_serves_the_next_mail()
    {
        await using var server = await MailServer.StartAsync(SmtpSecurity.ImplicitTls, new { refuse = new[] { "gone@demo.example" } });
        await using var transport = Transport(server);

        var refused = await transport.SendAsync(Mails.Simple(to: "gone@demo.example"), Ct);
        var accepted = await transport.SendAsync(Mails.Simple(number: 2), Ct);

        refused.State.ShouldBe(MailDeliveryState.Refused);
        refused.Detail.ShouldContain("5.1.1");
        accepted.State.ShouldBe(MailDeliveryState.Accepted);
        ((string)(await server.NextAsync())["messageId"]!).ShouldBe("<2@service.example>");
        transport.ConnectionsOpened.ShouldBe(1);
    }

    [Fact]
    public async Task A_greylisted_receiver_is_tried_again_later()
    {
        await using var server = await MailServer.StartAsync(SmtpSecurity.ImplicitTls, new { defer = new[] { "later@demo.example" } });
        await using var transport = Transport(server);

        var delivery = await transport.SendAsync(Mails.Simple(to: "later@demo.example"), Ct);

        delivery.State.ShouldBe(MailDeliveryState.NotNow);
        delivery.Detail.ShouldContain("451");
    }

    [Fact]
    public async Task A_refused_sender_keeps_the_mail_waiting()
    {
        await using var server = await MailServer.StartAsync(SmtpSecurity.None, new { refuseSender = true });
        await using var transport = Transport(server);

        (await transport.SendAsync(Mails.Simple(), Ct)).State.ShouldBe(MailDeliveryState.NotNow, "a wrong sender is a mistake of the settings");
    }

    [Fact]
    public async Task A_mail_larger_than_the_server_takes_is_final_and_not_sent()
    {
        await using var server = await MailServer.StartAsync(SmtpSecurity.None, new { size = 20_000 });
        await using var transport = Transport(server);

        var delivery = await transport.SendAsync(Mails.Simple(text: new string('x', 30_000)), Ct);

        delivery.State.ShouldBe(MailDeliveryState.Refused);
        delivery.Detail.ShouldContain("20000");
    }

    [Fact]
    public async Task A_big_mail_arrives_whole()
    {
        await using var server = await MailServer.StartAsync(SmtpSecurity.ImplicitTls);
        await using var transport = Transport(server);
        var text = string.Concat(Enumerable.Range(0, 60_000).Select(line => $".line {line} با متن فارسی\n"));

        (await transport.SendAsync(Mails.Simple(text: text), Ct)).State.ShouldBe(MailDeliveryState.Accepted);

        var mail = await server.NextAsync();
        ((int)mail["bytes"]!).ShouldBeGreaterThan(2_000_000);
        Normal((string)mail["text"]!).ShouldBe(text);
    }

    [Theory]
    [InlineData("کار تازه: بررسی شکایت مشتری و تکمیل فرم رسیدگی به شکایت (CMP-2026-0093)", "رضا کریمی")]
    [InlineData("新任务：核实投诉并判定不合格，填写《客诉处理单》（CMP-2026-0093）", "王磊")]
    [InlineData("Plain English, with a \"quote\" and a = sign", "Quality, desk <qc>")]
    public async Task Subject_name_and_text_come_back_from_a_mime_reader(string subject, string name)
    {
        await using var server = await MailServer.StartAsync(SmtpSecurity.None);
        await using var transport = Transport(server);
        var mail = Mails.Simple(subject: subject, toName: name, text: ".\n..two dots\nسطر فارسی\n一行中文\n") with
        {
            From = new MailboxAddress("خدمات پس از فروش", "aftersales@service.example"),
            ReplyTo = new MailboxAddress("", "answers@service.example"),
            Html = "<p dir=\"rtl\">سلام، 您好</p>",
            InReplyTo = "<previous@service.example>",
            References = ["<case.cmp-2026-0093@service.example>", "<previous@service.example>"],
        };

        (await transport.SendAsync(mail, Ct)).State.ShouldBe(MailDeliveryState.Accepted);

        var received = await server.NextAsync();
        ((string)received["subject"]!).ShouldBe(subject);
        ((string)received["toName"]!).ShouldBe(name);
        ((string)received["from"]!["name"]!).ShouldBe("خدمات پس از فروش");
        ((string)received["replyTo"]!).ShouldBe("answers@service.example");
        Normal((string)received["text"]!).ShouldBe(mail.Text);
        Normal((string)received["html"]!).ShouldBe(mail.Html);
        ((string)received["messageId"]!).ShouldBe(mail.MessageId);
        ((string)received["inReplyTo"]!).ShouldBe("<previous@service.example>");
        ((string)received["references"]!).ShouldBe("<case.cmp-2026-0093@service.example> <previous@service.example>");
        ((string)received["date"]!).ShouldBe("2026-11-16T06:00:00.000Z", "the mail tells when it was caused, not when it was sent");
        ((string)received["headers"]!["auto-submitted"]!).ShouldBe("auto-generated");
        ((string)received["raw"]!).ShouldNotContain("X-Receiver");
    }

    [Fact]
    public async Task An_address_outside_ascii_goes_to_a_server_that_takes_it()
    {
        await using var server = await MailServer.StartAsync(SmtpSecurity.None);
        await using var transport = Transport(server);

        (await transport.SendAsync(Mails.Simple(to: "王磊@demo.example", subject: "您好"), Ct)).State.ShouldBe(MailDeliveryState.Accepted);

        var mail = await server.NextAsync();
        mail["to"]![0]!.ToString().ShouldBe("王磊@demo.example");
        ((string)mail["subject"]!).ShouldBe("您好");
        mail["parameters"]!.AsArray().Select(parameter => parameter!.ToString()).ShouldContain("SMTPUTF8");
    }

    [Fact]
    public async Task An_address_outside_ascii_is_final_where_the_server_does_not_take_it()
    {
        await using var server = await MailServer.StartAsync(SmtpSecurity.None, new { asciiAddressesOnly = true });
        await using var transport = Transport(server);

        var delivery = await transport.SendAsync(Mails.Simple(to: "王磊@demo.example"), Ct);

        delivery.State.ShouldBe(MailDeliveryState.Refused);
        delivery.Detail.ShouldContain("SMTPUTF8");
    }

    [Fact]
    public async Task A_domain_outside_ascii_travels_in_its_ascii_form()
    {
        await using var server = await MailServer.StartAsync(SmtpSecurity.None, new { asciiAddressesOnly = true, sevenBitOnly = true });
        await using var transport = Transport(server);

        (await transport.SendAsync(Mails.Simple(to: "desk@müller.example"), Ct)).State.ShouldBe(MailDeliveryState.Accepted);

        var mail = await server.NextAsync();
        mail["raw"]!.ToString().ShouldContain("xn--mller-kva.example");
    }

    [Theory]
    [InlineData("a@b.example\r\nRCPT TO:<x@evil.example>")]
    [InlineData("a@b.example>\r\nDATA")]
    [InlineData("a@b.example, c@d.example")]
    [InlineData("no address")]
    [InlineData("")]
    public async Task What_is_no_address_never_reaches_the_server(string address)
    {
        await using var transport = new SmtpTransport(
            new MailSettings { Smtp = { Host = "127.0.0.1", Port = 9 } }, NullLogger<SmtpTransport>.Instance);

        (await transport.SendAsync(Mails.Simple(to: address), Ct)).State.ShouldBe(MailDeliveryState.Refused);
    }

    [Fact]
    public async Task Headers_cannot_be_injected_through_subject_or_names()
    {
        await using var server = await MailServer.StartAsync(SmtpSecurity.None);
        await using var transport = Transport(server);
        var evil = Mails.Simple(subject: "Broken\r\nBcc: x@evil.example\r\n\r\nbody", toName: "Name\r\nX-Evil: 1\u202E");

        (await transport.SendAsync(evil, Ct)).State.ShouldBe(MailDeliveryState.Accepted);

        var mail = await server.NextAsync();
        ((string)mail["subject"]!).ShouldBe("Broken Bcc: x@evil.example body");
        ((string)mail["toName"]!).ShouldBe("Name X-Evil: 1");
        mail["headers"]!.AsObject().Select(header => header.Key).ShouldNotContain("bcc");
        mail["headers"]!.AsObject().Select(header => header.Key).ShouldNotContain("x-evil");
        mail["to"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_server_that_is_away_keeps_the_mail_waiting_and_gets_it_once_when_back()
    {
        await using var down = await MailServer.StartAsync(SmtpSecurity.ImplicitTls);
        var port = down.Port;
        var mail = Mails.Simple(number: 77);
        var settings = down.Settings();
        await using var transport = new SmtpTransport(settings, NullLogger<SmtpTransport>.Instance);
        (await transport.SendAsync(Mails.Simple(), Ct)).State.ShouldBe(MailDeliveryState.Accepted);
        // The authority file has to outlive the first server for the transport read it already.
        await down.DisposeAsync();

        var away = await transport.SendAsync(mail, Ct);
        away.State.ShouldBe(MailDeliveryState.NotNow);

        await using var up = await MailServer.StartAsync(SmtpSecurity.None, port: port);
        await using var again = new SmtpTransport(up.Settings(), NullLogger<SmtpTransport>.Instance);
        (await again.SendAsync(mail, Ct)).State.ShouldBe(MailDeliveryState.Accepted);
        ((string)(await up.NextAsync())["messageId"]!).ShouldBe("<4d@service.example>");
        up.Waiting.ShouldBe(0);
    }

    [Fact]
    public async Task A_server_that_dies_after_the_data_leaves_the_mail_waiting()
    {
        await using var server = await MailServer.StartAsync(SmtpSecurity.None, new { dieAfterData = true });
        await using var transport = Transport(server);

        (await transport.SendAsync(Mails.Simple(), Ct)).State.ShouldBe(MailDeliveryState.NotNow, "nobody said that it was taken");
    }

    [Fact]
    public async Task A_server_that_never_answers_is_given_up_in_time()
    {
        using var silent = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        silent.Start();
        var port = ((System.Net.IPEndPoint)silent.LocalEndpoint).Port;
        await using var transport = new SmtpTransport(
            new MailSettings { Smtp = { Host = "127.0.0.1", Port = port, Security = SmtpSecurity.ImplicitTls, ConnectTimeout = TimeSpan.FromMilliseconds(200) } },
            NullLogger<SmtpTransport>.Instance);
        var watch = Stopwatch.StartNew();

        (await transport.SendAsync(Mails.Simple(), Ct)).State.ShouldBe(MailDeliveryState.NotNow);

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Sending_can_be_cancelled()
    {
        using var silent = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        silent.Start();
        var port = ((System.Net.IPEndPoint)silent.LocalEndpoint).Port;
        await using var transport = new SmtpTransport(
            new MailSettings { Smtp = { Host = "127.0.0.1", Port = port, Security = SmtpSecurity.None } }, NullLogger<SmtpTransport>.Instance);
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        await Should.ThrowAsync<OperationCanceledException>(async () => await transport.SendAsync(Mails.Simple(), cancel.Token));
    }

    [Fact]
    public async Task A_batch_shares_its_connections()
    {
        await using var server = await MailServer.StartAsync(SmtpSecurity.ImplicitTls, new { countOnly = true });
        await using var transport = Transport(server);
        const int count = 400;
        var watch = Stopwatch.StartNew();

        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Ct }, async (number, ct) =>
            (await transport.SendAsync(Mails.Simple(number: number), ct)).State.ShouldBe(MailDeliveryState.Accepted));

        var perSecond = count / watch.Elapsed.TotalSeconds;
        output.WriteLine(FormattableString.Invariant($"{count} mails over TLS in {watch.Elapsed.TotalSeconds:0.00} s: {perSecond:0} mails/s on {transport.ConnectionsOpened} connections"));
        transport.ConnectionsOpened.ShouldBeLessThanOrEqualTo(4);
        for (var i = 0; i < count; i++)
            await server.NextAsync();
        server.Waiting.ShouldBe(0, "each mail arrives once");
        // SmtpClient reached 22 a second; below that something waits for an acknowledgement. A quiet machine does several hundred.
        perSecond.ShouldBeGreaterThan(25);
    }

    private static SmtpTransport Transport(MailServer server, Action<SmtpSettings>? change = null) =>
        new(server.Settings(change), NullLogger<SmtpTransport>.Instance);

    private static string Normal(string text) => text.ReplaceLineEndings("\n");
}
