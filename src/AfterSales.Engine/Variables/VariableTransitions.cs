using AfterSales.Bpmn.Interpretation;
using AfterSales.Engine.Commits;
using AfterSales.Feel.Values;

namespace AfterSales.Engine.Variables;

/// <summary>Variables set from outside.</summary>
internal static class VariableTransitions
{
    public static Outcome<Done> Set(Execution x, long scopeKey, FeelContext variables, bool local, Action<CommitContext>? alongside = null)
    {
        x.Alongside = alongside;
        if (x.Session.Elements.InstanceOf(scopeKey) is not { } instanceKey)
            return Failure.NotFound($"Expected element instance {scopeKey} to exist, but it does not.");
        if (x.Load(instanceKey) is not { } instance)
            return Failure.Conflict($"Expected process instance {instanceKey} to be active, but it has ended.");
        return x.Advance(instance, new SetVariables(scopeKey, variables, local)) is { } reason ? Failure.Conflict(reason) : default(Done);
    }
}
