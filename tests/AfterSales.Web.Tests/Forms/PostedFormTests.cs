using AfterSales.Service.Languages;
using AfterSales.Web.Forms;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.Forms;

public sealed class PostedFormTests
{
    [Theory]
    [InlineData("۱۴۰۵/۰۸/۲۵", "2026-11-16")]
    [InlineData("1405/8/25", "2026-11-16")]
    [InlineData("1405-08-25", "2026-11-16")]
    [InlineData("١٤٠٥/٠٨/٢٥", "2026-11-16")]
    [InlineData(" ۱۴۰۳/۱۲/۳۰ ", "2025-03-20")]
    public void A_solar_date_in_any_digits_is_stored_as_an_ISO_date(string typed, string stored) =>
        PostedForm.IsoDate(typed).ShouldBe(stored);

    [Theory]
    [InlineData("1404/12/30", "1404/12/30")]
    [InlineData("۱۴۰۵/۱۳/۰۱", "1405/13/01")]
    [InlineData("2026-11-16", "2026-11-16")]
    [InlineData("tomorrow", "tomorrow")]
    public void What_is_no_solar_date_is_left_for_the_domain_to_judge(string typed, string kept) =>
        PostedForm.IsoDate(typed).ShouldBe(kept);

    [Fact]
    public void A_stored_date_is_shown_to_a_Persian_reader_as_he_types_it()
    {
        PostedForm.ShownDate("2026-11-16", Language.Persian).ShouldBe("۱۴۰۵/۰۸/۲۵");
        PostedForm.ShownDate("2026-11-16T14:30", Language.Persian).ShouldBe("۱۴۰۵/۰۸/۲۵ ۱۴:۳۰");
        PostedForm.ShownDate("2026-11-16", Language.Chinese).ShouldBe("2026-11-16");
        PostedForm.ShownDate("not a date", Language.Persian).ShouldBe("not a date");
    }
}
