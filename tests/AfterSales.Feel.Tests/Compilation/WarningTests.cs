using AfterSales.Feel.Values;
using Shouldly;
using Xunit;

namespace AfterSales.Feel.Tests.Compilation;

public sealed class WarningTests
{
    [Theory]
    [InlineData("x", "No variable named 'x' is known here.", 0)]
    [InlineData("1 + x", "No variable named 'x' is known here.", 4)]
    [InlineData("{a: 1}.b", "The context has no entry named 'b'.", 6)]
    [InlineData("null.b", "'b' was asked of null.", 4)]
    [InlineData("\"x\".b", "A string has no 'b'.", 3)]
    [InlineData("1 + \"a\"", "1 + \"a\" has no value.", 2)]
    [InlineData("1 < \"a\"", "A number cannot be compared with a string.", 2)]
    [InlineData("@\"10:00:00\" < @\"10:00:00Z\"", "A time with a zone cannot be compared with one without.", 12)]
    [InlineData("1 / 0", "A number cannot be divided by zero.", 2)]
    [InlineData("f(1)", "There is no function named 'f'.", 0)]
    [InlineData("substring(1, 2)", "The function 'substring' cannot take 1, 2, null.", 0)]
    [InlineData("substring(\"a\")", "The function 'substring' takes 2 to 3 arguments, but 1 was given.", 0)]
    [InlineData("upper case(text: \"a\")", "The function 'upper case' cannot be called with the arguments named text; it knows string.", 0)]
    [InlineData("[1][7]", "The list has 1 items; there is none at 7.", 3)]
    [InlineData("date(\"soon\")", "\"soon\" is no date; one is written 2026-12-31.", 0)]
    [InlineData("9999999999999999999999999999 * 10000", "The result of 9999999999999999999999999999 * 10000 is too large.", 29)]
    [InlineData("[5..1]", "The range ends at 1, before its start 5.", 0)]
    public void What_becomes_null_says_why_and_where(string source, string message, int position)
    {
        var result = Feel.Evaluate(source);
        result.Value.ShouldBe(FeelValue.Null);
        result.Warnings[0].ShouldBe(new FeelWarning(message, position));
    }

    [Fact]
    public void A_condition_that_is_no_boolean_counts_as_false_with_a_warning()
    {
        var result = Feel.Evaluate("if 1 then 2 else 3");
        result.Value.ShouldBe(FeelValue.Of(3));
        result.Warnings.ShouldHaveSingleItem().Message.ShouldBe("The condition is 1 instead of true or false and counts as false.");
    }

    [Fact]
    public void Variables_are_the_free_names() =>
        Feel.Compile("for i in list return {a: i, b: a + outer.x}.b + count(list) + (function(p) p + q)(1)")
            .Variables.ShouldBe(["list", "outer", "q"], ignoreOrder: true);
}
