using AfterSales.Feel.Compilation;
using AfterSales.Feel.Values;

namespace AfterSales.Feel;

/// <summary>Compiled unary tests, the condition of a decision table's cell: <c>&lt; 5</c>, <c>"a", "b"</c>, <c>not([1..3])</c>, <c>-</c>.</summary>
public sealed class FeelUnaryTests
{
    private readonly Evaluator _evaluator;

    internal FeelUnaryTests(string source, Evaluator evaluator, IReadOnlyCollection<string> variables) =>
        (Source, _evaluator, Variables) = (source, evaluator, variables);

    public string Source { get; }

    /// <summary>The names the tests read from their scope.</summary>
    public IReadOnlyCollection<string> Variables { get; }

    /// <summary>True when the input passes one of the tests, false when none, null when that cannot be told.</summary>
    public FeelResult Test(FeelValue input, IFeelScope scope, FeelEnvironment environment)
    {
        var evaluation = new Evaluation(scope, environment);
        return evaluation.Result(evaluation.Run(frame => _evaluator(frame.With(input))));
    }

    public override string ToString() => Source;
}
