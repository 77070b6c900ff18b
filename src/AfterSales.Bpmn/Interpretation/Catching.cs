using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.State;
using AfterSales.Feel.Values;

namespace AfterSales.Bpmn.Interpretation;

/// <summary>What catches an error or an escalation.</summary>
/// <param name="Host">The activity with the boundary event, or the scope of the event sub-process.</param>
/// <param name="Event">The boundary event, or the start event of the event sub-process.</param>
internal sealed record Catching(ElementInstance Host, CompiledElement Event)
{
    /// <summary>
    /// The nearest around the origin, inner scopes before outer ones; in each the event sub-processes before what stands on its
    /// border, and a code of its own before one that catches all. What is thrown in an event sub-process is not caught by those of its own scope.
    /// </summary>
    public static Catching? Nearest(Run run, ElementInstance origin, string code, Func<EventDefinition, (bool Catches, string? Code)> read)
    {
        ElementInstance? inner = null;
        for (var host = origin; host is not null; host = run.State.Find(host.ScopeKey))
        {
            var element = run.ElementOf(host);
            var begun = inner is { Type: Model.ElementType.EventSubProcess } ? [] : EventSubProcesses.Starts(run, element);
            var events = Best(begun) ?? Best(element.BoundaryEvents.Select(index => run.Process.Elements[index]));
            if (events is not null)
                return new Catching(host, events);
            inner = host;
        }
        return null;

        CompiledElement? Best(IEnumerable<CompiledElement> events)
        {
            CompiledElement? all = null;
            foreach (var (element, definition) in events.SelectMany(element => element.Events.Select(definition => (element, definition))))
                if (read(definition) is (true, var caught))
                {
                    if (caught == code)
                        return element;
                    if (caught is null)
                        all ??= element;
                }
            return all;
        }
    }

    /// <summary>Ends what it interrupts and goes on here.</summary>
    public void Happen(Run run, FeelContext variables)
    {
        if (Event.AttachedTo is not null)
            Elements.BoundaryEvent.Fire(run, Event, Host, variables);
        else
            EventSubProcesses.Begin(run, run.Process.Elements[Event.ScopeIndex], Host, variables);
    }
}
