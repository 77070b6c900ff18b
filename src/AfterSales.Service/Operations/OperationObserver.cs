using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Interpretation;
using AfterSales.Bpmn.Interpretation.Migration;
using AfterSales.Bpmn.Interpretation.Modification;
using AfterSales.Engine.Commits;
using AfterSales.Service.Audit;
using AfterSales.Service.Cases;
using AfterSales.Service.Notifications;
using AfterSales.Service.Timeline;
using AfterSales.Service.Workflows;

namespace AfterSales.Service.Operations;

/// <summary>
/// What operators do to running cases, told on their timelines; and the rows of the domain that name versions and elements follow an
/// instance that goes over to another version. Runs after the observer of cases and before all that looks those rows up.
/// </summary>
/// <remarks>
/// A task keeps its form, its record, its people and its due time: they were agreed when it was given. Only the name is that of the
/// new version.
/// </remarks>
internal sealed class OperationObserver : IEngineObserver
{
    public void Observe(CommitContext commit)
    {
        if (commit is not { Instance: { } instance, Process: { } process })
            return;
        foreach (var effect in commit.Effects)
            // What was called is held and goes on with its caller: that is told once.
            if (effect is InstanceSuspended or InstanceResumed && instance.ParentProcessInstanceKey is not null)
                continue;
            else if (effect is InstanceMigrated or InstanceModified or InstanceSuspended or InstanceResumed)
                Follow(commit, process, effect, CaseTable.OfInstance(commit, instance.ProcessInstanceKey) ?? CaseTable.OfInstance(commit, instance.RootProcessInstanceKey));
    }

    private static void Follow(CommitContext commit, CompiledProcess process, Effect effect, string? caseNumber)
    {
        var facts = new Dictionary<string, TimelineValue> { ["process"] = TimelineValue.Of(PartNames.Of(process)) };
        if (commit.Reason is { Length: > 0 } reason)
            facts["reason"] = TimelineValue.Of(reason);
        if (effect is InstanceMigrated migrated)
        {
            facts["from"] = TimelineValue.Of((decimal)OperationTable.Version(commit));
            facts["to"] = TimelineValue.Of((decimal)commit.Definition!.Version);
            Move(commit, process, migrated);
        }
        else if (effect is InstanceModified modified)
        {
            facts["begun"] = Names(process, modified.Activated);
            facts["ended"] = Names(process, modified.Terminated);
        }
        if (caseNumber is null && commit.Actor is not null)
            AuditLog.Add(commit, EngineAudit.Operation(Kind(effect), commit.Instance!.ProcessInstanceKey, facts));
        if (caseNumber is not null)
            CaseTimeline.Add(commit, new TimelineEntry(caseNumber, Kind(effect)) { Actor = commit.Actor, Facts = facts });
    }

    private static void Move(CommitContext commit, CompiledProcess process, InstanceMigrated migrated)
    {
        OperationTable.MoveInstance(commit, process);
        foreach (var element in migrated.Elements)
        {
            if (process.FindElement(element.ToElementId) is { } to && element.UserTaskKey is { } task)
                MoveTask(commit, task, to);
            OperationTable.MoveElement(commit, element);
        }
        foreach (var wait in migrated.Waits.Where(wait => wait.IsTimer && wait.FromElementId != wait.ToElementId))
            OperationTable.MoveTimer(commit, wait);
    }

    private static void MoveTask(CommitContext commit, long task, CompiledElement to)
    {
        var name = PartNames.Of(to);
        OperationTable.MoveTask(commit, task, to.Id, name);
        if (TaskMailRows.Find(commit, task) is { } facts && facts.Name != name)
            TaskMailRows.Save(commit, facts with { Name = name });
    }

    private static TimelineValue Names(CompiledProcess process, IReadOnlyList<string> ids)
    {
        var names = ids.Select(id => process.FindElement(id) is { } element ? PartNames.Of(element) : new Languages.LocalText(id)).ToList();
        return TimelineValue.Of(new Languages.LocalText(
            string.Join(", ", names.Select(name => name.English)), string.Join("، ", names.Select(name => name.Persian ?? name.English)), string.Join("、", names.Select(name => name.Chinese ?? name.English))));
    }

    private static string Kind(Effect effect) => effect switch
    {
        InstanceMigrated => TimelineKinds.ProcessMigrated,
        InstanceModified => TimelineKinds.ProcessModified,
        InstanceSuspended => TimelineKinds.ProcessSuspended,
        _ => TimelineKinds.ProcessResumed,
    };
}
