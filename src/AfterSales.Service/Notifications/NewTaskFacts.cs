using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Interpretation;
using AfterSales.Service.Calendars;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Notifications;

/// <summary>What mails say about a user task that has just begun, read from the diagram and the variables it sees.</summary>
internal static class NewTaskFacts
{
    /// <summary>Property of a user task: the template of its mail instead of <c>task</c> or <c>task-for-customer</c>.</summary>
    public const string TemplateProperty = "mail.template";

    /// <param name="hasTemplate">Whether there is a mail template of a name.</param>
    public static TaskFacts Of(UserTaskCreated created, CompiledProcess? process, DateTimeOffset now, CalendarRegistry calendars, Func<string, bool> hasTemplate)
    {
        var element = process?.FindElement(created.ElementId);
        return new TaskFacts
        {
            Key = created.UserTaskKey,
            Name = element is null ? new LocalText(created.ElementId) : NameOf(element),
            Assignee = created.Assignee,
            CandidateGroups = created.CandidateGroups,
            CandidateUsers = created.CandidateUsers,
            Template = TemplateOf(created, element, hasTemplate),
            DueAt = created.DueDate,
            Why = Why.Of(created, process, now, calendars),
            Case = CaseFacts.OfVariables(created.Variables),
        };
    }

    public static LocalText NameOf(ModelPart part) =>
        new(part.Name ?? part.Id, part.Properties.GetValueOrDefault("name.fa"), part.Properties.GetValueOrDefault("name.zh"));

    // A template the diagram names and nobody has must not stop the case: the ordinary mail goes out. A customer's form may
    // have a mail of its own name (the survey has); for staff such a name is chance: the form that writes a mail is named like it.
    private static string? TemplateOf(UserTaskCreated created, CompiledElement? element, Func<string, bool> hasTemplate)
    {
        var isCustomers = created.Assignee?.StartsWith(TaskLinks.TaskLinks.CustomerPrefix, StringComparison.Ordinal) == true;
        var named = element?.Properties.GetValueOrDefault(TemplateProperty) ?? (isCustomers ? created.FormId : null);
        return named is not null && hasTemplate(named) ? named : null;
    }
}
