using System.Text.RegularExpressions;
using AfterSales.Bpmn.Lint.Variables;

namespace AfterSales.Bpmn.Lint.Rules;

/// <summary>
/// LINT-39: what a step or flow takes is what those before it give. A variable that an expression reads is set on every path
/// before it; what a call takes back is set somewhere in the called flow; a condition on an answer names a field of a form and
/// one of its options. Variables that the process itself tests for null may be missing. What messages and jobs bring, and what
/// is read inside a sub-process, is not judged.
/// </summary>
internal sealed partial class NeighboursRule() : LintRule("LINT-39", LintSeverity.Warning)
{
    internal override IEnumerable<LintFinding> Check(LintedProcess process)
    {
        foreach (var finding in Calls(process).Concat(Reads(process)).Concat(Answers(process)))
            yield return finding;
    }

    internal override LintText? WhyNotJudged(LintedProcess process) =>
        process.Library.Forms is null ? LintTexts.Get("not-judged.forms")
        : process.Library.Workflows is null && process.Nodes.Any(node => node.IsCall()) ? LintTexts.Get("not-judged.workflows")
        : null;

    private IEnumerable<LintFinding> Calls(LintedProcess process)
    {
        foreach (var call in process.Nodes.Where(node => node.IsCall()))
        {
            if (ReferencedFlowRule.CalledId(call) is not { } id || process.Find(id) is not { } called)
                continue;
            var given = VariableFlow.Targets(call, "input").Append("case");
            var there = VariableFlow.SetAnywhere(called).Concat(given).ToHashSet(StringComparer.Ordinal);
            foreach (var source in VariableFlow.Sources(call, "output"))
                foreach (var name in VariableFlow.Variables(source, process.Library.Feel).Where(name => !there.Contains(name)))
                    yield return Finding(process, "not-given", call, null, ("called", process.NameOf(called.Model)), ("variable", name));
        }
    }

    private IEnumerable<LintFinding> Reads(LintedProcess process)
    {
        var flow = VariableFlow.Of(process);
        var feel = process.Library.Feel;
        foreach (var node in process.Graph.Nodes)
        {
            var seen = flow.Before(node).Union(flow.Own(node)).ToHashSet(StringComparer.Ordinal);
            foreach (var name in VariableFlow.Expressions(node).SelectMany(text => VariableFlow.Variables(text, feel)).Distinct().Where(name => !seen.Contains(name)))
                yield return Finding(process, "unset", node, null, ("variable", name));
        }
        foreach (var branch in process.Graph.Flows.Where(branch => branch.Condition is not null))
            foreach (var name in VariableFlow.Variables(branch.Condition!, feel).Where(name => !flow.After(process.Graph.Source(branch)).Contains(name)))
                yield return Finding(process, "unset", branch, null, ("variable", name));
    }

    private IEnumerable<LintFinding> Answers(LintedProcess process)
    {
        var fields = process.Tasks.Select(task => task.Zeebe("formDefinition")?["formId"]).OfType<string>().Distinct()
            .SelectMany(form => process.Library.Forms!.FieldsOf(form) ?? []).ToLookup(field => field.Key, field => field.Options, StringComparer.Ordinal);
        var roots = fields.Select(field => field.Key.Split('.')[0]).ToHashSet(StringComparer.Ordinal);
        foreach (var branch in process.Scopes.SelectMany(scope => scope.Flows).Where(branch => branch.Condition is not null))
            foreach (Match match in Comparison().Matches(branch.Condition!))
            {
                var (key, value) = (match.Groups["key"].Value, match.Groups["value"].Value);
                if (!roots.Contains(key.Split('.')[0]))
                    continue;
                if (!fields.Contains(key))
                    yield return Finding(process, "unknown-field", branch, null, ("field", key));
                else if (fields[key].Any(options => options.Count > 0) && !fields[key].Any(options => options.Contains(value)))
                    yield return Finding(process, "unknown-option", branch, null, ("field", key), ("value", value));
            }
    }

    /// <summary>The comparisons <c>root.field = "value"</c> in an expression.</summary>
    [GeneratedRegex(@"(?<key>[A-Za-z]\w*\.\w+)\s*!?=\s*""(?<value>[^""]*)""", RegexOptions.ExplicitCapture)]
    private static partial Regex Comparison();
}
