using AfterSales.Bpmn.Model;
using AfterSales.Bpmn.Reading;

namespace AfterSales.Bpmn.Compilation.Checks;

/// <summary>Every process, flow node and flow needs an id of its own: state, history and diagrams refer to it.</summary>
internal static class IdChecks
{
    public static void Check(BpmnModel model, ProblemList problems)
    {
        foreach (var (id, lines) in model.Ids)
            if (lines.Count > 1)
                problems.Add(ProblemCodes.IdDuplicate, id, lines[1], $"The id '{id}' is used {lines.Count} times, on lines {string.Join(", ", lines)}.");
        foreach (var process in model.Processes.Where(process => process.IsExecutable))
        {
            if (process.Id.Length == 0)
                problems.Add(ProblemCodes.IdMissing, null, process.Line, "The process has no id.");
            Check(process.Content, problems);
        }
    }

    private static void Check(FlowScope scope, ProblemList problems)
    {
        foreach (var node in scope.Nodes.Where(node => node.Id.Length == 0))
            problems.Add(ProblemCodes.IdMissing, null, node.Line, $"A <{node.Kind}> has no id.");
        foreach (var flow in scope.Flows.Where(flow => flow.Id.Length == 0))
            problems.Add(ProblemCodes.IdMissing, null, flow.Line, "A sequence flow has no id.");
        foreach (var node in scope.Nodes)
            if (node.Content is { } content)
                Check(content, problems);
    }
}
