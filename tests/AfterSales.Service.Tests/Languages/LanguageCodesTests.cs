using AfterSales.Service.Languages;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Languages;

public class LanguageCodesTests
{
    [Theory]
    [InlineData("fa-IR", Language.Persian)]
    [InlineData("zh-Hans-CN", Language.Chinese)]
    [InlineData("EN", Language.English)]
    [InlineData("de", Language.English)]
    [InlineData(null, Language.English)]
    public void A_tag_is_read_by_its_first_part(string? tag, Language expected) => LanguageCodes.Parse(tag).ShouldBe(expected);

    [Fact]
    public void Only_Persian_runs_from_right_to_left() =>
        LanguageCodes.All.Where(l => l.Direction() == "rtl").ShouldBe([Language.Persian]);
}
