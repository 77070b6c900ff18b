using AfterSales.Service.Languages;
using AfterSales.Service.People;
using AfterSales.Service.TaskLinks;

namespace AfterSales.Service.Notifications;

/// <summary>Somebody to be told of a task, and why him.</summary>
/// <param name="StandsInFor">The absent person whose work he does; null when it is his own.</param>
internal sealed record TaskReceiver(Person Person, Person? StandsInFor, TaskLinkPurpose Purpose = TaskLinkPurpose.Work);

/// <summary>Who is told of a task: everybody who can do it, and for those who are away their substitutes.</summary>
internal sealed class TaskReceivers(People.Directory directory)
{
    /// <summary>
    /// The holder, or while there is none all candidates. A task that nobody can do is told to the process owners, so
    /// that it is not forgotten.
    /// </summary>
    public IReadOnlyList<TaskReceiver> Of(string? assignee, IEnumerable<string> groups, IEnumerable<string> users, DateTimeOffset now)
    {
        IEnumerable<Person> meant = assignee is not null
            ? Known(assignee)
            : users.SelectMany(Known).Concat(groups.SelectMany(directory.InGroup));
        var receivers = meant.Where(person => person.Active)
            .Select(person => (Person: directory.ActingFor(person, now), Meant: person))
            .GroupBy(pair => pair.Person.Id)
            // Who is meant himself is not told that he stands in for a colleague as well.
            .Select(same => same.FirstOrDefault(pair => pair.Meant.Id == pair.Person.Id) is { Person: not null } own ? own : same.First())
            .Select(pair => new TaskReceiver(pair.Person, pair.Meant.Id == pair.Person.Id ? null : pair.Meant))
            .ToList();
        return receivers.Count > 0 ? receivers : [.. Owners().Select(owner => new TaskReceiver(owner, null, TaskLinkPurpose.Decide))];
    }

    /// <summary>Who is responsible for the workflows themselves: process owners, else managers, else administrators.</summary>
    public IReadOnlyList<Person> Owners()
    {
        foreach (var role in (string[])[AccountRoles.ProcessOwner, AccountRoles.Manager, AccountRoles.Admin])
            if (directory.WithAccountRole(role) is { Count: > 0 } people)
                return people;
        return [];
    }

    private IEnumerable<Person> Known(string id) => directory.ById(id) is { } person ? [person] : [];
}
