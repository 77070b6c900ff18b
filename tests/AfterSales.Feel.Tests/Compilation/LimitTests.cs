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

    [Theory]
    [MemberData(nameof(HostileSources))]
    public async Task A_hostile_expression_ends_soon_without_an_exception(string source)
    {
        var expression = Feel.Compile(source);
        var clock = Stopwatch.StartNew();
        // A thread with the small stack of a pool thread; an overflow would end the whole run.
        await Task.Run(() => expression.Evaluate(FeelContext.Empty, Feel.Environment), TestContext.Current.CancellationToken);
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
        Feel.Compiler.Expression(string.Concat(Enumerable.Repeat(opening, times))).IsOk.ShouldBeFalse();

    [Theory]
    [InlineData("1", "+1")]
    [InlineData("a", ".b")]
    [InlineData("a", "[1]")]
    [InlineData("a", "()")]
    [InlineData("true", " and true")]
    [InlineData("1", " instance of number")]
    public void A_chain_of_a_thousand_is_a_syntax_error_and_a_chain_of_nine_hundred_runs(string start, string link)
    {
        Feel.Compiler.Expression(start + string.Concat(Enumerable.Repeat(link, 5_000))).IsOk.ShouldBeFalse();
        Feel.Compile(start + string.Concat(Enumerable.Repeat(link, 900))).Evaluate(FeelContext.Empty, Feel.Environment).ShouldNotBeNull();
    }

    [Fact]
    public void Warnings_are_limited_in_number() =>
        Feel.Evaluate("for i in 1..1000 return missing").Warnings.Count.ShouldBeLessThanOrEqualTo(51);
}
