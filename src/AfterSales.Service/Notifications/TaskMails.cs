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
        if (task.Assignee?.StartsWith(TaskLinks.TaskLinks.CustomerPrefix, StringComparison.Ordinal) == true)
            TellCustomer(commit, task);
        else
            TellStaff(commit, task, exceptPersonId);
    }

    private void TellStaff(CommitContext commit, TaskFacts task, string? exceptPersonId)
    {
        var told = receivers.Of(task.Assignee, task.CandidateGroups, task.CandidateUsers, commit.Now);
        foreach (var receiver in told.Where(receiver => receiver.Person.Id != exceptPersonId))
            notifier.Enqueue(commit, new Notification(task.Template ?? ForStaff, Receiver.Of(receiver.Person))
            {
                CaseNumber = task.Case?.Number,
                TaskKey = task.Key,
                LinkPurpose = receiver.Purpose,
                Model = new Dictionary<string, object?>
                {
                    ["task"] = new Dictionary<string, object?>
                    {
                        ["group"] = told.Count > 1 ? GroupNames(task, receiver.Person.Language) : null,
                        ["standInFor"] = receiver.StandsInFor?.Name,
                    },
                },
            });
    }

    private void TellCustomer(CommitContext commit, TaskFacts task)
    {
        var address = task.Assignee![TaskLinks.TaskLinks.CustomerPrefix.Length..];
        var isOfCase = string.Equals(task.Case?.CustomerEmail, address, StringComparison.OrdinalIgnoreCase);
        var receiver = isOfCase
            ? task.Case!.Customer
            : Receiver.Customer(address, address, task.Case?.Language ?? Language.English);
        notifier.Enqueue(commit, new Notification(task.Template ?? ForCustomer, receiver with { Id = task.Assignee })
        {
            CaseNumber = task.Case?.Number,
            TaskKey = task.Key,
        });
    }

    private static string? GroupNames(TaskFacts task, Language language) => task.CandidateGroups.Count == 0
        ? null
        : string.Join(TextCatalog.For(language)["mail.comma"], task.CandidateGroups.Select(group => RoleCatalog.Default.NameOf(group).In(language)));
}
