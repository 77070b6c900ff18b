using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.State;

namespace AfterSales.Bpmn.Interpretation.Elements;

/// <summary>
/// Throws everything it has definitions for (BPMN 2.0.2, 10.5.4, multiple): signals and its message, then escalations. A message that a
/// worker sends comes last; the event waits for the worker.
/// </summary>
internal sealed class MultipleThrowEvent : ElementBehavior
{
    public override StepFailure? Activate(Run run, CompiledElement element, ElementInstance instance)
    {
        // Everything is worked out before the first is thrown: what is thrown cannot be taken back.
        var signals = new List<string>();
        var escalations = new List<string>();
        foreach (var definition in element.Events)
        {
            var text = definition is SignalEvent signal
                ? SignalThrowEvent.Name(run, signal, instance)
                : run.Expressions.Text(((EscalationEvent)definition).EscalationCode!, "escalation code", instance);
            if (text.Failure is not null)
                return text.Failure;
            (definition is SignalEvent ? signals : escalations).Add(text.Value);
        }
        var message = element.Publish is null ? new Step<MessageSent>(null!, null) : SendingElement.Prepare(run, element, instance);
        var job = element.Job is null ? new Step<JobCreated>(null!, null) : JobTask.Prepare(run, element, instance);
        if ((message.Failure ?? job.Failure) is { } failure)
            return failure;
        foreach (var name in signals)
            SignalThrowEvent.Throw(run, element, instance, name);
        if (message.Value is { } sent)
            run.Write.Tell(sent);
        // What an interrupting event catches ends this element too: then nothing more is thrown, and there is nothing left to complete.
        for (var next = 0; next < escalations.Count && run.State.Find(instance.Key) == instance; next++)
            Escalations.Throw(run, instance, escalations[next]);
        if (run.State.Find(instance.Key) != instance)
            return null;
        if (job.Value is { } work)
            run.Write.OpenJob(instance, work);
        else
            run.Complete(instance);
        return null;
    }

    public override void Terminate(Run run, ElementInstance instance) => run.Write.CloseJob(instance, WaitEnd.Canceled);
}
