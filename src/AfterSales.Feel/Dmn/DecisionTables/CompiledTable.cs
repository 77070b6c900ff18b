using AfterSales.Feel.Compilation;
using AfterSales.Feel.Dmn.Reading;
using AfterSales.Feel.Values;

namespace AfterSales.Feel.Dmn.DecisionTables;

/// <summary>A decision table ready to run: finds the rules that match and leaves the choice to the hit policy.</summary>
internal sealed class CompiledTable(
    DecisionTableSyntax table,
    Evaluator[] inputs,
    Evaluator?[] allowed,
    Evaluator[][] tests,
    Evaluator[][] outputs,
    Evaluator?[] defaults,
    Evaluator[][] priorities)
{
    public FeelValue Evaluate(Frame frame)
    {
        var values = Inputs(frame);
        var matches = Matches(values, frame);
        frame.Evaluation.Trace?.Rules.AddRange(matches.Select(Told));
        if (matches.Count == 0)
            return Default(frame);
        var orders = table.Policy is HitPolicy.Priority or HitPolicy.OutputOrder
            ? priorities.Select(column => column.Select(value => value(frame)).ToArray()).ToArray() : [];
        return new Hits(table, matches, orders, frame.Evaluation).Value();
    }

    private FeelValue[] Inputs(Frame frame)
    {
        var values = new FeelValue[inputs.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var input = table.Inputs[i];
            values[i] = TypedSyntax.Receive(input.Type, inputs[i](frame), input.Name, frame.Evaluation);
            if (allowed[i] is { } test && !values[i].IsNull && test(frame.With(values[i])) is not FeelBoolean { Value: true })
                frame.Evaluation.Warn(0, $"The input '{input.Name}' is {Describe.Value(values[i])}, which is not among the values declared for it.");
            frame.Evaluation.Trace?.Inputs.Add(new DmnInput(input.Id, input.Name, values[i]));
        }
        return values;
    }

    private List<Hit> Matches(FeelValue[] values, Frame frame)
    {
        var matches = new List<Hit>();
        var cells = Array.ConvertAll(values, frame.With);
        for (var rule = 0; rule < tests.Length; rule++)
        {
            frame.Evaluation.Charge(1);
            if (!Passes(tests[rule], cells))
                continue;
            matches.Add(new Hit(table.Rules[rule], [.. outputs[rule].Select((output, i) => Typed(i, output(frame), frame))]));
            if (table.Policy == HitPolicy.First)
                break;
        }
        return matches;
    }

    private static bool Passes(Evaluator[] tests, Frame[] cells)
    {
        for (var i = 0; i < tests.Length; i++)
            if (tests[i](cells[i]) is not FeelBoolean { Value: true })
                return false;
        return true;
    }

    private FeelValue Typed(int output, FeelValue value, Frame frame) =>
        TypedSyntax.Check(table.Outputs[output].Type, value, table.Outputs[output].Name, frame.Evaluation);

    private FeelValue Default(Frame frame)
    {
        if (Array.TrueForAll(defaults, value => value is null))
            return FeelValue.Null;
        var hit = new Hit(null, [.. defaults.Select((value, i) => Typed(i, value?.Invoke(frame) ?? FeelValue.Null, frame))]);
        return hit.Value(table.Outputs);
    }

    private DmnMatchedRule Told(Hit hit) => new(hit.Rule!.Index, hit.Rule.Id,
        [.. table.Outputs.Select((output, i) => new DmnOutput(output.Id, output.Name, hit.Outputs[i]))]);
}
