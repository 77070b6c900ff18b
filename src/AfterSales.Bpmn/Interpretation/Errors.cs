using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.State;
using AfterSales.Feel.Values;

namespace AfterSales.Bpmn.Interpretation;

/// <summary>Business errors: thrown somewhere, caught by the nearest boundary error event around, or by a calling instance.</summary>
internal static class Errors
{
    /// <summary>Whether something catches the error; nothing is changed by asking.</summary>
    public static bool IsCaught(Run run, ElementInstance origin, string code) =>
        Catcher(run, origin, code) is not null || run.State.Catchable.Catches(code);

    /// <summary>Ends what the error interrupts and goes on where it is caught. Only when <see cref="IsCaught"/>.</summary>
    public static void Throw(Run run, ElementInstance origin, string code, string? message, FeelContext variables)
    {
        if (Catcher(run, origin, code) is var (host, boundary))
        {
            Lifecycle.Terminate(run, host);
            run.EnterTriggered(boundary, host.ScopeKey, variables);
            return;
        }
        Lifecycle.Terminate(run, run.State.Find(run.State.ProcessInstanceKey)!);
        run.Write.FinishInstance(InstanceStatus.Errored, InstanceOutcome.Errored, variables, code, message);
    }

    public static StepFailure Unhandled(string code, string? message, long? jobKey = null) => new(
        IncidentType.UnhandledErrorEvent,
        $"The error '{code}'{(string.IsNullOrEmpty(message) ? "" : $" ({message})")} was thrown, but no boundary event catches it.",
        jobKey);

    /// <summary>Which errors would be caught if a child of this call activity ended with them.</summary>
    public static CatchableErrors Catchable(Run run, ElementInstance call)
    {
        var codes = new SortedSet<string>(run.State.Catchable.Codes, StringComparer.Ordinal);
        var all = run.State.Catchable.All;
        for (var host = call; host is not null; host = run.State.Find(host.ScopeKey))
            foreach (var (_, caught) in BoundaryErrors(run, host))
                if (caught is null)
                    all = true;
                else
                    codes.Add(caught);
        return new CatchableErrors(all, [.. codes]);
    }

    private static (ElementInstance Host, CompiledElement Boundary)? Catcher(Run run, ElementInstance origin, string code)
    {
        for (var host = origin; host is not null; host = run.State.Find(host.ScopeKey))
        {
            CompiledElement? catchAll = null;
            foreach (var (boundary, caught) in BoundaryErrors(run, host))
                if (caught == code)
                    return (host, boundary);
                else if (caught is null)
                    catchAll = boundary;
            if (catchAll is not null)
                return (host, catchAll);
        }
        return null;
    }

    private static IEnumerable<(CompiledElement Boundary, string? Code)> BoundaryErrors(Run run, ElementInstance host) => run.ElementOf(host).BoundaryEvents
        .Select(index => run.Process.Elements[index])
        .Where(boundary => boundary.Event is ErrorEvent)
        .Select(boundary => (boundary, ((ErrorEvent)boundary.Event!).ErrorCode?.Text));
}
