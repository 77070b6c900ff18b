using AfterSales.Bpmn.Model;

namespace AfterSales.Bpmn.Reading;

/// <summary>The model, or what is wrong with the file. With problems there is no model.</summary>
public sealed record BpmnRead(BpmnModel? Model, IReadOnlyList<BpmnProblem> Problems)
{
    public bool IsOk => Model is not null;
}
