using AfterSales.Bpmn.Interpretation.Modification;
using AfterSales.Engine.Commits;
using AfterSales.Engine.Instances;

namespace AfterSales.Engine.Operations;

/// <summary>Moves the tokens of a running instance as an operator says.</summary>
internal static class ModificationTransitions
{
    public static Outcome<Done> Modify(Execution x, long key, ModifyInstance modify, Action<CommitContext>? alongside, string? reason)
    {
        (x.Alongside, x.Reason) = (alongside, reason);
        if (modify is { Activations.Count: 0, Terminations.Count: 0, Moves.Count: 0 })
            return Failure.Invalid("Expected at least one element to activate, move or terminate, but there is none.");
        if (x.Session.Instances.Find(key) is not { } head)
            return Failure.NotFound($"Expected process instance {key} to exist, but it does not.");
        if (head.State != InstanceStates.Active || x.Load(key) is not { } instance)
            return Failure.Conflict($"Expected process instance {key} to be active, but it is {InstanceTransitions.Words(head.State)}.");
        return x.Advance(instance, modify) is { } problem ? Failure.Conflict(problem) : default(Done);
    }
}
