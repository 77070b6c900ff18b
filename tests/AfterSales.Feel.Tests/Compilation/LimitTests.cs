using System.Diagnostics;
using AfterSales.Feel.Values;
using Shouldly;
using Xunit;

namespace AfterSales.Feel.Tests.Compilation;

/// <summary>Expressions written to hang the service or to overflow its stack.</summary>
public sealed class LimitTests
{
    public static TheoryData<string> HostileSources =>
    [
        "for i in 1..1000000000 return i",
        "for i in 1..100000, j in 1..100000 return 1",
        "some i in 1..1000000000 satisfies i < 0",
        "count(for i in 1..60 return if i = 1 then [1] else concatenate(partial[-1], partial[-1]))",
        "string length((for i in 1..60 return if i = 1 then \"ab\" else partial[-1] + partial[-1])[-1])",
        "{f: function(g, n) g(g, n + 1), r: f(f, 1)}.r",
        "{f: function(g, n) 1 + g(g, n) + g(g, n), r: f(f, 1)}.r",
        "matches(string join(for i in 1..40 return \"a\"), \"^(a+)+\\1b$\")",
        "for i in 1..1000000 return matches(\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\", \"^(a+)+\\1b$\")",
        "distinct values(for i in 1..1000000 return i)",
        "{l: for i in 1..100000 return i, r: for i in 1..100000 return l = l}.r",
        "(for i in 1..5000 return if i = 1 then [] else [partial[-1]])[-1] = (for i in 1..5000 return if i = 1 then [] else [partial[-1]])[-1]",
        "string((for i in 1..50000 return if i = 1 then [] else [partial[-1]])[-1])",
        "9 ** 9 ** 9 ** 9",
        "sort(for i in 1..1000000 return i, function(a, b) a > b)",
    ];

    /// <summary>Runs on a thread with half of the smallest usual stack; an overflow would end the whole run.</summary>
    private static void OnSmallStack(Action action)
    {
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                action();
            }
            catch (Exception error)
            {
                failure = error;
            }
        }, maxStackSize: 512 * 1024);
        thread.Start();
        thread.Join();
        if (failure is not null)
            throw new InvalidOperationException("The action failed.", failure);
    }

    [Theory]
    [MemberData(nameof(HostileSources))]
    public void A_hostile_expression_ends_soon_without_an_exception(string source)
    {
        var expression = Feel.Compile(source);
        var clock = Stopwatch.StartNew();
        OnSmallStack(() => expression.Evaluate(FeelContext.Empty, Feel.Environment));
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(60)); // at most two seconds on a quiet machine; without a limit, hours
    }

    [Fact]
    public void Work_beyond_the_limit_is_null_and_says_so()
    {
        var result = Feel.Evaluate("for i in 1..1000000000 return i");
        result.Value.ShouldBe(FeelValue.Null);
        result.Warnings.ShouldHaveSingleItem().Message.ShouldBe("The expression takes too much work and was stopped.");
    }

    [Fact]
    public void Endless_recursion_is_null_and_says_so()
    {
        var result = Feel.Evaluate("{f: function(g) g(g), r: f(f)}.r");
        result.Value.ShouldBe(FeelValue.Null);
        result.Warnings.ShouldHaveSingleItem().Message.ShouldStartWith("Functions call each other too deeply");
    }

    [Fact]
    public void Honest_recursion_and_loops_stay_below_the_limits()
    {
        Feel.Text("{f: function(f, n) if n = 0 then 0 else n + f(f, n - 1), r: f(f, 100)}.r").ShouldBe("5050");
        Feel.Text("sum(for i in 1..100000 return i)").ShouldBe("5000050000");
        Feel.Text("count(distinct values(for i in 1..2000 return modulo(i, 100)))").ShouldBe("100");
    }

    [Theory]
    [InlineData("(", 100_000)]
    [InlineData("[", 90_000)]
    [InlineData("{a:", 30_000)]
    [InlineData("-", 90_000)]
    [InlineData("not(", 20_000)]
    [InlineData("if true then ", 7_000)]
    [InlineData("[1..1", 18_000)]
    [InlineData("1 in (", 15_000)]
    [InlineData("function(x) ", 8_000)]
    public void Deep_nesting_is_a_syntax_error(string opening, int times) =>
        OnSmallStack(() => Feel.Compiler.Expression(string.Concat(Enumerable.Repeat(opening, times))).IsOk.ShouldBeFalse());

    [Theory]
    [InlineData("1", "+1")]
    [InlineData("a", ".b")]
    [InlineData("a", "[1]")]
    [InlineData("a", "()")]
    [InlineData("true", " and true")]
    [InlineData("1", " instance of number")]
    public void A_chain_of_thousands_is_a_syntax_error_and_one_of_four_hundred_runs(string start, string link)
    {
        OnSmallStack(() => Feel.Compiler.Expression(start + string.Concat(Enumerable.Repeat(link, 5_000))).IsOk.ShouldBeFalse());
        OnSmallStack(() => Feel.Compile(start + string.Concat(Enumerable.Repeat(link, 400))).Evaluate(FeelContext.Empty, Feel.Environment).ShouldNotBeNull());
    }

    [Fact]
    public void Very_many_names_at_once_are_read_and_evaluated_without_an_exception()
    {
        var iterators = "for " + string.Join(", ", Enumerable.Range(0, 6_000).Select(i => $"i{i} in [1]")) + " return i0";
        var entries = "{" + string.Join(", ", Enumerable.Range(0, 7_000).Select(i => $"e{i}: e{i / 2 * 2}")) + "}";
        foreach (var source in (string[])[iterators, entries])
            OnSmallStack(() => Feel.Compile(source).Evaluate(FeelContext.Empty, Feel.Environment));
    }

    [Theory]
    [InlineData("(for i in 79228162514264337593543950334..79228162514264337593543950335 return 1)[2]")]
    [InlineData("for i in 79228162514264337593543950335..79228162514264337593543950335 return i = i + 1")]
    [InlineData("[1][79228162514264337593543950335]")]
    [InlineData("@\"P999999999999D\" * 79228162514264337593543950335")]
    [InlineData("@\"P99999999999999999Y\" + @\"P999999999999999999M\" * 10")]
    [InlineData("date(999999999, 12, 31) + @\"P1Y\"")]
    [InlineData("date and time(\"999999999-12-31T23:59:59Z\") + @\"P99999D\"")]
    [InlineData("-@\"P99999999999999999D\" / 0.0000000000000000001")]
    [InlineData("decimal(79228162514264337593543950335, -28)")]
    [InlineData("string(@\"0001-01-01T00:00:00@Asia/Tehran\")")]
    [InlineData("time(\"00:00:00@Asia/Tehran\") - time(\"00:00:00Z\")")]
    public void The_ends_of_the_number_line_bring_no_exception(string source) => Feel.Evaluate(source).ShouldNotBeNull();

    [Fact]
    public void Warnings_are_limited_in_number() =>
        Feel.Evaluate("for i in 1..1000 return missing").Warnings.Count.ShouldBeLessThanOrEqualTo(51);
}
