using AfterSales.Engine.UserTasks;
using AfterSales.Service.People;
using Directory = AfterSales.Service.People.Directory;

namespace AfterSales.Service.Escalation;

/// <summary>Whose a task is: who holds it, and who may take it.</summary>
internal readonly record struct TaskHolders(string? Assignee, IReadOnlyList<string> CandidateGroups, IReadOnlyList<string> CandidateUsers)
{
    public static TaskHolders Of(UserTaskRow task) => new(task.Assignee, task.CandidateGroups, task.CandidateUsers);
}

/// <summary>Finds the people that a rung tells, as things stand now. Substitutes stand in for those who are away; nobody is named twice.</summary>
internal sealed class ReceiverLookup(Directory people)
{
    public IReadOnlyList<Person> Find(EscalationNotice notice, UserTaskRow task, string? ownerDepartment, DateTimeOffset now) =>
        Find(notice, TaskHolders.Of(task), ownerDepartment, now);

    public IReadOnlyList<Person> Find(EscalationNotice notice, TaskHolders task, string? ownerDepartment, DateTimeOffset now) =>
        [.. Named(notice, task, ownerDepartment).Select(person => people.ActingFor(person, now)).DistinctBy(person => person.Id)];

    /// <summary>Those who should do the task: who holds it, else everyone who could take it.</summary>
    public IReadOnlyList<Person> Workers(UserTaskRow task) => Workers(TaskHolders.Of(task));

    /// <inheritdoc cref="Workers(UserTaskRow)"/>
    public IReadOnlyList<Person> Workers(TaskHolders task)
    {
        if (task.Assignee is { Length: > 0 } assignee)
            return people.ById(assignee) is { Active: true } holder ? [holder] : [];
        return [.. task.CandidateUsers.Select(people.ById).OfType<Person>().Where(person => person.Active)
            .Concat(task.CandidateGroups.SelectMany(people.InGroup))
            .DistinctBy(person => person.Id)];
    }

    private IEnumerable<Person> Named(EscalationNotice notice, TaskHolders task, string? ownerDepartment) => notice.To switch
    {
        EscalationReceiver.Assignee => Workers(task),
        EscalationReceiver.Superior => Above(Workers(task)),
        EscalationReceiver.SuperiorOfSuperior => Above(Above(Workers(task))),
        EscalationReceiver.Group => notice.Group is { } group ? people.InGroup(group) : [],
        _ => ProcessOwners(ownerDepartment),
    };

    private IEnumerable<Person> Above(IEnumerable<Person> persons) =>
        persons.Select(people.Superior).OfType<Person>().DistinctBy(person => person.Id);

    private IReadOnlyList<Person> ProcessOwners(string? department)
    {
        var owners = people.WithAccountRole(AccountRoles.ProcessOwner);
        var own = department is null ? [] : owners.Where(person => person.Groups.Contains(department)).ToList();
        return own.Count > 0 ? own : owners;
    }
}
