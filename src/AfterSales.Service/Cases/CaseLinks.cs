using AfterSales.Bpmn.Interpretation;
using AfterSales.Bpmn.State;
using AfterSales.Engine.Commits;
using AfterSales.Engine.Instances;
using AfterSales.Feel.Values;

namespace AfterSales.Service.Cases;

/// <summary>
/// Which case an instance belongs to, for observers, who ask with every command. It is settled by the commit that starts the instance and never
/// changes, so what is known is remembered; not more than ten thousand instances, about a megabyte.
/// </summary>
internal sealed class CaseLinks
{
    private readonly RecentlyUsed<string> _known = new(10_000);

    /// <summary>The case of the instance that the command moved: its own, that of its caller, or the one its variables name.</summary>
    public string? Of(CommitContext commit) => commit.Instance is not { } instance ? null
        : Of(commit, instance.ProcessInstanceKey)
        ?? (instance.RootProcessInstanceKey == instance.ProcessInstanceKey ? null : Of(commit, instance.RootProcessInstanceKey))
        ?? NumberInVariables(instance);

    /// <returns>The number of the case; null for instances outside any case.</returns>
    public string? Of(CommitContext commit, long instanceKey)
    {
        if (_known.TryGet(instanceKey, out var known))
            return known.Length > 0 ? known : null;
        var number = CaseTable.OfInstance(commit, instanceKey);
        // While it is being started, somebody may still give it a case.
        if (!commit.Effects.Any(effect => effect is InstanceStarted))
            Note(instanceKey, number);
        return number;
    }

    /// <summary>What the commit settles, known once it is on disk.</summary>
    public void Settle(CommitContext commit, long instanceKey, string? number) => commit.AfterCommit(() => Note(instanceKey, number));

    /// <summary>Processes that were started with a case by somebody else than the intake, a timer for example.</summary>
    private static string? NumberInVariables(InstanceState instance) =>
        instance.FindVariable(instance.ProcessInstanceKey, "case") is FeelContext context && context["number"] is FeelString number ? number.Value : null;

    private void Note(long instanceKey, string? number) => _known.Set(instanceKey, number ?? "");
}
