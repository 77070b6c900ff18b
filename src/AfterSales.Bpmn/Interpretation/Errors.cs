using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.State;
using AfterSales.Feel.Values;

namespace AfterSales.Bpmn.Interpretation;

/// <summary>Business errors: thrown somewhere, caught by the nearest event around, or by a calling instance.</summary>
internal static class Errors
{
    /// <summary>Whether something catches the error; nothing is changed by asking.</summary>
    public static bool IsCaught(Run run, ElementInstance origin, string code) =>
        Catching.Nearest(run, origin, code, Read) is not null || run.State.Catchable.Catches(code);

    /// <summary>Ends what the error interrupts and goes on where it is caught. Only when <see cref="IsCaught"/>.</summary>
    public static void Throw(Run run, ElementInstance origin, string code, string? message, FeelContext variables)
    {
        if (Catching.Nearest(run, origin, code, Read) is { } catching)
        {
            catching.Happen(run, variables);
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
            foreach (var caught in run.ElementOf(host).BoundaryEvents.Select(index => run.Process.Elements[index]).Concat(EventSubProcesses.Starts(run, run.ElementOf(host))).SelectMany(element => element.Events).Select(Read))
                if (!caught.Catches)
                    continue;
                else if (caught.Code is null)
                    all = true;
                else
                    codes.Add(caught.Code);
        return new CatchableErrors(all, [.. codes]);
    }

    private static (bool Catches, string? Code) Read(EventDefinition definition) => (definition is ErrorEvent, (definition as ErrorEvent)?.ErrorCode?.Text);
}
