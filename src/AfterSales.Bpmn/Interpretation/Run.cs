using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Interpretation.Elements;
using AfterSales.Bpmn.State;
using AfterSales.Feel;
using AfterSales.Feel.Values;

namespace AfterSales.Bpmn.Interpretation;

/// <summary>
/// One <see cref="Interpreter.Advance"/>: what elements read and ask for while tokens move. Steps wait in a queue, so that
/// long ways through a process need no stack, and parallel branches move side by side.
/// </summary>
internal sealed class Run
{
    private readonly Queue<(ElementInstance Instance, bool Completes)> steps = new();
    private int activations;

    public Run(CompiledProcess process, InstanceState state, InterpreterContext context)
    {
        Process = process;
        State = state;
        Context = context;
        Write = new StateWriter(state, context);
        Expressions = new Expressions(state, Write, new FeelEnvironment(context.Now, context.Zone));
        Variables = new Variables(this);
        Waits = new Waits(this);
    }

    public CompiledProcess Process { get; }

    public InstanceState State { get; }

    public InterpreterContext Context { get; }

    public StateWriter Write { get; }

    public Expressions Expressions { get; }

    public Variables Variables { get; }

    public Waits Waits { get; }

    public CompiledElement ElementOf(ElementInstance instance) => Process.Element(instance.ElementId, instance.Type);

    /// <summary>A token enters an element.</summary>
    public void Enter(CompiledElement element, long scopeKey) => Activate(Write.Create(element, scopeKey));

    /// <summary>The activation of an element instance that was just made, or whose activation failed before.</summary>
    public void Activate(ElementInstance instance) => steps.Enqueue((instance, false));

    /// <summary>A token enters an event that has happened already; it is left at once.</summary>
    public void EnterTriggered(CompiledElement element, long scopeKey, FeelContext variables)
    {
        var instance = Write.Create(element, scopeKey);
        Write.SetState(instance, ElementState.Active);
        Variables.Receive(instance, element, variables);
        Complete(instance);
    }

    /// <summary>An element did what it is there for.</summary>
    public void Complete(ElementInstance instance) => steps.Enqueue((instance, true));

    /// <summary>Moves every token until all of them wait.</summary>
    public void ToTheEnd()
    {
        do
        {
            while (steps.TryDequeue(out var step))
                Make(step.Instance, step.Completes);
        }
        while (Joins.Release(this) || Conditions.Fire(this));
        Joins.ReportStuck(this);
    }

    public void Fail(ElementInstance instance, StepFailure failure)
    {
        if (instance.Incident is null)
            Write.RaiseIncident(instance, failure);
    }

    private void Make(ElementInstance instance, bool completes)
    {
        // An error or a terminate event may have ended it while it waited for its turn.
        if (State.Find(instance.Key) != instance)
            return;
        var failure = completes ? Lifecycle.Complete(this, instance) : Bounded(instance);
        if (failure is not null)
            Fail(instance, failure);
    }

    private StepFailure? Bounded(ElementInstance instance) => ++activations > Context.MaximumSteps
        ? new StepFailure(IncidentType.Unknown, FormattableString.Invariant($"More than {Context.MaximumSteps} elements were activated in one step without waiting: is this an endless loop? Resolving this incident lets as many again run."))
        : Lifecycle.Activate(this, instance);
}
