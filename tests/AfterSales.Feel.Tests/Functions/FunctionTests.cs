using Shouldly;
using Xunit;

namespace AfterSales.Feel.Tests.Functions;

/// <summary>The built-in functions by example; the compatibility kit covers most of them in depth.</summary>
public sealed class FunctionTests
{
    [Theory]
    [InlineData("number(\"1 000,5\", \" \", \",\")", "1000.5")]
    [InlineData("number(\"abc\")", "null")]
    [InlineData("string(1.50)", "\"1.5\"")]
    [InlineData("string([1, \"a\", {b: null}])", "\"[1, \\\"a\\\", {b: null}]\"")]
    [InlineData("string(null)", "null")]
    [InlineData("date(2026, 2, 28)", "2026-02-28")]
    [InlineData("date(date and time(\"2026-02-28T10:00:00Z\"))", "2026-02-28")]
    [InlineData("time(10, 30, 0, duration(\"PT3H30M\"))", "10:30:00+03:30")]
    [InlineData("date and time(date(\"2026-02-28\"), time(\"10:00:00Z\"))", "2026-02-28T10:00:00Z")]
    [InlineData("years and months duration(date(\"2024-02-29\"), date(\"2026-01-01\"))", "P1Y10M")]
    public void Conversion(string source, string expected) => Feel.Text(source).ShouldBe(expected);

    [Theory]
    [InlineData("upper case(\"åé\")", "\"ÅÉ\"")]
    [InlineData("substring before(\"a@b.c\", \"@\")", "\"a\"")]
    [InlineData("substring after(\"a@b.c\", \"@\")", "\"b.c\"")]
    [InlineData("contains(\"abc\", \"b\")", "true")]
    [InlineData("starts with(\"abc\", \"a\") and ends with(\"abc\", \"c\")", "true")]
    [InlineData("string join([\"a\", null, \"b\"], \", \")", "\"a, b\"")]
    [InlineData("trim(\"  a \")", "\"a\"")]
    [InlineData("is blank(\"  \")", "true")]
    [InlineData("split(\"a;b;;c\", \";\")", "[\"a\", \"b\", \"\", \"c\"]")]
    [InlineData("replace(\"abcd\", \"(ab)|(a)\", \"[1=$1][2=$2]\")", "\"[1=ab][2=]cd\"")]
    [InlineData("matches(\"CMP-2026-0001\", \"^CMP-\\\\d{4}-\\\\d{4}$\")", "true")]
    [InlineData("matches(\"x\", \"[\")", "null")]
    [InlineData("extract(\"a1b22\", \"[0-9]+\")", "[\"1\", \"22\"]")]
    public void Strings(string source, string expected) => Feel.Text(source).ShouldBe(expected);

    [Theory]
    [InlineData("decimal(2.5, 0)", "2")]
    [InlineData("decimal(1234.5678, -2)", "1200")]
    [InlineData("round half up(-2.5, 0)", "-3")]
    [InlineData("round half down(2.55, 1)", "2.5")]
    [InlineData("round up(1.121, 2)", "1.13")]
    [InlineData("round down(-1.129, 2)", "-1.12")]
    [InlineData("floor(-1.5)", "-2")]
    [InlineData("ceiling(-1.5)", "-1")]
    [InlineData("modulo(-12, 5)", "3")]
    [InlineData("abs(-3)", "3")]
    [InlineData("sqrt(2)", "1.4142135623730950488016887242")]
    [InlineData("odd(3) and even(-2)", "true")]
    [InlineData("2 ** 0.5 > 1.41", "true")]
    public void Numbers(string source, string expected) => Feel.Text(source).ShouldBe(expected);

    [Theory]
    [InlineData("sublist([1, 2, 3, 4], 2, 2)", "[2, 3]")]
    [InlineData("append([1], 2, 3)", "[1, 2, 3]")]
    [InlineData("concatenate([1], [2], [3])", "[1, 2, 3]")]
    [InlineData("union([1, 2], [2, 3])", "[1, 2, 3]")]
    [InlineData("insert before([1, 3], 2, 2)", "[1, 2, 3]")]
    [InlineData("remove([1, 2, 3], -1)", "[1, 2]")]
    [InlineData("reverse([1, 2])", "[2, 1]")]
    [InlineData("index of([1, 2, 1], 1)", "[1, 3]")]
    [InlineData("distinct values([1, \"1\", 1, null, null])", "[1, \"1\", null]")]
    [InlineData("duplicate values([1, 2, 1, 2, 3])", "[1, 2]")]
    [InlineData("flatten([1, [2, [3]]])", "[1, 2, 3]")]
    [InlineData("partition([1, 2, 3], 2)", "[[1, 2], [3]]")]
    [InlineData("list contains([1, null], null)", "true")]
    [InlineData("is empty([])", "true")]
    [InlineData("list replace([1, 2, 3], function(item, newItem) item < newItem, 3)", "[3, 3, 3]")]
    [InlineData("sort([3, 1, 2], function(a, b) a > b)", "[3, 2, 1]")]
    [InlineData("sort([\"b\", \"a\"])", "[\"a\", \"b\"]")]
    public void Lists(string source, string expected) => Feel.Text(source).ShouldBe(expected);

    [Theory]
    [InlineData("min(3, 1, 2)", "1")]
    [InlineData("max([\"a\", \"c\", \"b\"])", "\"c\"")]
    [InlineData("sum([])", "null")]
    [InlineData("mean(1, 2, 6)", "3")]
    [InlineData("median([8, 2, 5, 3])", "4")]
    [InlineData("decimal(stddev(2, 4, 7, 5), 10)", "2.0816659995")]
    [InlineData("mode([6, 3, 9, 6, 6, 3, 3])", "[3, 6]")]
    [InlineData("product([2, 3, 4])", "24")]
    [InlineData("all([true, null])", "null")]
    [InlineData("any([false, true])", "true")]
    [InlineData("sum([@\"PT1H\", @\"PT30M\"])", "PT1H30M")]
    public void Aggregation(string source, string expected) => Feel.Text(source).ShouldBe(expected);

    [Theory]
    [InlineData("get value({a: {b: 1}}, [\"a\", \"b\"])", "1")]
    [InlineData("get entries({a: 1})[1].key", "\"a\"")]
    [InlineData("context([{key: \"a\", value: 1}])", "{a: 1}")]
    [InlineData("context put({a: 1}, \"b\", 2)", "{a: 1, b: 2}")]
    [InlineData("context put({a: {b: 1}}, [\"a\", \"c\"], 2)", "{a: {b: 1, c: 2}}")]
    [InlineData("context merge([{a: 1}, {a: 2, b: 3}])", "{a: 2, b: 3}")]
    public void Contexts(string source, string expected) => Feel.Text(source).ShouldBe(expected);

    [Theory]
    [InlineData("day of week(@\"2026-03-01\")", "\"Sunday\"")]
    [InlineData("day of year(@\"2026-03-01\")", "60")]
    [InlineData("week of year(@\"2027-01-03\")", "53")]
    [InlineData("month of year(@\"2026-03-01\")", "\"March\"")]
    [InlineData("last day of month(@\"2028-02-10\")", "2028-02-29")]
    [InlineData("abs(@\"-PT1H\")", "PT1H")]
    public void Dates(string source, string expected) => Feel.Text(source).ShouldBe(expected);

    [Theory]
    [InlineData("before(1, 10)", "true")]
    [InlineData("before([1..5), [5..10])", "true")]
    [InlineData("after(12, [1..10])", "true")]
    [InlineData("meets([1..5], [5..10])", "true")]
    [InlineData("met by([5..10], [1..5])", "true")]
    [InlineData("overlaps([1..5], [3..8])", "true")]
    [InlineData("overlaps before([1..5], [3..8])", "true")]
    [InlineData("overlaps after([3..8], [1..5])", "true")]
    [InlineData("finishes(10, [1..10])", "true")]
    [InlineData("finished by([1..10], 10)", "true")]
    [InlineData("includes([1..10], 5)", "true")]
    [InlineData("during(5, [1..10])", "true")]
    [InlineData("starts(1, [1..10])", "true")]
    [InlineData("started by([1..10], [1..5])", "true")]
    [InlineData("coincides([1..5], [1..5])", "true")]
    [InlineData("coincides([1..5], [1..5))", "false")]
    public void Ranges(string source, string expected) => Feel.Text(source).ShouldBe(expected);
}
