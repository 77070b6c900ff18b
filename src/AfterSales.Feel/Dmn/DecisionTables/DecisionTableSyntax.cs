using AfterSales.Feel.Compilation;
using AfterSales.Feel.Parsing;
using AfterSales.Feel.Values;

namespace AfterSales.Feel.Dmn.DecisionTables;

/// <param name="Allowed">The values the input is declared to take; null when nothing is declared.</param>
internal sealed record TableInput(string Id, string Name, Syntax Expression, FeelType Type, UnaryTestsSyntax? Allowed);

/// <param name="Priorities">The output values, most important first.</param>
/// <param name="Default">What the output is when no rule matches.</param>
internal sealed record TableOutput(string Id, string Name, FeelType Type, IReadOnlyList<Syntax> Priorities, Syntax? Default);

internal sealed record TableRule(int Index, string Id, IReadOnlyList<UnaryTestsSyntax> Tests, IReadOnlyList<Syntax> Outputs);

/// <summary>A decision table as it was read.</summary>
internal sealed record DecisionTableSyntax(
    HitPolicy Policy,
    Aggregation Aggregation,
    IReadOnlyList<TableInput> Inputs,
    IReadOnlyList<TableOutput> Outputs,
    IReadOnlyList<TableRule> Rules) : EmbeddedSyntax(0)
{
    public override Evaluator Compile(ExpressionCompiler compiler, Binding? scope)
    {
        var cell = new Binding(ExpressionCompiler.InputName, false, scope);
        return new CompiledTable(this,
            [.. Inputs.Select(input => compiler.Compile(input.Expression, scope))],
            [.. Inputs.Select(input => input.Allowed is null ? null : compiler.Compile(input.Allowed, cell))],
            [.. Rules.Select(rule => rule.Tests.Select(tests => compiler.Compile(tests, cell)).ToArray())],
            [.. Rules.Select(rule => rule.Outputs.Select(output => compiler.Compile(output, scope)).ToArray())],
            [.. Outputs.Select(output => output.Default is null ? null : compiler.Compile(output.Default, scope))],
            [.. Outputs.Select(output => output.Priorities.Select(value => compiler.Compile(value, scope)).ToArray())]).Evaluate;
    }
}
