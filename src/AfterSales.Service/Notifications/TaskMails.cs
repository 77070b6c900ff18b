using AfterSales.Engine.Commits;
using AfterSales.Service.Languages;
using AfterSales.Service.People;

namespace AfterSales.Service.Notifications;

/// <summary>Writes the mail "this task waits for you" to whom it concerns, each with his own link.</summary>
internal sealed class TaskMails(INotifier notifier, TaskReceivers receivers)
{
    private const string ForStaff = "task";
    private const string ForCustomer = "task-for-customer";

    /// <summary>Tells everybody who can do the task now, except <paramref name="exceptPersonId"/>, who knows already.</summary>
    public void Tell(CommitContext commit, TaskFacts task, string? exceptPersonId = null)
    {
        foreach (var notification in Of(task, commit.Now, exceptPersonId))
            notifier.Enqueue(commit, notification);
    }

    /// <summary>The mails that tell everybody who can do the task now.</summary>
    public IEnumerable<Notification> Of(TaskFacts task, DateTimeOffset now, string? exceptPersonId = null) =>
        task.Assignee?.StartsWith(TaskLinks.TaskLinks.CustomerPrefix, StringComparison.Ordinal) == true ? [ToCustomer(task)] : ToStaff(task, now, exceptPersonId);

    private IEnumerable<Notification> ToStaff(TaskFacts task, DateTimeOffset now, string? exceptPersonId)
    {
        var told = receivers.Of(task.Assignee, task.CandidateGroups, task.CandidateUsers, now);
        return told.Where(receiver => receiver.Person.Id != exceptPersonId).Select(receiver => new Notification(task.Template ?? ForStaff, Receiver.Of(receiver.Person))
        {
            CaseNumber = task.Case?.Number,
            TaskKey = task.Key,
            LinkPurpose = receiver.Purpose,
            Model = new Dictionary<string, object?>
            {
                ["task"] = new Dictionary<string, object?>
                {
                    ["group"] = told.Count > 1 ? GroupNames(task) : null,
                    ["standInFor"] = receiver.StandsInFor?.Name,
                },
            },
        });
    }

    private static Notification ToCustomer(TaskFacts task)
    {
        var address = task.Assignee![TaskLinks.TaskLinks.CustomerPrefix.Length..];
        var isOfCase = string.Equals(task.Case?.CustomerEmail, address, StringComparison.OrdinalIgnoreCase);
        var receiver = isOfCase
            ? task.Case!.Customer
            : Receiver.Customer(address, address, task.Case?.Language ?? Language.English);
        return new Notification(task.Template ?? ForCustomer, receiver with { Id = task.Assignee })
        {
            CaseNumber = task.Case?.Number,
            TaskKey = task.Key,
        };
    }

    private static LocalText? GroupNames(TaskFacts task)
    {
        string In(Language language) => string.Join(TextCatalog.For(language)["mail.comma"], task.CandidateGroups.Select(group => RoleCatalog.Default.NameOf(group).In(language)));
        return task.CandidateGroups.Count == 0 ? null : new LocalText(In(Language.English), In(Language.Persian), In(Language.Chinese));
    }
}
