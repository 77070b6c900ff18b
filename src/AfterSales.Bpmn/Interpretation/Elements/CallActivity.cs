using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.State;
using AfterSales.Feel.Values;

namespace AfterSales.Bpmn.Interpretation.Elements;

/// <summary>Runs another process and waits for it to end.</summary>
internal sealed class CallActivity : ElementBehavior
{
    public override StepFailure? Activate(Run run, CompiledElement element, ElementInstance instance) => Request(run, element, instance);

    /// <summary>The child could not be started or failed: ask for a new one.</summary>
    public override StepFailure? Retry(Run run, CompiledElement element, ElementInstance instance) => Request(run, element, instance);

    /// <summary>The child completed with these variables.</summary>
    public static void ChildFinished(Run run, CompiledElement element, ElementInstance instance, FeelContext variables)
    {
        run.Write.ForgetChild(instance);
        run.Write.ResolveIncident(instance);
        if (element.Outputs.Count > 0 || element.Call!.PropagateAllChildVariables)
            run.Variables.Receive(instance, element, variables);
        run.Complete(instance);
    }

    public override void Terminate(Run run, ElementInstance instance) => run.Write.CancelChild(instance);

    private static StepFailure? Request(Run run, CompiledElement element, ElementInstance instance)
    {
        var call = element.Call!;
        var id = run.Expressions.Text(call.ProcessId, "process id", instance);
        if (id.Failure is not null)
            return id.Failure;
        var variables = call.PropagateAllParentVariables ? run.Variables.Visible(instance) : new FeelContext(instance.Variables);
        run.Write.RequestChild(instance, new ChildRequested(
            run.Write.NextKey(), instance.Key, element.Id, id.Value, call.Binding, call.VersionTag, variables, Errors.Catchable(run, instance)));
        return null;
    }
}
