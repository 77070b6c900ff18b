using AfterSales.Service.Mail;
using Microsoft.Extensions.Configuration;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Mail;

public class MailSettingsTests
{
    [Fact]
    public void Nothing_set_means_the_built_in_mailbox()
    {
        var settings = Read();

        settings.Transport.ShouldBe(MailTransportKind.Mailbox);
        settings.PublicUrl.ShouldBe("https://service.example.com");
    }

    [Fact]
    public void A_named_server_is_used()
    {
        var settings = Read(("Smtp:Host", "mail.example.com"), ("Smtp:Port", "465"), ("Smtp:UserName", "desk"), ("From", "service@company.example"));

        settings.Transport.ShouldBe(MailTransportKind.Smtp);
        settings.Smtp.EffectiveSecurity.ShouldBe(SmtpSecurity.ImplicitTls);
    }

    [Fact]
    public void A_named_server_is_not_used_where_the_transport_is_the_mailbox() =>
        Read(("Transport", "Mailbox"), ("Smtp:Host", "mail.example.com")).Transport.ShouldBe(MailTransportKind.Mailbox);

    [Theory]
    [InlineData(SmtpSecurity.Auto, 0, SmtpSecurity.StartTls, 587)]
    [InlineData(SmtpSecurity.Auto, 465, SmtpSecurity.ImplicitTls, 465)]
    [InlineData(SmtpSecurity.Auto, 25, SmtpSecurity.StartTls, 25)]
    [InlineData(SmtpSecurity.ImplicitTls, 0, SmtpSecurity.ImplicitTls, 465)]
    [InlineData(SmtpSecurity.None, 0, SmtpSecurity.None, 25)]
    public void Port_and_protection_follow_each_other(SmtpSecurity security, int port, SmtpSecurity effective, int effectivePort)
    {
        var smtp = new SmtpSettings { Security = security, Port = port };

        (smtp.EffectiveSecurity, smtp.EffectivePort).ShouldBe((effective, effectivePort));
    }

    [Theory]
    [InlineData("Transport", "pigeon", "AfterSales:Mail")]
    [InlineData("Transport", "Smtp", "Host")]
    [InlineData("From", "nobody", "From")]
    [InlineData("ReplyTo", "a, b", "ReplyTo")]
    [InlineData("PublicUrl", "service", "public address")]
    public void A_wrong_setting_is_named(string key, string value, string named) =>
        Should.Throw<MailSettingsException>(() => Read((key, value))).Message.ShouldContain(named);

    [Fact]
    public void A_missing_authority_file_is_named() =>
        Should.Throw<MailSettingsException>(() => Read(("Smtp:Host", "m"), ("Smtp:TrustedCaFile", "/nowhere/ca.pem"))).Message.ShouldContain("/nowhere/ca.pem");

    private static MailSettings Read(params (string Key, string? Value)[] values) => MailSettingsReading.Read(
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(pair => KeyValuePair.Create(pair.Key, pair.Value))).Build(),
        "https://service.example.com/");
}
