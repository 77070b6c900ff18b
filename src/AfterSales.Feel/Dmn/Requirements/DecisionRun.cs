using AfterSales.Feel.Compilation;
using AfterSales.Feel.Dmn.Reading;
using AfterSales.Feel.Values;

namespace AfterSales.Feel.Dmn.Requirements;

/// <summary>One evaluation of a decision and all it requires; each required decision is evaluated once.</summary>
internal sealed class DecisionRun
{
    private readonly Evaluation _evaluation;
    private readonly Dictionary<DrgElement, FeelValue> _values = [];
    private readonly List<DmnEvaluatedDecision> _evaluated = [];

    public DecisionRun(IFeelScope scope, FeelEnvironment environment) => _evaluation = new Evaluation(scope, environment);

    public DmnResult Evaluate(DecisionElement decision) => Result(_evaluation.Run(_ => Value(decision)));

    /// <summary>The value of the service's one output decision, or a context of several.</summary>
    public DmnResult Evaluate(ServiceElement service) => Result(_evaluation.Run(_ => Call(service)));

    private DmnResult Result(FeelValue value) => new(value, _evaluation.Warnings, _evaluated);

    private FeelValue Value(DrgElement element)
    {
        if (_values.TryGetValue(element, out var known))
            return known;
        Evaluation.EnsureStack();
        return _values[element] = element switch
        {
            DecisionElement { Logic: { } logic } decision => Decide(decision, logic),
            KnowledgeElement { Function: { } function } => function(new Frame(_evaluation.In(new Scope(this, element, null)), null, FeelValue.Null)),
            ServiceElement service => Function(service),
            _ => Given(element),
        };
    }

    private FeelValue Decide(DecisionElement decision, Evaluator logic)
    {
        foreach (var required in decision.Required)
            Value(required);
        var (outer, trace) = (_evaluation.Trace, new TableTrace());
        _evaluation.Trace = trace;
        var frame = new Frame(_evaluation.In(new Scope(this, decision, _evaluation.Scope)), null, FeelValue.Null);
        var value = TypedSyntax.Check(decision.Type, logic(frame), decision.Name, _evaluation);
        _evaluation.Trace = outer;
        _evaluated.Add(new DmnEvaluatedDecision(decision.Id, decision.Name, value, trace.Inputs, trace.Rules));
        return value;
    }

    private FeelValue Given(DrgElement input) => _evaluation.Scope.TryGet(input.Name, out var value)
        ? TypedSyntax.Receive(input.Type, value, input.Name, _evaluation)
        : _evaluation.Fail(0, $"The input '{input.Name}' is not given.");

    private FeelValue Call(ServiceElement service)
    {
        foreach (var given in service.InputDecisions)
            _values[given] = Given(given);
        if (service.Outputs.Count == 1)
            return Value(service.Outputs[0]);
        return new FeelContext(service.Outputs.Select(output => KeyValuePair.Create(output.Name, Value(output))));
    }

    /// <summary>A service as a function of its inputs, first the input decisions, then the input data.</summary>
    private FeelFunction Function(ServiceElement service)
    {
        var parameters = service.InputDecisions.Concat<DrgElement>(service.Inputs).Select(input => input.Name).ToList();
        return new FeelFunction(new FeelFunctionDefinition(service.Name, parameters, parameters.Count, call =>
        {
            var inputs = new FeelContext(parameters.Zip(call.Arguments, KeyValuePair.Create));
            return new DecisionRun(_evaluation.In(inputs)).Call(service);
        }));
    }

    private DecisionRun(Evaluation evaluation) => _evaluation = evaluation;

    /// <summary>What an element sees: what it requires, itself if it is a function, and for a decision all that was given.</summary>
    private sealed class Scope(DecisionRun run, DrgElement element, IFeelScope? outside) : IFeelScope
    {
        public bool TryGet(string name, out FeelValue value)
        {
            foreach (var required in element.Required)
                if (required.Name == name)
                {
                    value = run.Value(required);
                    return true;
                }
            if (element is KnowledgeElement && element.Name == name)
            {
                value = run.Value(element);
                return true;
            }
            value = FeelValue.Null;
            return outside is not null && outside.TryGet(name, out value);
        }
    }
}
