using AfterSales.Feel.Parsing;
using AfterSales.Feel.Values;

namespace AfterSales.Feel.Compilation;

/// <summary>
/// The functions that ask about an expression rather than its value: a variable that is missing is their subject, so
/// it brings no warning.
/// </summary>
internal sealed partial class ExpressionCompiler
{
    /// <summary>The names of these functions, for the parser.</summary>
    public static readonly string[] SpecialNames = ["is defined", "get or else"];

    private Evaluator? SpecialForm(InvocationSyntax syntax, Binding? scope) => syntax switch
    {
        { Target: NameSyntax { Name: "is defined" }, Names: null, Arguments: [var value] } => IsDefined(value, scope),
        { Target: NameSyntax { Name: "get or else" }, Names: null, Arguments: [var value, var fallback] } => GetOrElse(value, fallback, scope),
        _ => null,
    };

    private Evaluator IsDefined(Syntax value, Binding? scope)
    {
        switch (value)
        {
            case NameSyntax { Name: var name } when !IsBound(name, scope):
                var item = Compile(value, scope);
                return frame => Silently(frame, item) is { IsNull: false } || frame.Evaluation.Scope.TryGet(name, out _) ? FeelValue.True : FeelValue.False;
            case PathSyntax path:
                var target = Compile(path.Target, scope);
                return frame => FeelValue.Of(Silently(frame, target) switch
                {
                    FeelContext context => context.TryGet(path.Name, out _),
                    FeelNull => false,
                    var other => Properties.Of(other, path.Name) is not null,
                });
            default:
                var evaluate = Compile(value, scope);
                return frame => FeelValue.Of(value is NameSyntax || !Silently(frame, evaluate).IsNull);
        }
    }

    private Evaluator GetOrElse(Syntax value, Syntax fallback, Binding? scope)
    {
        var first = Compile(value, scope);
        var second = Compile(fallback, scope);
        return frame => Silently(frame, first) is { IsNull: false } found ? found : second(frame);
    }

    private static FeelValue Silently(Frame frame, Evaluator evaluate)
    {
        var before = frame.Evaluation.Warnings.Count;
        var value = evaluate(frame);
        frame.Evaluation.ForgetWarningsAfter(before);
        return value;
    }
}
