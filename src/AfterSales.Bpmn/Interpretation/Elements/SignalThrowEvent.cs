using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.State;
using AfterSales.Feel.Values;

namespace AfterSales.Bpmn.Interpretation.Elements;

/// <summary>Throws a signal, in the middle of a way or at its end; what its input mappings made its own goes with it.</summary>
internal sealed class SignalThrowEvent : ElementBehavior
{
    public override StepFailure? Activate(Run run, CompiledElement element, ElementInstance instance)
    {
        var name = Name(run, (SignalEvent)element.Event!, instance);
        if (name.Failure is not null)
            return name.Failure;
        Throw(run, element, instance, name.Value);
        run.Complete(instance);
        return null;
    }

    internal static Step<string> Name(Run run, SignalEvent signal, ElementInstance instance) => run.Expressions.Text(signal.SignalName, "signal name", instance);

    internal static void Throw(Run run, CompiledElement element, ElementInstance instance, string name) =>
        run.Write.Tell(new SignalThrown(instance.Key, element.Id, name, new FeelContext(instance.Variables)));
}
