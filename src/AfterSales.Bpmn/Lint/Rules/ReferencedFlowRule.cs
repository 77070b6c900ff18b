using AfterSales.Bpmn.Model;

namespace AfterSales.Bpmn.Lint.Rules;

/// <summary>LINT-10: a referenced flow exists, and flows do not call each other without end. Computed process ids are not judged.</summary>
internal sealed class ReferencedFlowRule() : LintRule("LINT-10", LintSeverity.Error)
{
    internal override IEnumerable<LintFinding> Check(LintedProcess process)
    {
        foreach (var call in process.Nodes.Where(node => node.IsCall()))
        {
            if (CalledId(call) is not { } called)
                continue;
            if (process.Find(called) is null)
            {
                if (process.Library.Workflows is not null)
                    yield return Finding(process, "missing", call, null, ("called", called));
            }
            else if (MustCall(process, call) && CallsBack(process, called, process.Id, []) is { } way)
                yield return Finding(process, "endless", call, null, ("way", string.Join(" → ", way.Prepend(process.Id))));
        }
    }

    internal override LintText? WhyNotJudged(LintedProcess process) =>
        process.Library.Workflows is null && process.Nodes.Any(node => node.IsCall()) ? LintTexts.Get("not-judged.workflows") : null;

    internal static string? CalledId(FlowNode call) =>
        call.Zeebe("calledElement")?["processId"] is { } id && id[0] != '=' ? id : null;

    /// <summary>Whether no instance can end without this call: with the call taken away no end can be reached.</summary>
    private static bool MustCall(LintedProcess process, FlowNode call)
    {
        if (process.Graph.Find(call.Id) is null)
            return false;
        var reached = process.Graph.Reach(process.Graph.Nodes.Where(node => node.IsStart() || node.Instantiates()), node => process.Graph.Next(node).Where(next => next != call));
        return !reached.Any(node => node.IsEnd());
    }

    private static IReadOnlyList<string>? CallsBack(LintedProcess process, string from, string to, HashSet<string> seen)
    {
        if (from == to)
            return [to];
        if (!seen.Add(from) || process.Find(from) is not { } called)
            return null;
        foreach (var call in called.Nodes.Where(node => node.IsCall() && CalledId(node) is not null && MustCall(called, node)))
            if (CallsBack(process, CalledId(call)!, to, seen) is { } way)
                return [from, .. way];
        return null;
    }
}
