using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Interpretation;
using AfterSales.Bpmn.State;
using AfterSales.Engine.Commits;
using AfterSales.Engine.UserTasks;
using AfterSales.Service.Languages;
using AfterSales.Service.Records;
using AfterSales.Service.Tasks;
using AfterSales.Service.Timeline;
using AfterSales.Service.Workflows;

namespace AfterSales.Service.Cases;

/// <summary>
/// Follows every command of the engine and keeps, in the same commit, what people see of it: which instances belong to a
/// case, its status, its tasks and its timeline. Tasks of processes outside any case are kept as well.
/// </summary>
internal sealed class CaseObserver(CaseLinks links) : IEngineObserver
{
    public void Observe(CommitContext commit)
    {
        if (commit.Instance is not { } instance || commit.Process is not { } process)
            return;
        // Most commands of programs (a job that is handed out, say) have nothing for a case.
        if (!commit.Effects.Any(effect => IsTold(process, effect)))
            return;
        var caseNumber = links.Of(commit);
        foreach (var effect in commit.Effects)
        {
            Follow(commit, process, instance, caseNumber, effect);
            if (effect is InstanceStarted)
                links.Settle(commit, instance.ProcessInstanceKey, caseNumber);
        }
    }

    private static bool IsTold(CompiledProcess process, Effect effect) => effect switch
    {
        ElementActivated activated => process.Element(activated.ElementId).Properties.ContainsKey(ElementProperties.CaseStatus),
        InstanceStarted or InstanceFinished or UserTaskCreated or UserTaskClosed or UserTaskAssigned or UserTaskUpdated or IncidentRaised or IncidentResolved => true,
        _ => false,
    };

    private static void Follow(CommitContext commit, CompiledProcess process, InstanceState instance, string? caseNumber, Effect effect)
    {
        switch (effect)
        {
            case InstanceStarted when caseNumber is not null:
                CaseProcessTable.Add(commit, caseNumber, instance);
                if (instance.ParentProcessInstanceKey is not null)
                    Tell(commit, caseNumber, TimelineKinds.ProcessStarted, process);
                break;
            case InstanceFinished finished when caseNumber is not null:
                CaseProcessTable.End(commit, instance.ProcessInstanceKey);
                if (instance.ParentProcessInstanceKey is not null && finished.Outcome == InstanceOutcome.Completed)
                    Tell(commit, caseNumber, TimelineKinds.ProcessFinished, process);
                break;
            case ElementActivated activated when caseNumber is not null:
                TakeStatus(commit, caseNumber, process.Element(activated.ElementId));
                break;
            case UserTaskCreated created:
                TaskTable.Add(commit, caseNumber, created, process.Element(created.ElementId));
                break;
            case UserTaskClosed closed:
                TaskTable.End(commit, closed);
                break;
            case UserTaskAssigned assigned:
                TaskTable.Assign(commit, assigned.UserTaskKey, assigned.Assignee);
                break;
            case UserTaskUpdated updated:
                TaskTable.Update(commit, updated);
                break;
            case IncidentRaised raised when caseNumber is not null:
                TellIncident(commit, caseNumber, process.Element(raised.ElementId), raised.Message);
                break;
            case IncidentResolved when caseNumber is not null && instance.Status == InstanceStatus.Active:
                CaseTimeline.Add(commit, new TimelineEntry(caseNumber, TimelineKinds.IncidentResolved) { Actor = commit.Actor });
                break;
        }
    }

    private static void TakeStatus(CommitContext commit, string caseNumber, CompiledElement element)
    {
        if (!element.Properties.TryGetValue(ElementProperties.CaseStatus, out var code) || !CaseStatusCodes.TryParse(code, out var status))
            return;
        CaseTable.SetStatus(commit, caseNumber, status);
    }

    private static void Tell(CommitContext commit, string caseNumber, string kind, CompiledProcess process) =>
        CaseTimeline.Add(commit, new TimelineEntry(caseNumber, kind)
        {
            Actor = commit.Actor,
            Facts = new Dictionary<string, TimelineValue> { ["process"] = TimelineValue.Of(PartNames.Of(process)) },
        });

    private static void TellIncident(CommitContext commit, string caseNumber, CompiledElement element, string message) =>
        CaseTimeline.Add(commit, new TimelineEntry(caseNumber, TimelineKinds.IncidentRaised)
        {
            Facts = new Dictionary<string, TimelineValue>
            {
                ["step"] = TimelineValue.Of(PartNames.Of(element)),
                ["message"] = TimelineValue.Of(message),
            },
        });
}
