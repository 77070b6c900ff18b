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
    /// happened. A trigger that no longer applies changes nothing; <see cref="AdvanceResult.Applied"/> says so.
    /// </summary>
    public static AdvanceResult Advance(CompiledProcess process, InstanceState state, Trigger trigger, InterpreterContext context) =>
        throw new NotImplementedException($"{process} {state} {trigger} {context}");
}
