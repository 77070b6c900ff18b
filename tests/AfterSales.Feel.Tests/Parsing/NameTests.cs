using AfterSales.Feel.Values;
using Shouldly;
using Xunit;

namespace AfterSales.Feel.Tests.Parsing;

/// <summary>Names with spaces, operators and keywords.</summary>
public sealed class NameTests
{
    private static readonly FeelFunctionDefinition AddWorkingDays = new("add working days", ["from", "days", "calendar"], 2, call =>
    {
        call.Note("counted");
        return FeelValue.Of($"{call.Arguments[0]}+{call.Arguments[1]}@{call.Arguments[2]}");
    });

    private static FeelResult Evaluate(string source, FeelContext scope, params string[] knownNames)
    {
        var parse = new FeelCompiler(AddWorkingDays).Expression(source, knownNames);
        parse.Error.ShouldBeNull();
        return parse.Value!.Evaluate(scope, Feel.Environment);
    }

    private static FeelContext Scope(params (string Name, int Value)[] variables) =>
        new(variables.Select(v => KeyValuePair.Create(v.Name, (FeelValue)FeelValue.Of(v.Value))));

    [Fact]
    public void An_additional_function_is_called_by_its_name_with_spaces_and_leaves_its_note()
    {
        var result = Evaluate("add working days(case.receivedAt, 7, case.calendar)",
            new FeelContext([new("case", new FeelContext([new("receivedAt", FeelValue.Of("now")), new("calendar", FeelValue.Of("iran"))]))]));
        result.Value.ShouldBe(FeelValue.Of("now+7@iran"));
        result.Notes.ShouldBe(["counted"]);
        result.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void An_optional_parameter_that_is_left_out_is_null() =>
        Evaluate("add working days(days: 2, from: \"x\")", FeelContext.Empty).Value.ShouldBe(FeelValue.Of("x+2@null"));

    [Fact]
    public void A_variable_with_spaces_is_read_without_being_declared() =>
        Evaluate("Monthly Fee * 2", Scope(("Monthly Fee", 3))).Value.ShouldBe(FeelValue.Of(6));

    [Fact]
    public void A_variable_with_operators_or_keywords_is_read_when_it_is_known()
    {
        var scope = Scope(("a-b", 10), ("a", 3), ("b", 1), ("time in days", 4), ("Student's mark", 5));
        Evaluate("a-b", scope).Value.ShouldBe(FeelValue.Of(2));
        Evaluate("a-b", scope, "a-b").Value.ShouldBe(FeelValue.Of(10));
        Evaluate("time in days + Student's mark", scope, "time in days", "Student's mark").Value.ShouldBe(FeelValue.Of(9));
    }

    [Fact]
    public void A_variable_named_like_a_function_does_not_hide_the_function() =>
        Evaluate("count([1, 2]) + count", Scope(("count", 5))).Value.ShouldBe(FeelValue.Of(7));

    [Theory]
    [InlineData("// comment\n1 + /* two */ 2", "3")]
    [InlineData("{\"\\u4e2d\": 1}.中", "1")]
    [InlineData("{نام: \"سارا\"}.نام", "\"سارا\"")]
    [InlineData("{🐎: 1, r: 🐎 + 1}.r", "2")]
    [InlineData("string length(\"🐎a\")", "2")]
    [InlineData("\"\\U01F40E\" = \"🐎\"", "true")]
    [InlineData("date and time(\"2026-01-01T00:00:00Z\").year", "2026")]
    [InlineData("{date and time: 1}.date and time", "1")]
    public void Text_of_the_world_is_read(string source, string expected) => Feel.Text(source).ShouldBe(expected);
}
