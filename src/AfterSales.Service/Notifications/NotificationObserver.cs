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
    /// <summary>Property of a user task: the template of its mail instead of <c>task</c> or <c>task-for-customer</c>.</summary>
    public const string TemplateProperty = "mail.template";

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
        var element = commit.Process?.FindElement(created.ElementId);
        var facts = new TaskFacts
        {
            Key = created.UserTaskKey,
            Name = element is null ? new LocalText(created.ElementId) : NameOf(element),
            Assignee = created.Assignee,
            CandidateGroups = created.CandidateGroups,
            CandidateUsers = created.CandidateUsers,
            Template = TemplateOf(created, element),
            DueAt = created.DueDate,
            Why = Why.Of(created, commit, calendars),
            Case = CaseFacts.OfVariables(created.Variables),
        };
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
        var element = commit.Process?.FindElement(incident.ElementId);
        var facts = CaseFacts.OfVariable(commit.Instance?.FindVariable(incident.ElementInstanceKey, "case"));
        var hour = commit.Now.ToString("yyyyMMddHH", CultureInfo.InvariantCulture);
        foreach (var owner in receivers.Owners())
            notifier.Enqueue(commit, new Notification("incident", Receiver.Of(owner))
            {
                Case = facts,
                DedupeKey = $"incident:{commit.Process?.Id}:{incident.ElementId}:{hour}:{owner.Id}",
                Model = new Dictionary<string, object?>
                {
                    ["incident"] = new Dictionary<string, object?>
                    {
                        ["step"] = element is null ? incident.ElementId : NameOf(element),
                        ["process"] = commit.Process is { } process ? NameOf(process) : null,
                        ["elementId"] = incident.ElementId,
                        ["message"] = incident.Message,
                        ["headline"] = TextCatalog.For(owner.Language)["mail.incident.headline"],
                        ["at"] = commit.Now,
                    },
                },
            });
    }

    // A template the diagram names and nobody has must not stop the case: the ordinary mail goes out. A customer's form may
    // have a mail of its own name (the survey has); for staff such a name is chance: the form that writes a mail is named like it.
    private string? TemplateOf(UserTaskCreated created, CompiledElement? element)
    {
        var isCustomers = created.Assignee?.StartsWith(TaskLinks.TaskLinks.CustomerPrefix, StringComparison.Ordinal) == true;
        var named = element?.Properties.GetValueOrDefault(TemplateProperty) ?? (isCustomers ? created.FormId : null);
        return named is not null && templates.Has(named) ? named : null;
    }

    private static LocalText NameOf(ModelPart part) =>
        new(part.Name ?? part.Id, part.Properties.GetValueOrDefault("name.fa"), part.Properties.GetValueOrDefault("name.zh"));
}
