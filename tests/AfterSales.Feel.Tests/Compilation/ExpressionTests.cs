using Shouldly;
using Xunit;

namespace AfterSales.Feel.Tests.Compilation;

/// <summary>Each construct of the language by example: source, variables, outcome as FEEL text.</summary>
public sealed class ExpressionTests
{
    private const string Case = """
        {case: {number: "CMP-1", urgency: "high", amount: 120.5, tags: ["a", "b"], customer: {name: "Sara"}, Monthly Fee: 30}}
        """;

    [Theory]
    [InlineData("1 + 2 * 3", "7")]
    [InlineData("(1 + 2) * 3", "9")]
    [InlineData("2 ** 3 ** 2", "64")]
    [InlineData("-2 ** 2", "4")]
    [InlineData("10 / 4", "2.5")]
    [InlineData("0.1 + 0.2", "0.3")]
    [InlineData(".5 + 1e2", "100.5")]
    [InlineData("7 - 2 - 1", "4")]
    [InlineData("\"a\" + \"b\"", "\"ab\"")]
    [InlineData("- (3)", "-3")]
    public void Arithmetic_follows_precedence(string source, string expected) => Feel.Text(source).ShouldBe(expected);

    [Theory]
    [InlineData("1 = 1.0", "true")]
    [InlineData("\"a\" != \"b\"", "true")]
    [InlineData("1 = \"1\"", "null")]
    [InlineData("null = null", "true")]
    [InlineData("1 = null", "false")]
    [InlineData("3 between 1 and 3", "true")]
    [InlineData("3 in [1..3)", "false")]
    [InlineData("3 in ]1..3]", "true")]
    [InlineData("3 in [1..3[", "false")]
    [InlineData("3 in (1, 2, 3)", "true")]
    [InlineData("3 in (<2, >=3)", "true")]
    [InlineData("3 in > 2", "true")]
    [InlineData("10 in (=10)", "true")]
    [InlineData("(=10) = (=10.0)", "true")]
    [InlineData("(=10) = [10..10]", "false")]
    [InlineData("string((=10))", "\"=10\"")]
    [InlineData("\"b\" in [\"a\", \"b\"]", "true")]
    [InlineData("[1, {a: 2}] = [1, {a: 2}]", "true")]
    [InlineData("@\"2026-01-01\" < @\"2026-01-02\"", "true")]
    [InlineData("@\"2026-01-01T10:00:00Z\" = @\"2026-01-01T13:30:00+03:30\"", "true")]
    public void Comparisons_answer_true_false_or_null(string source, string expected) => Feel.Text(source).ShouldBe(expected);

    [Theory]
    [InlineData("true and null", "null")]
    [InlineData("false and null", "false")]
    [InlineData("true or null", "true")]
    [InlineData("false or null", "null")]
    [InlineData("true and \"x\"", "null")]
    [InlineData("not(null)", "null")]
    [InlineData("not(true)", "false")]
    [InlineData("true or false and false", "true")]
    public void Logic_has_three_values(string source, string expected) => Feel.Text(source).ShouldBe(expected);

    [Theory]
    [InlineData("case.number", "\"CMP-1\"")]
    [InlineData("case.customer.name", "\"Sara\"")]
    [InlineData("case.Monthly Fee * 2", "60")]
    [InlineData("case.tags[1]", "\"a\"")]
    [InlineData("case.tags[-1]", "\"b\"")]
    [InlineData("\"customer:\" + case.customer.name", "\"customer:Sara\"")]
    [InlineData("if case.urgency = \"high\" and case.amount > 100 then 1 else 2", "1")]
    [InlineData("case.missing", "null")]
    [InlineData("case.missing.deeper", "null")]
    [InlineData("[{a: 1}, {a: 2}].a", "[1, 2]")]
    public void Paths_read_contexts(string source, string expected) => Feel.Text(source, Case).ShouldBe(expected);

    [Theory]
    [InlineData("[1, 2, 3, 4][item > 2]", "[3, 4]")]
    [InlineData("[{a: 1, b: 2}, {a: 3, b: 4}][a > 1].b", "[4]")]
    [InlineData("[{a: 1}, {a: 3}][item.a = 3][1].a", "3")]
    [InlineData("{limit: 2, out: [1, 2, 3][item > limit]}.out", "[3]")]
    [InlineData("[1, 2, 3][count([1, 2])]", "2")]
    [InlineData("5[1]", "5")]
    [InlineData("[1][2]", "null")]
    public void Filters_pick_items(string source, string expected) => Feel.Text(source).ShouldBe(expected);

    [Theory]
    [InlineData("for i in 1..3 return i * i", "[1, 4, 9]")]
    [InlineData("for i in 3..1 return i", "[3, 2, 1]")]
    [InlineData("for x in [1, 2], y in [10, 20] return x + y", "[11, 21, 12, 22]")]
    [InlineData("for i in 1..5 return if i <= 2 then 1 else partial[-1] + partial[-2]", "[1, 1, 2, 3, 5]")]
    [InlineData("for d in @\"2026-02-27\"..@\"2026-03-01\" return day of week(d)", "[\"Friday\", \"Saturday\", \"Sunday\"]")]
    [InlineData("some x in [1, 2] satisfies x > 1", "true")]
    [InlineData("every x in [1, 2] satisfies x > 1", "false")]
    [InlineData("some x in [] satisfies x > 1", "false")]
    [InlineData("every my item in [1, 2] satisfies my item > 0", "true")]
    public void Iterations_visit_every_combination(string source, string expected) => Feel.Text(source).ShouldBe(expected);

    [Theory]
    [InlineData("{a: 1, b: a + 1}.b", "2")]
    [InlineData("{\"a b\": 1, c: 2}", "{a b: 1, c: 2}")]
    [InlineData("{a-b: 5, a: 1, b: 1, r: a-b}.r", "5")]
    [InlineData("{add: function(x, y) x + y, r: add(1, 2)}.r", "3")]
    [InlineData("{f: function(n) if n <= 1 then 1 else n, r: f(n: 7)}.r", "7")]
    [InlineData("(function(a: number, b: string) b)(1, \"x\")", "\"x\"")]
    [InlineData("(function(a: number) a)(\"x\")", "null")]
    [InlineData("substring(\"abcdef\", 3)", "\"cdef\"")]
    [InlineData("substring(string: \"abcdef\", start position: -2, length: 1)", "\"e\"")]
    public void Contexts_and_functions_nest(string source, string expected) => Feel.Text(source).ShouldBe(expected);

    [Theory]
    [InlineData("1 instance of number", "true")]
    [InlineData("@\"P1D\" instance of days and time duration", "true")]
    [InlineData("[1, 2] instance of list<number>", "true")]
    [InlineData("[1, \"a\"] instance of list<number>", "false")]
    [InlineData("{a: 1} instance of context<a: number>", "true")]
    [InlineData("null instance of number", "false")]
    [InlineData("[1..3] instance of range<number>", "true")]
    public void Instance_of_knows_the_types(string source, string expected) => Feel.Text(source).ShouldBe(expected);

    [Theory]
    [InlineData("is defined(case)", "true")]
    [InlineData("is defined(nothing)", "false")]
    [InlineData("is defined(case.nothing)", "false")]
    [InlineData("get or else(nothing, 7)", "7")]
    [InlineData("get or else(case.number, 7)", "\"CMP-1\"")]
    public void Asking_for_a_missing_variable_brings_no_warning(string source, string expected)
    {
        Feel.Text(source, Case).ShouldBe(expected);
        Feel.Evaluate(source, Case).Warnings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("now()", "2026-03-01T12:00:00+03:30")]
    [InlineData("today()", "2026-03-01")]
    [InlineData("today() + duration(\"P1M\")", "2026-04-01")]
    [InlineData("date and time(\"2026-03-01T08:00:00Z\") + @\"PT36H\"", "2026-03-02T20:00:00Z")]
    [InlineData("date(\"2026-03-01\") - date(\"2026-02-01\")", "P28D")]
    [InlineData("date(\"2026-03-31\").month", "3")]
    [InlineData("@\"P1DT2H\".hours", "2")]
    [InlineData("string(@\"10:00:00@Asia/Tehran\")", "\"10:00:00@Asia/Tehran\"")]
    public void Time_comes_from_the_environment(string source, string expected) => Feel.Text(source).ShouldBe(expected);
}
