using AfterSales.Feel.Compilation;
using AfterSales.Feel.Functions;
using AfterSales.Feel.Parsing;
using AfterSales.Feel.Values;

namespace AfterSales.Feel;

/// <summary>
/// Turns FEEL source into compiled expressions. Thread-safe. A source may be 100 000 characters long, be nested 150
/// levels deep and chain 500 operators; beyond that it is a syntax error.
/// </summary>
public sealed class FeelCompiler
{
    internal NameTable FunctionNames { get; }

    /// <param name="additionalFunctions">Functions beside the built-in ones; of one name with those, they replace them.</param>
    public FeelCompiler(params IEnumerable<FeelFunctionDefinition> additionalFunctions)
    {
        Functions = BuiltInFunctions.With(additionalFunctions);
        FunctionNames = new NameTable(Functions.Keys);
    }

    /// <summary>The functions every expression may call, by name.</summary>
    public IReadOnlyDictionary<string, FeelFunction> Functions { get; }

    /// <summary>Compiles an expression.</summary>
    /// <param name="source">FEEL, without the "=" that marks expressions in process files.</param>
    /// <param name="knownNames">Variables and members whose names hold operators; spaces alone need no declaration.</param>
    public FeelParse<FeelExpression> Expression(string source, IEnumerable<string>? knownNames = null) =>
        Expression(source, new NameTable(knownNames), null);

    /// <summary>Compiles the unary tests of a decision table's cell.</summary>
    public FeelParse<FeelUnaryTests> UnaryTests(string source, IEnumerable<string>? knownNames = null) =>
        UnaryTests(source, new NameTable(knownNames), null);

    internal FeelParse<FeelExpression> Expression(string source, NameTable knownNames, Func<string, FeelType?>? types)
    {
        try
        {
            var syntax = Parser.Expression(source, FunctionNames, knownNames, types);
            var compiler = new ExpressionCompiler(Functions);
            var evaluator = compiler.Compile(syntax, null);
            return new(new FeelExpression(source, evaluator, compiler.Variables), null);
        }
        catch (FeelSyntaxException error)
        {
            return new(null, error.ToError(source));
        }
    }

    internal FeelParse<FeelUnaryTests> UnaryTests(string source, NameTable knownNames, Func<string, FeelType?>? types)
    {
        try
        {
            var syntax = Parser.UnaryTests(source, FunctionNames, knownNames, types);
            var compiler = new ExpressionCompiler(Functions);
            var evaluator = compiler.Compile(syntax, new Binding(ExpressionCompiler.InputName, false, null));
            return new(new FeelUnaryTests(source, evaluator, compiler.Variables), null);
        }
        catch (FeelSyntaxException error)
        {
            return new(null, error.ToError(source));
        }
    }
}
