using System.Runtime.CompilerServices;
using AfterSales.Feel.Parsing;
using AfterSales.Feel.Values;

namespace AfterSales.Feel.Compilation;

/// <summary>Turns a syntax tree into delegates; one file per group of constructs.</summary>
internal sealed partial class ExpressionCompiler(IReadOnlyDictionary<string, FeelFunction> functions)
{
    /// <summary>The frame that holds the input of unary tests.</summary>
    public const string InputName = "?";

    /// <summary>How many levels of the tree lie between two looks at the remaining stack.</summary>
    private const int LevelsBetweenStackChecks = 40;

    private readonly HashSet<string> _variables = new(StringComparer.Ordinal);

    /// <summary>The names that are read from the scope.</summary>
    public IReadOnlyCollection<string> Variables => _variables;

    /// <exception cref="FeelSyntaxException">The tree is too deep for the stack of this thread.</exception>
    public Evaluator Compile(Syntax syntax, Binding? scope)
    {
        if (syntax.Depth % LevelsBetweenStackChecks != 0)
            return CompileNode(syntax, scope);
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new FeelSyntaxException("The expression is nested too deeply.", syntax.Position);
        var evaluator = CompileNode(syntax, scope);
        return frame =>
        {
            Evaluation.EnsureStack();
            return evaluator(frame);
        };
    }

    private Evaluator CompileNode(Syntax syntax, Binding? scope) => syntax switch
    {
        LiteralSyntax literal => Literal(literal.Value),
        NameSyntax name => Name(name, scope),
        PathSyntax path => Path(path, scope),
        FilterSyntax filter => Filter(filter, scope),
        NegationSyntax negation => Negation(negation, scope),
        ArithmeticSyntax arithmetic => Arithmetic(arithmetic, scope),
        ComparisonSyntax comparison => Comparison(comparison, scope),
        LogicSyntax logic => Logic(logic, scope),
        BetweenSyntax between => Between(between, scope),
        InSyntax test => In(test, scope),
        UnaryTestsSyntax tests => UnaryTests(tests, scope),
        OpenComparisonSyntax comparison => OpenComparison(comparison, scope),
        InstanceOfSyntax instance => InstanceOf(instance, scope),
        IfSyntax choice => If(choice, scope),
        ForSyntax loop => For(loop, scope),
        QuantifiedSyntax quantified => Quantified(quantified, scope),
        ListSyntax list => List(list, scope),
        ContextSyntax context => Context(context, scope),
        RangeSyntax range => Range(range, scope),
        FunctionSyntax function => Function(function, scope),
        InvocationSyntax invocation => Invoke(invocation, scope),
        EmbeddedSyntax embedded => embedded.Compile(this, scope),
        _ => throw new InvalidOperationException($"No code for {syntax.GetType().Name}."),
    };

    private static Evaluator Literal(FeelValue value) => _ => value;

    private Evaluator If(IfSyntax choice, Binding? scope)
    {
        var condition = Compile(choice.Condition, scope);
        var then = Compile(choice.Then, scope);
        var otherwise = Compile(choice.Otherwise, scope);
        return frame =>
        {
            var value = condition(frame);
            if (value is FeelBoolean { Value: true })
                return then(frame);
            if (value is not FeelBoolean)
                frame.Evaluation.Warn(choice.Condition.Position, $"The condition is {Describe.Value(value)} instead of true or false and counts as false.");
            return otherwise(frame);
        };
    }

    private Evaluator List(ListSyntax list, Binding? scope)
    {
        var items = list.Items.Select(item => Compile(item, scope)).ToArray();
        return frame =>
        {
            frame.Evaluation.Charge(items.Length);
            var values = new FeelValue[items.Length];
            for (var i = 0; i < values.Length; i++)
                values[i] = items[i](frame);
            return new FeelList(values);
        };
    }

    private Evaluator Context(ContextSyntax context, Binding? scope)
    {
        var entries = new (string Name, Evaluator Value)[context.Entries.Count];
        for (var i = 0; i < entries.Length; i++)
        {
            var (name, value) = context.Entries[i];
            entries[i] = (name, Compile(value, scope));
            scope = new Binding(name, false, scope);
        }
        return frame =>
        {
            frame.Evaluation.Charge(entries.Length);
            var values = new OrderedDictionary<string, FeelValue>(entries.Length, StringComparer.Ordinal);
            foreach (var (name, evaluate) in entries)
            {
                var value = evaluate(frame);
                values.Add(name, value);
                frame = frame.With(value);
            }
            return new FeelContext(values);
        };
    }

    private Evaluator Range(RangeSyntax range, Binding? scope)
    {
        var start = Compile(range.Start, scope);
        var end = Compile(range.End, scope);
        return frame => Ranges.Make(start(frame), range.StartIncluded, end(frame), range.EndIncluded, frame.Evaluation, range.Position);
    }

    private Evaluator InstanceOf(InstanceOfSyntax instance, Binding? scope)
    {
        var value = Compile(instance.Value, scope);
        return frame => FeelValue.Of(instance.Type.Holds(value(frame)));
    }
}
