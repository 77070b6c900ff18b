using AfterSales.Feel.Parsing;
using AfterSales.Feel.Values;

namespace AfterSales.Feel.Compilation;

/// <summary><c>in</c> and the unary tests of decision tables.</summary>
internal sealed partial class ExpressionCompiler
{
    /// <summary>Whether a value passes a test: true, false or null.</summary>
    private delegate FeelValue Tester(FeelValue input, Frame frame);

    private Evaluator In(InSyntax syntax, Binding? scope)
    {
        var value = Compile(syntax.Value, scope);
        var tests = syntax.Tests.Select(test => Test(test, scope, isCell: false)).ToArray();
        return frame => AnyPasses(tests, value(frame), frame);
    }

    /// <summary>Expects the innermost frame to hold the input, under the name <c>?</c>.</summary>
    private Evaluator UnaryTests(UnaryTestsSyntax syntax, Binding? scope)
    {
        if (syntax.Tests.Count == 0)
            return _ => FeelValue.True;
        var tests = syntax.Tests.Select(test => Test(test, scope, isCell: true)).ToArray();
        if (!syntax.IsNegated)
            return frame => AnyPasses(tests, frame.Value, frame);
        return frame => AnyPasses(tests, frame.Value, frame) is FeelBoolean passes ? FeelValue.Of(!passes.Value) : FeelValue.Null;
    }

    private static FeelValue AnyPasses(Tester[] tests, FeelValue input, Frame frame)
    {
        FeelValue outcome = FeelValue.False;
        foreach (var test in tests)
        {
            var passes = test(input, frame);
            if (passes is FeelBoolean { Value: true })
                return passes;
            if (passes.IsNull)
                outcome = passes;
        }
        return outcome;
    }

    private Tester Test(Syntax syntax, Binding? scope, bool isCell)
    {
        if (syntax is OpenComparisonSyntax comparison)
        {
            var operand = Compile(comparison.Operand, scope);
            return (input, frame) => Compare(comparison.Operator, input, operand(frame), frame.Evaluation, comparison.Position);
        }
        var expected = Compile(syntax, scope);
        if (isCell && Mentions(syntax, InputName))
            return (input, frame) => expected(frame) is FeelBoolean outcome ? outcome : FeelValue.Null;
        return (input, frame) =>
        {
            var value = expected(frame);
            // A cell may hold a whole condition, even one that does not look at the input.
            if (isCell && value is FeelBoolean && input is not FeelBoolean)
                return value;
            if (value.IsNull && syntax is RangeSyntax)
                return value; // a range that could not be made holds nothing that can be told
            return Passes(input, value, frame.Evaluation, syntax.Position);
        };
    }

    private static FeelValue Passes(FeelValue input, FeelValue test, Evaluation evaluation, int position)
    {
        switch (test)
        {
            case FeelRange range when input is not FeelRange:
                return range.Contains(input) is { } inside ? FeelValue.Of(inside)
                    : evaluation.Fail(position, $"{Describe.Value(input)} cannot be looked for in {range}.");
            case FeelList list:
                evaluation.Charge(list.Count);
                if (input is FeelList && FeelEquality.AreEqual(input, list, evaluation) == true)
                    return FeelValue.True;
                return FeelValue.Of(list.Items.Any(item => IsIn(input, item, evaluation)));
            default:
                return FeelEquality.AreEqual(input, test, evaluation) is { } equal ? FeelValue.Of(equal) : FeelValue.Null;
        }
    }

    private static bool IsIn(FeelValue input, FeelValue item, Evaluation evaluation) =>
        item is FeelRange range && input is not FeelRange ? range.Contains(input) == true : FeelEquality.AreEqual(input, item, evaluation) == true;

    /// <summary><c>(&gt; 5)</c> as a value: a range with one end.</summary>
    private Evaluator OpenComparison(OpenComparisonSyntax comparison, Binding? scope)
    {
        var operand = Compile(comparison.Operand, scope);
        return frame =>
        {
            var end = operand(frame);
            if (end.IsNull || comparison.Operator == ComparisonOperator.NotEqual)
                return frame.Evaluation.Fail(comparison.Position, "There is no such range.");
            return comparison.Operator switch
            {
                ComparisonOperator.Less => new FeelRange(FeelValue.Null, false, end, false),
                ComparisonOperator.LessOrEqual => new FeelRange(FeelValue.Null, false, end, true),
                ComparisonOperator.Greater => new FeelRange(end, false, FeelValue.Null, false),
                ComparisonOperator.GreaterOrEqual => new FeelRange(end, true, FeelValue.Null, false),
                _ => FeelRange.Exactly(end),
            };
        };
    }
}
