using System.Text;
using AfterSales.Service.Mail.Smtp;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Mail.Smtp;

public class SmtpReadingTests
{
    [Theory]
    [InlineData("250 OK", true, 250, true, "OK")]
    [InlineData("250-SIZE 1000", true, 250, false, "SIZE 1000")]
    [InlineData("354", true, 354, true, "")]
    [InlineData("25 OK", false, 0, false, "")]
    [InlineData("2500 OK", false, 0, false, "")]
    [InlineData("", false, 0, false, "")]
    [InlineData("HTTP/1.1 400 Bad Request", false, 0, false, "")]
    public void A_reply_line_is_code_and_text(string line, bool isReply, int code, bool isLast, string text)
    {
        SmtpReply.TryParseLine(line, out var readCode, out var readLast, out var readText).ShouldBe(isReply);
        if (isReply)
            (readCode, readLast, readText).ShouldBe((code, isLast, text));
    }

    [Theory]
    [InlineData(250, true, false, false)]
    [InlineData(354, false, true, false)]
    [InlineData(421, false, false, false)]
    [InlineData(550, false, false, true)]
    [InlineData(999, false, false, false)]
    public void Only_5xx_is_for_good(int code, bool done, bool more, bool permanent)
    {
        var reply = new SmtpReply(code, ["x"]);

        (reply.IsDone, reply.WantsMore, reply.IsPermanent).ShouldBe((done, more, permanent));
    }

    [Fact]
    public void Capabilities_are_read_in_any_case_and_spelling()
    {
        var capabilities = SmtpCapabilities.Parse(["mail.example greets you", "starttls", "AUTH PLAIN login", "AUTH=XOAUTH2", "SIZE 35882577", "8BITMIME", "X-UNKNOWN a b"]);

        capabilities.StartTls.ShouldBeTrue();
        capabilities.EightBitMime.ShouldBeTrue();
        capabilities.SmtpUtf8.ShouldBeFalse();
        capabilities.LargestMail.ShouldBe(35882577);
        capabilities.SignIn.ShouldBe(["PLAIN", "LOGIN", "XOAUTH2"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("SIZE")]
    [InlineData("SIZE 0")]
    [InlineData("SIZE many")]
    public void No_stated_size_is_no_limit(string line)
    {
        var capabilities = SmtpCapabilities.Parse(["x", line]);

        capabilities.Size.ShouldBeTrue();
        capabilities.LargestMail.ShouldBeNull();
    }

    [Theory]
    [InlineData("a\r\n", "a\r\n.\r\n")]
    [InlineData("a", "a\r\n.\r\n")]
    [InlineData(".\r\n", "..\r\n.\r\n")]
    [InlineData("..a\r\n.b\r\n", "...a\r\n..b\r\n.\r\n")]
    [InlineData("a.\r\n", "a.\r\n.\r\n")]
    [InlineData("", "\r\n.\r\n")]
    public void A_line_that_begins_with_a_dot_gets_another(string content, string expected) =>
        Encoding.ASCII.GetString(DotStuffing.Apply(Encoding.ASCII.GetBytes(content)).Span).ShouldBe(expected);
}
