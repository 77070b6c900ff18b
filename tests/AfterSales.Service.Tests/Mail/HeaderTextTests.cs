using AfterSales.Service.Mail;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Mail;

public class HeaderTextTests
{
    [Theory]
    [InlineData("one\r\ntwo", "one two")]
    [InlineData("  a \t\n b\u2028c\u0085d ", "a b c d")]
    [InlineData("\u202Egro.live@\u202C desk", "gro.live@ desk")]
    [InlineData("می‌توانم", "می‌توانم")]
    [InlineData("您好，世界", "您好，世界")]
    [InlineData("\0\u0007", "")]
    public void A_header_is_one_line_without_hidden_signs(string text, string expected) => HeaderText.OneLine(text).ShouldBe(expected);

    [Fact]
    public void A_long_text_is_cut_between_letters()
    {
        var cut = HeaderText.OneLine(string.Concat(Enumerable.Repeat("👩‍🔧", 100)));

        cut.Length.ShouldBeLessThanOrEqualTo(HeaderText.Longest + 1);
        cut.ShouldEndWith("…");
        char.IsHighSurrogate(cut[^2]).ShouldBeFalse();
    }

    [Theory]
    [InlineData("a@b.example", true)]
    [InlineData("王磊@示例.example", true)]
    [InlineData("a.b+c@b.example", true)]
    [InlineData("a@b.example ", false)]
    [InlineData("A <a@b.example>", false)]
    [InlineData("a@b.example,c@d.example", false)]
    [InlineData("a@b.example\n", false)]
    [InlineData("a@-\u0378.example", false)]
    [InlineData("@", false)]
    [InlineData("a", false)]
    public void An_address_is_one_plain_address(string text, bool expected) => HeaderText.IsAddress(text).ShouldBe(expected);

    [Fact]
    public void An_address_longer_than_any_server_takes_is_none() => HeaderText.IsAddress(new string('a', 250) + "@b.example").ShouldBeFalse();
}
