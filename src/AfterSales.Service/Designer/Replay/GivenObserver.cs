using AfterSales.Bpmn.Interpretation;
using AfterSales.Engine.Commits;
using AfterSales.Feel.Values;

namespace AfterSales.Service.Designer.Replay;

/// <summary>
/// Keeps what people decide and steps give, in the commit that takes it: one row for each completed task, job and message. Variables that
/// somebody corrects by hand are not among them.
/// </summary>
internal sealed class GivenObserver : IEngineObserver
{
    public void Observe(CommitContext commit)
    {
        if (commit.Instance is not { } instance || commit.Process is not { } process)
            return;
        for (var index = 0; index < commit.Effects.Count; index++)
            switch (commit.Effects[index])
            {
                case InstanceStarted when instance.ParentProcessInstanceKey is null:
                    GivenTable.Add(commit, instance.RootProcessInstanceKey, process.Id, process.Id, GivenKind.Start, Start(commit.Effects, index, instance.ProcessInstanceKey));
                    break;
                case UserTaskClosed { End: WaitEnd.Completed }:
                    Keep(commit, index, GivenKind.Task);
                    break;
                case JobClosed { End: WaitEnd.Completed }:
                    Keep(commit, index, GivenKind.Job);
                    break;
                case JobClosed { End: WaitEnd.ErrorThrown }:
                    Keep(commit, index, GivenKind.Error);
                    break;
                case MessageSubscriptionClosed { End: WaitEnd.Completed }:
                    Keep(commit, index, GivenKind.Message);
                    break;
            }
    }

    // What a case begins with stands in the root scope before anything is entered.
    private static FeelContext Start(IReadOnlyList<Effect> effects, int from, long root) => new(effects.Skip(from)
        .TakeWhile(effect => effect is not ElementActivated { Type: not Bpmn.Model.ElementType.Process })
        .OfType<VariableSet>().Where(set => set.ScopeKey == root).Select(set => KeyValuePair.Create(set.Name, set.Value)));

    // What was brought is set first; what output mappings make of it follows in other scopes, before the element is completed.
    private static void Keep(CommitContext commit, int from, GivenKind kind)
    {
        var (effects, sets) = (commit.Effects, new List<VariableSet>());
        for (var index = from + 1; index < effects.Count; index++)
            if (effects[index] is VariableSet set)
                sets.Add(set);
            else if (effects[index] is ElementCompleted completed)
            {
                var own = sets.Where(set => set.ScopeKey == completed.ElementInstanceKey).ToList();
                var given = new FeelContext((own.Count > 0 ? own : sets).Select(set => KeyValuePair.Create(set.Name, set.Value)));
                GivenTable.Add(commit, commit.Instance!.RootProcessInstanceKey, commit.Process!.Id, completed.ElementId, kind, kind == GivenKind.Error ? null : given);
                return;
            }
            else if (effects[index] is ElementTerminated terminated && kind == GivenKind.Error)
            {
                GivenTable.Add(commit, commit.Instance!.RootProcessInstanceKey, commit.Process!.Id, terminated.ElementId, kind, null);
                return;
            }
    }
}
