using AfterSales.Bpmn.Reading;

namespace AfterSales.Bpmn.Compilation;

/// <summary>Collects what stands in the way, so that a process owner sees all of it at once.</summary>
internal sealed class ProblemList
{
    private readonly List<BpmnProblem> problems = [];

    public int Count => problems.Count;

    public void Add(string code, string? elementId, int line, string message) =>
        problems.Add(new BpmnProblem(code, string.IsNullOrEmpty(elementId) ? null : elementId, line, message));

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<BpmnProblem> InOrder() => [.. problems.OrderBy(problem => problem.Line)];
}
