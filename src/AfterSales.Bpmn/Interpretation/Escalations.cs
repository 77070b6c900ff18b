using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.State;
using AfterSales.Feel.Values;

namespace AfterSales.Bpmn.Interpretation;

/// <summary>
/// Escalations: thrown somewhere, caught by the nearest event around, in the same instance or in one that called it (BPMN 2.0.2,
/// 10.5.6). What nothing catches is gone.
/// </summary>
internal static class Escalations
{
    public static void Throw(Run run, ElementInstance origin, string code)
    {
        if (Catching.Nearest(run, origin, code, Read) is { } catching)
            catching.Happen(run, FeelContext.Empty);
        else if (run.State.ParentElementInstanceKey is not null)
            run.Write.Tell(new EscalationPassed(origin.Key, code));
    }

    private static (bool Catches, string? Code) Read(EventDefinition definition) => (definition is EscalationEvent, (definition as EscalationEvent)?.EscalationCode?.Text);
}
