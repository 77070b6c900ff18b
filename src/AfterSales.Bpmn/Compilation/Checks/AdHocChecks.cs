using AfterSales.Bpmn.Compilation.Elements;
using AfterSales.Bpmn.Model;
using AfterSales.Bpmn.Reading;

namespace AfterSales.Bpmn.Compilation.Checks;

/// <summary>What an ad-hoc sub-process contains (BPMN 2.0.2, 10.3.5): activities, and no start or end.</summary>
internal static class AdHocChecks
{
    /// <summary>Checks every ad-hoc sub-process and notes what can be begun in it.</summary>
    public static void Check(List<CompiledElement> elements, ProblemList problems)
    {
        foreach (var scope in elements.Where(element => element.Type == ElementType.AdHocSubProcess))
        {
            var content = elements.Where(element => element.ScopeIndex == scope.Index).ToList();
            foreach (var element in content.Where(element => element.Type is ElementType.StartEvent or ElementType.EndEvent))
                problems.Add(ProblemCodes.AdHocInvalid, element.Id, element.Line, "An ad-hoc sub-process has no start and end events: its activities are begun as they are needed.");
            scope.Activatable = [.. content.Where(CanBegin).Select(element => element.Index)];
            if (!content.Exists(element => element.Type.IsActivity() && CanBegin(element)))
                problems.Add(ProblemCodes.AdHocInvalid, scope.Id, scope.Line, "The ad-hoc sub-process has no activity to begin: each of them follows another, or there is none.");
        }
    }

    private static bool CanBegin(CompiledElement element) => element.Incoming.Count == 0 && !element.IsForCompensation
        && element.Type is not (ElementType.StartEvent or ElementType.EndEvent or ElementType.BoundaryEvent or ElementType.EventSubProcess);
}
