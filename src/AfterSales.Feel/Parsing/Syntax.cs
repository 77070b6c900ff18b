using AfterSales.Feel.Values;

namespace AfterSales.Feel.Parsing;

/// <summary>A node of the syntax tree.</summary>
/// <param name="Position">Where it begins in the source, from 0.</param>
internal abstract record Syntax(int Position)
{
    /// <summary>The longest way down; limited by the parser, so that no later walk over the tree can exhaust the stack.</summary>
    public int Depth { get; init; } = 1;
}

internal sealed record LiteralSyntax(int Position, FeelValue Value) : Syntax(Position);

internal sealed record NameSyntax(int Position, string Name) : Syntax(Position);

internal sealed record PathSyntax(int Position, Syntax Target, string Name) : Syntax(Position);

internal sealed record FilterSyntax(int Position, Syntax Target, Syntax Predicate) : Syntax(Position);

internal sealed record NegationSyntax(int Position, Syntax Operand) : Syntax(Position);

internal enum ArithmeticOperator { Add, Subtract, Multiply, Divide, Power }

internal sealed record ArithmeticSyntax(int Position, ArithmeticOperator Operator, Syntax Left, Syntax Right) : Syntax(Position);

internal enum ComparisonOperator { Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual }

internal sealed record ComparisonSyntax(int Position, ComparisonOperator Operator, Syntax Left, Syntax Right) : Syntax(Position);

/// <summary><c>and</c> or <c>or</c>.</summary>
internal sealed record LogicSyntax(int Position, bool IsAnd, Syntax Left, Syntax Right) : Syntax(Position);

internal sealed record IfSyntax(int Position, Syntax Condition, Syntax Then, Syntax Otherwise) : Syntax(Position);

/// <summary><c>name in list</c> or, with an end, <c>name in start..end</c>.</summary>
internal sealed record Iterator(string Name, Syntax Source, Syntax? End);

internal sealed record ForSyntax(int Position, IReadOnlyList<Iterator> Iterators, Syntax Return) : Syntax(Position);

internal sealed record QuantifiedSyntax(int Position, bool IsEvery, IReadOnlyList<Iterator> Iterators, Syntax Satisfies) : Syntax(Position);

internal sealed record BetweenSyntax(int Position, Syntax Value, Syntax Low, Syntax High) : Syntax(Position);

/// <summary><c>value in (tests)</c>; each test is an expression, a comparison or a range.</summary>
internal sealed record InSyntax(int Position, Syntax Value, IReadOnlyList<Syntax> Tests) : Syntax(Position);

internal sealed record InstanceOfSyntax(int Position, Syntax Value, FeelType Type) : Syntax(Position);

internal sealed record ListSyntax(int Position, IReadOnlyList<Syntax> Items) : Syntax(Position);

internal sealed record ContextSyntax(int Position, IReadOnlyList<(string Name, Syntax Value)> Entries) : Syntax(Position);

internal sealed record RangeSyntax(int Position, bool StartIncluded, Syntax Start, Syntax End, bool EndIncluded) : Syntax(Position);

/// <summary><c>&lt; 5</c> where a value is expected: a range with one end, or <c>= x</c> and <c>!= x</c> in a test.</summary>
internal sealed record OpenComparisonSyntax(int Position, ComparisonOperator Operator, Syntax Operand) : Syntax(Position);

/// <param name="Body">Null for an external function, which cannot be run here.</param>
internal sealed record FunctionSyntax(int Position, IReadOnlyList<(string Name, FeelType Type)> Parameters, Syntax? Body) : Syntax(Position);

/// <param name="Names">One per argument when they are named, otherwise null.</param>
internal sealed record InvocationSyntax(int Position, Syntax Target, IReadOnlyList<string>? Names, IReadOnlyList<Syntax> Arguments) : Syntax(Position);

/// <summary>The tests of a decision table's cell; no tests at all is the dash, which everything passes.</summary>
internal sealed record UnaryTestsSyntax(int Position, bool IsNegated, IReadOnlyList<Syntax> Tests) : Syntax(Position);
