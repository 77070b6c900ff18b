using AfterSales.Feel.Values;
using Shouldly;
using Xunit;

namespace AfterSales.Feel.Tests.Parsing;

public sealed class SyntaxErrorTests
{
    [Theory]
    [InlineData("", 1, 1, "Expected a value, but the expression ends.")]
    [InlineData("1 +", 1, 4, "Expected a value, but the expression ends.")]
    [InlineData("a b = c d e = \"x\" \"y\"", 1, 19, "Expected an operator or the end of the expression, but there is a string.")]
    [InlineData("if a\nthen b", 2, 7, "Expected 'else', but the expression ends.")]
    [InlineData("a == b", 1, 3, "FEEL compares with a single =.")]
    [InlineData("a && b", 1, 3, "FEEL writes 'and' instead of &.")]
    [InlineData("a #", 1, 3, "The character '#' has no meaning here.")]
    [InlineData("\"open", 1, 1, "This string is not closed with \".")]
    [InlineData("1 /* open", 1, 3, "This comment is not closed with */.")]
    [InlineData("{a: 1, a: 2}", 1, 8, "The context has two entries named 'a'.")]
    [InlineData("@\"2026-13-01\"", 1, 1, "\"2026-13-01\" is no date, time, date and time, or duration.")]
    [InlineData("x instance of thing", 1, 15, "There is no type 'thing'.")]
    [InlineData("99999999999999999999999999999999", 1, 1, "The number 99999999999999999999999999999999 is too large.")]
    [InlineData("(1, 2)", 1, 3, "Expected ')', but there is ','.")]
    [InlineData("for x in [1] x", 1, 14, "Expected 'return', but there is 'x'.")]
    public void A_mistake_is_told_with_its_place(string source, int line, int column, string message)
    {
        var error = Feel.Error(source);
        (error.Line, error.Column, error.Message).ShouldBe((line, column, message));
    }

    [Fact]
    public void Random_sources_never_throw()
    {
        string[] pieces = ["a", "if", "then", "else", "for", "in", "return", "some", "satisfies", "and", "or", "not", "between", "instance", "of",
            "1", "2.5", "\"s\"", "\"\\", "@", "(", ")", "[", "]", "{", "}", ",", ":", "..", ".", "+", "-", "*", "**", "/", "=", "!=", "<", ">=", "function", "date and time", "?", "null", "true", "item", " ", "\n"];
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var i = 0; i < 20_000; i++)
        {
            var source = string.Join(random.Next(2) == 0 ? " " : "", Enumerable.Range(0, random.Next(1, 14)).Select(_ => pieces[random.Next(pieces.Length)]));
            try
            {
                var parse = Feel.Compiler.Expression(source);
                parse.Value?.Evaluate(FeelContext.Empty, Feel.Environment);
                Feel.Compiler.UnaryTests(source).Value?.Test(FeelValue.Of(1), FeelContext.Empty, Feel.Environment);
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"seed {seed}: {source}", error);
            }
        }
    }
}
