using AfterSales.Feel.Values;
using AfterSales.Service.Languages;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Forms;

/// <summary>Property <c>refuse</c>: an answer of the right kind that still cannot be taken, and the reason the person reads.</summary>
public sealed class FormRefusalTests
{
    private const string Day =
        """
        { "type": "datetime", "id": "D", "key": "plan.date", "label": "Day", "disallowPassedDates": true, "properties": {
          "refuse": "=not(is working day(date(plan.date), case.calendar))",
          "refuse.message": "That is a day off. Choose a working day.",
          "refuse.message.fa": "این روز تعطیل است. یک روز کاری برگزینید.",
          "refuse.message.zh": "该日为休息日，请选择工作日。" } }
        """;

    private static readonly FeelContext Iran = TestForm.Variables("""{ "case": { "calendar": "iran" } }""");

    [Theory]
    [InlineData("2026-11-27", "That is a day off.")] // Friday
    [InlineData("2027-03-21", "That is a day off.")] // Nowruz
    [InlineData("2026-11-20", "This day has passed.")]
    public void A_day_off_or_gone_by_is_refused_with_the_reason(string day, string reason) =>
        TestForm.Of(Day).Submit(Iran, Language.English, [], ("plan.date", day)).Errors.ShouldHaveSingleItem().Message.ShouldStartWith(reason);

    [Fact]
    public void The_reason_comes_in_the_reader_s_language() =>
        TestForm.Of(Day).Submit(Iran, Language.Chinese, [], ("plan.date", "2026-11-27")).Errors.ShouldHaveSingleItem().Message.ShouldStartWith("该日为休息日");

    [Fact]
    public void A_working_day_is_taken_also_on_the_calendar_of_another_country()
    {
        TestForm.Of(Day).Submit(Iran, Language.English, [], ("plan.date", "2026-11-28")).Errors.ShouldBeEmpty("Saturday is a working day in Iran");
        TestForm.Of(Day).Submit(TestForm.Variables("""{ "case": { "calendar": "china" } }"""), Language.English, [], ("plan.date", "2026-11-28"))
            .Errors.ShouldHaveSingleItem("Saturday is a day off in China");
    }

    [Fact]
    public void An_unanswered_field_is_not_refused() => TestForm.Of(Day).Submit(Iran, Language.English, []).Errors.ShouldBeEmpty();

    [Fact]
    public void A_refusal_without_a_reason_is_a_fault_of_the_form() =>
        TestForm.Parse("""{ "type": "textfield", "id": "T", "key": "t", "properties": { "refuse": "=t = \"x\"" } }""")
            .Problems.ShouldHaveSingleItem().Message.ShouldContain("refuse.message");
}
