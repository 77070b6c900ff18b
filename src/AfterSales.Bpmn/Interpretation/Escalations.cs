using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.State;
using AfterSales.Feel.Values;

namespace AfterSales.Bpmn.Interpretation;

/// <summary>
/// Escalations: thrown somewhere, caught by the nearest event around in the same instance. What nothing catches is gone (BPMN 2.0.2,
/// 10.5.6); it does not go on to a calling instance.
/// </summary>
internal static class Escalations
{
    public static void Throw(Run run, ElementInstance origin, string code) => Catching.Nearest(run, origin, code, Read)?.Happen(run, FeelContext.Empty);

    private static (bool Catches, string? Code) Read(CompiledElement element) => (element.Event is EscalationEvent, (element.Event as EscalationEvent)?.EscalationCode?.Text);
}
