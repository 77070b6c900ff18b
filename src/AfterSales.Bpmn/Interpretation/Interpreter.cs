using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.State;

namespace AfterSales.Bpmn.Interpretation;

/// <summary>
/// Runs processes: takes one trigger, moves every token as far as it can go without waiting, and tells what happened.
/// Pure but for the state it is given: no clock, no random numbers, no input or output of its own.
/// </summary>
public static class Interpreter
{
    /// <summary>
    /// Changes <paramref name="state"/> by <paramref name="trigger"/> and returns the effects in the order in which they
    /// happened. A trigger that no longer applies changes nothing; <see cref="AdvanceResult.Applied"/> says so. An exception
    /// is a bug or a foreign state, and leaves <paramref name="state"/> half changed: read it anew from where it is stored.
    /// </summary>
    /// <exception cref="KeyNotFoundException">The state names an element that <paramref name="process"/> does not have: it belongs to another process.</exception>
    public static AdvanceResult Advance(CompiledProcess process, InstanceState state, Trigger trigger, InterpreterContext context)
    {
        var run = new Run(process, state, context);
        if (Triggers.Apply(run, trigger) is { } reason)
            return AdvanceResult.NotApplicable(reason);
        run.ToTheEnd();
        return AdvanceResult.With(run.Write.Effects);
    }
}
