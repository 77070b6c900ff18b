using AfterSales.Feel.Parsing;
using AfterSales.Feel.Values;

namespace AfterSales.Feel.Compilation;

/// <summary>Arithmetic, comparison and logic.</summary>
internal sealed partial class ExpressionCompiler
{
    private Evaluator Negation(NegationSyntax negation, Binding? scope)
    {
        if (negation.Operand is LiteralSyntax { Value: FeelNumber literal })
            return Literal(new FeelNumber(-literal.Value));
        var operand = Compile(negation.Operand, scope);
        return frame => Calculation.Negate(operand(frame), frame.Evaluation, negation.Position);
    }

    private Evaluator Arithmetic(ArithmeticSyntax arithmetic, Binding? scope)
    {
        var left = Compile(arithmetic.Left, scope);
        var right = Compile(arithmetic.Right, scope);
        var (kind, position) = (arithmetic.Operator, arithmetic.Position);
        return frame => Calculation.Calculate(kind, left(frame), right(frame), frame.Evaluation, position);
    }

    private Evaluator Comparison(ComparisonSyntax comparison, Binding? scope)
    {
        var left = Compile(comparison.Left, scope);
        var right = Compile(comparison.Right, scope);
        var (kind, position) = (comparison.Operator, comparison.Position);
        return frame => Compare(kind, left(frame), right(frame), frame.Evaluation, position);
    }

    internal static FeelValue Compare(ComparisonOperator kind, FeelValue left, FeelValue right, Evaluation evaluation, int position)
    {
        if (kind is ComparisonOperator.Equal or ComparisonOperator.NotEqual)
            return FeelEquality.AreEqual(left, right, evaluation) is { } equal
                ? FeelValue.Of(equal == (kind == ComparisonOperator.Equal))
                : evaluation.Fail(position, Describe.Incomparable(left, right));
        if (FeelComparison.Compare(left, right) is not { } order)
            return evaluation.Fail(position, Describe.Incomparable(left, right));
        return FeelValue.Of(kind switch
        {
            ComparisonOperator.Less => order < 0,
            ComparisonOperator.LessOrEqual => order <= 0,
            ComparisonOperator.Greater => order > 0,
            _ => order >= 0,
        });
    }

    /// <summary>Three-valued logic: what is neither true nor false counts as null.</summary>
    private Evaluator Logic(LogicSyntax logic, Binding? scope)
    {
        var left = Compile(logic.Left, scope);
        var right = Compile(logic.Right, scope);
        var deciding = !logic.IsAnd; // true decides an "or", false an "and"
        return frame =>
        {
            var a = left(frame) as FeelBoolean;
            if (a is not null && a.Value == deciding)
                return a;
            var b = right(frame) as FeelBoolean;
            if (b is not null && b.Value == deciding)
                return b;
            return a is null || b is null ? FeelValue.Null : b;
        };
    }

    private Evaluator Between(BetweenSyntax between, Binding? scope)
    {
        var value = Compile(between.Value, scope);
        var low = Compile(between.Low, scope);
        var high = Compile(between.High, scope);
        return frame =>
        {
            var tested = value(frame);
            var (from, to) = (low(frame), high(frame));
            if (FeelComparison.Compare(tested, from) is not { } a || FeelComparison.Compare(tested, to) is not { } b)
                return frame.Evaluation.Fail(between.Position,
                    $"{Describe.Capital(Describe.Kind(tested))} cannot lie between {Describe.Kind(from)} and {Describe.Kind(to)}.");
            return FeelValue.Of(a >= 0 && b <= 0);
        };
    }
}
