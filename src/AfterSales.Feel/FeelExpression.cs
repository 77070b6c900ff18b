using AfterSales.Feel.Compilation;

namespace AfterSales.Feel;

/// <summary>A compiled expression: immutable, safe to evaluate on many threads at once.</summary>
public sealed class FeelExpression
{
    private readonly Evaluator _evaluator;

    internal FeelExpression(string source, Evaluator evaluator, IReadOnlyCollection<string> variables) =>
        (Source, _evaluator, Variables) = (source, evaluator, variables);

    public string Source { get; }

    /// <summary>The names the expression reads from its scope: no loop variables, no built-in functions.</summary>
    public IReadOnlyCollection<string> Variables { get; }

    public FeelResult Evaluate(IFeelScope scope, FeelEnvironment environment)
    {
        var evaluation = new Evaluation(scope, environment);
        return evaluation.Result(evaluation.Run(_evaluator));
    }

    internal Evaluator Evaluator => _evaluator;

    public override string ToString() => Source;
}
