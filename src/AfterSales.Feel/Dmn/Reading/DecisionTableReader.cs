using System.Xml.Linq;
using AfterSales.Feel.Dmn.DecisionTables;
using AfterSales.Feel.Parsing;
using AfterSales.Feel.Values;

namespace AfterSales.Feel.Dmn.Reading;

internal sealed class DecisionTableReader(BoxedReader boxed, TypeReader types, Action<XElement, string, int> report)
{
    public DecisionTableSyntax Read(XElement xml)
    {
        var inputs = xml.Each("input").Select(Input).ToList();
        var outputs = xml.Each("output").Select(Output).ToList();
        var rules = xml.Each("rule").Select((rule, index) => Rule(rule, index + 1, inputs.Count, outputs.Count)).ToList();
        if (outputs.Count == 0)
            report(xml, "The decision table has no output.", 1);
        if (outputs.Count > 1 && outputs.Any(output => output.Name.Length == 0))
            report(xml, "A decision table with several outputs needs a name for each.", 1);
        return new DecisionTableSyntax(Policy(xml), Aggregation(xml), inputs, outputs, rules);
    }

    private TableInput Input(XElement xml)
    {
        var expression = xml.One("inputExpression");
        if (expression is null)
            report(xml, "This input has no expression.", 1);
        var text = expression.Text();
        return new TableInput(xml.Id(), xml.Value("label") ?? text, expression is null ? new LiteralSyntax(0, FeelValue.Null) : boxed.Expression(expression),
            types.Of(expression), xml.One("inputValues") is { } values ? boxed.Tests(values) : null);
    }

    private TableOutput Output(XElement xml)
    {
        var priorities = xml.One("outputValues") is { } values ? boxed.Tests(values).Tests : [];
        var fallback = xml.One("defaultOutputEntry") is { } entry ? boxed.Expression(entry) : null;
        return new TableOutput(xml.Id(), xml.Value("name") ?? "", types.Of(xml), priorities, fallback);
    }

    private TableRule Rule(XElement xml, int index, int inputs, int outputs)
    {
        var tests = xml.Each("inputEntry").Select(boxed.Tests).ToList();
        var values = xml.Each("outputEntry").Select(boxed.Expression).ToList();
        if (tests.Count != inputs || values.Count != outputs)
            report(xml, $"Rule {index} has {tests.Count} input and {values.Count} output entries; the table has {inputs} inputs and {outputs} outputs.", 1);
        return new TableRule(index, xml.Id(), tests, values);
    }

    private HitPolicy Policy(XElement xml)
    {
        switch (xml.Value("hitPolicy"))
        {
            case null or "" or "UNIQUE": return HitPolicy.Unique;
            case "FIRST": return HitPolicy.First;
            case "ANY": return HitPolicy.Any;
            case "PRIORITY": return HitPolicy.Priority;
            case "RULE ORDER": return HitPolicy.RuleOrder;
            case "OUTPUT ORDER": return HitPolicy.OutputOrder;
            case "COLLECT": return HitPolicy.Collect;
            case var other:
                report(xml, $"There is no hit policy '{other}'.", 1);
                return HitPolicy.Unique;
        }
    }

    private Aggregation Aggregation(XElement xml)
    {
        switch (xml.Value("aggregation"))
        {
            case null or "": return DecisionTables.Aggregation.None;
            case "SUM": return DecisionTables.Aggregation.Sum;
            case "COUNT": return DecisionTables.Aggregation.Count;
            case "MIN": return DecisionTables.Aggregation.Min;
            case "MAX": return DecisionTables.Aggregation.Max;
            case var other:
                report(xml, $"There is no aggregation '{other}'.", 1);
                return DecisionTables.Aggregation.None;
        }
    }
}
