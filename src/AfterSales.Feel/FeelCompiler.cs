namespace AfterSales.Feel;

/// <summary>Turns FEEL source into compiled expressions. Thread-safe.</summary>
public sealed class FeelCompiler(params IEnumerable<FeelFunctionDefinition> additionalFunctions)
{
    private readonly IReadOnlyList<FeelFunctionDefinition> _additional = [.. additionalFunctions];

    /// <summary>Compiles an expression.</summary>
    /// <param name="knownNames">Variables whose names hold spaces or operators, which FEEL can only read when it knows them.</param>
    public FeelParse<FeelExpression> Expression(string source, IEnumerable<string>? knownNames = null) =>
        throw new NotImplementedException($"{source} {knownNames} {_additional.Count}");

    /// <summary>Compiles the unary tests of a decision table's cell.</summary>
    public FeelParse<FeelUnaryTests> UnaryTests(string source, IEnumerable<string>? knownNames = null) =>
        throw new NotImplementedException($"{source} {knownNames}");
}
