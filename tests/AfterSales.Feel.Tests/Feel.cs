using AfterSales.Feel.Values;
using Shouldly;

namespace AfterSales.Feel.Tests;

/// <summary>Short ways to evaluate an expression in a test.</summary>
internal static class Feel
{
    public static readonly FeelEnvironment Environment =
        new(new DateTimeOffset(2026, 3, 1, 8, 30, 0, TimeSpan.Zero), TimeZoneInfo.FindSystemTimeZoneById("Asia/Tehran"));

    public static readonly FeelCompiler Compiler = new();

    /// <summary>The outcome; the variables are the entries of a context written in FEEL.</summary>
    public static FeelResult Evaluate(string source, string variables = "{}")
    {
        var scope = (FeelContext)Compile(variables).Evaluate(FeelContext.Empty, Environment).Value;
        return Compile(source).Evaluate(scope, Environment);
    }

    /// <summary>The value as FEEL text, strings quoted.</summary>
    public static string Text(string source, string variables = "{}")
    {
        var text = FeelValue.Of([Evaluate(source, variables).Value]).ToString();
        return text[1..^1];
    }

    public static FeelExpression Compile(string source)
    {
        var parse = Compiler.Expression(source);
        parse.Error.ShouldBeNull(source);
        return parse.Value!;
    }

    public static FeelSyntaxError Error(string source) => Compiler.Expression(source).Error.ShouldNotBeNull(source);
}
