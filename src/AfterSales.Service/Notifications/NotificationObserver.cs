using System.Globalization;
using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Interpretation;
using AfterSales.Engine.Commits;
using AfterSales.Engine.UserTasks;
using AfterSales.Service.Calendars;
using AfterSales.Service.Languages;
using AfterSales.Service.Mail.Templates;

namespace AfterSales.Service.Notifications;

/// <summary>
/// Tells people what the engine asks of them, in the commit that asks it: a new task, a task that changed hands, a case
/// that is stuck.
/// </summary>
internal sealed class NotificationObserver(
    TaskMails taskMails, INotifier notifier, TaskReceivers receivers, CalendarRegistry calendars, MailTemplates templates) : IEngineObserver
{
    public void Observe(CommitContext commit)
    {
        var closed = commit.Effects.OfType<UserTaskClosed>().Select(effect => effect.UserTaskKey).ToHashSet();
        foreach (var effect in commit.Effects)
            switch (effect)
            {
                case UserTaskCreated created when !closed.Contains(created.UserTaskKey):
                    Created(commit, created);
                    break;
                case UserTaskAssigned assigned:
                    Assigned(commit, assigned);
                    break;
                case UserTaskUpdated updated:
                    Updated(commit, updated);
                    break;
                case IncidentRaised incident:
                    Stuck(commit, incident);
                    break;
            }
    }

    private void Created(CommitContext commit, UserTaskCreated created)
    {
        var facts = NewTaskFacts.Of(created, commit.Process, commit.Now, calendars, templates.Has);
        TaskMailRows.Save(commit, facts);
        taskMails.Tell(commit, facts);
    }

    // Who takes a task or hands it on knows it; the one who gets it, or the department that has it back, does not.
    private void Assigned(CommitContext commit, UserTaskAssigned assigned)
    {
        if (TaskMailRows.Find(commit, assigned.UserTaskKey) is not { } facts)
            return;
        facts = facts with { Assignee = assigned.Assignee };
        TaskMailRows.Save(commit, facts);
        if (assigned.Assignee is null || assigned.Assignee != commit.Actor)
            taskMails.Tell(commit, facts, exceptPersonId: commit.Actor);
    }

    private static void Updated(CommitContext commit, UserTaskUpdated updated)
    {
        if (TaskMailRows.Find(commit, updated.UserTaskKey) is not { } facts)
            return;
        TaskMailRows.Save(commit, facts with
        {
            CandidateGroups = updated.CandidateGroups,
            CandidateUsers = updated.CandidateUsers,
            DueAt = updated.DueDate,
            // The first calculation no longer explains a due time that was moved.
            Why = updated.DueDate == facts.DueAt ? facts.Why : new Dictionary<string, string>(),
        });
    }

    // A step that fails in many cases at once fills nobody's mailbox: one mail per step and hour.
    private void Stuck(CommitContext commit, IncidentRaised incident)
    {
        var facts = CaseFacts.OfVariable(commit.Instance?.FindVariable(incident.ElementInstanceKey, "case"));
        var hour = commit.Now.ToString("yyyyMMddHH", CultureInfo.InvariantCulture);
        foreach (var owner in receivers.Owners())
            notifier.Enqueue(commit, StuckMail.Of(owner, commit.Process, incident, facts, commit.Now) with
            {
                DedupeKey = $"incident:{commit.Process?.Id}:{incident.ElementId}:{hour}:{owner.Id}",
            });
    }
}
