using AfterSales.Bpmn.Reading;

namespace AfterSales.Bpmn.Compilation;

/// <summary>One process per executable process of the file; with problems there are none and the file is refused.</summary>
public sealed record ProcessCompilation(IReadOnlyList<CompiledProcess> Processes, IReadOnlyList<BpmnProblem> Problems)
{
    public bool IsOk => Problems.Count == 0;
}
