using AfterSales.Service.Languages;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Languages;

public class TextCatalogTests
{
    [Fact]
    public void Every_key_stands_in_every_language_with_the_same_arguments() =>
        TextCatalogCheck.Faults(typeof(TextCatalog).Assembly).ShouldBeEmpty();

    [Fact]
    public void Persian_and_chinese_texts_are_written_in_their_own_script()
    {
        foreach (var key in TextCatalog.For(Language.English).Keys)
        {
            var persian = TextCatalog.For(Language.Persian).Template(key)!.Source;
            persian.ShouldNotContain('ي', $"{key}: Arabic yeh instead of Persian ye");
            persian.ShouldNotContain('ك', $"{key}: Arabic kaf instead of Persian ke");
            var chinese = TextCatalog.For(Language.Chinese).Template(key)!.Source;
            chinese.Where(c => c is '!' or '！').ShouldBeEmpty($"{key}: no exclamation marks (UI.md section 4)");
        }
    }

    [Fact]
    public void A_number_chooses_the_word_and_is_written_in_the_digits_of_the_language()
    {
        TextCatalog.For(Language.English)["duration.workingDay", 1].ShouldBe("1 working day");
        TextCatalog.For(Language.English)["duration.workingDay", 7].ShouldBe("7 working days");
        TextCatalog.For(Language.Persian)["duration.workingDay", 7].ShouldBe("۷ روز کاری");
        TextCatalog.For(Language.Chinese)["duration.workingDay", 7].ShouldBe("7 个工作日");
    }

    [Fact]
    public void An_unknown_key_shows_itself_instead_of_failing_the_page() =>
        TextCatalog.For(Language.Persian)["no.such.key"].ShouldBe("⟦no.such.key⟧");

    [Fact]
    public void Text_in_three_languages_as_argument_is_said_in_the_language_of_the_sentence() =>
        TextTemplate.Parse("({0})").Fill(Language.Chinese, [new LocalText("weekend", "آخر هفته", "周末")]).ShouldBe("(周末)");

    [Fact]
    public void Including_an_assembly_twice_changes_nothing()
    {
        TextCatalog.Include(typeof(TextCatalog).Assembly);
        TextCatalog.For(Language.English).Has("day.today").ShouldBeTrue();
    }
}
