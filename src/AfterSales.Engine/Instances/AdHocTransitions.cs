using AfterSales.Bpmn.Interpretation;
using AfterSales.Engine.Commits;
using AfterSales.Engine.History;

namespace AfterSales.Engine.Instances;

/// <summary>What somebody begins in an ad-hoc sub-process.</summary>
internal static class AdHocTransitions
{
    public static Outcome<Done> Activate(Execution x, long adHocKey, IReadOnlyList<AdHocActivation> activities, Action<CommitContext>? alongside)
    {
        x.Alongside = alongside;
        if (activities.Count == 0)
            return Failure.Invalid("Expected at least one activity to begin, but there is none.");
        if (x.Session.Elements.InstanceOf(adHocKey) is not (> 0 and var instanceKey))
            return Failure.NotFound($"Expected element instance {adHocKey} to exist, but it does not.");
        if (x.Load(instanceKey) is not { } instance)
            return Failure.Conflict($"Expected the process instance of element instance {adHocKey} to be active, but it has ended.");
        return x.Advance(instance, new ActivateAdHoc(adHocKey, activities)) is { } reason ? Failure.Conflict(reason) : default(Done);
    }
}
