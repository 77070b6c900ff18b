using AfterSales.Service.People;

namespace AfterSales.Service.Tasks;

/// <summary>
/// Who may do what with a waiting task. Work reaches a person as assignee, as candidate while nobody has the task, and
/// as the substitute of one of those who is away; admins may do everything.
/// </summary>
internal sealed class TaskAccess(People.Directory people, TimeProvider clock)
{
    public bool MayComplete(TaskRow task, IReadOnlyList<string> candidates, TaskActor actor) => actor switch
    {
        TaskActor.Customer customer => IsCustomers(task, customer),
        TaskActor.Staff { Person: { Active: true } person } => person.IsAdmin || (task.Assignee is null ? IsCandidate(candidates, person) : Holds(task, person)),
        _ => false,
    };

    /// <summary>Whether the task may be looked at: by all whom it can reach, and by those who see everything.</summary>
    public bool MayOpen(TaskRow task, IReadOnlyList<string> candidates, TaskActor actor) =>
        MayComplete(task, candidates, actor) || actor is TaskActor.Staff { Person: { Active: true } person }
            && (person.SeesEverything || IsCandidate(candidates, person) || IsAbove(person, task));

    public bool MayClaim(TaskRow task, IReadOnlyList<string> candidates, Person person) =>
        task.Assignee is null && person.Active && (person.IsAdmin || IsCandidate(candidates, person));

    /// <summary>Only a task that others could do can be given back.</summary>
    public bool MayReturn(TaskRow task, IReadOnlyList<string> candidates, Person person) =>
        task.Assignee is not null && candidates.Count > 0 && (person.IsAdmin || Holds(task, person));

    /// <summary>Holders pass on their own tasks; superiors of the holder, managers and admins any task of staff.</summary>
    public bool MayReassign(TaskRow task, Person person) =>
        person.Active && !IsCustomers(task) && (person.SeesEverything || Holds(task, person) || IsAbove(person, task));

    /// <summary>The one whom a person stands in for by doing this task; null when it is his own.</summary>
    public Person? OnBehalfOf(TaskRow task, IReadOnlyList<string> candidates, Person person)
    {
        if (task.Assignee == person.Id || (task.Assignee is null && IsCandidateHimself(candidates, person)))
            return null;
        return people.SubstitutedBy(person, clock.GetUtcNow())
            .FirstOrDefault(away => task.Assignee is null ? IsCandidateHimself(candidates, away) : task.Assignee == away.Id);
    }

    private bool Holds(TaskRow task, Person person) =>
        task.Assignee == person.Id
        || (task.Assignee is { } id && people.ById(id) is { } holder && people.ActingFor(holder, clock.GetUtcNow()).Id == person.Id);

    private bool IsCandidate(IReadOnlyList<string> candidates, Person person) =>
        IsCandidateHimself(candidates, person)
        || people.SubstitutedBy(person, clock.GetUtcNow()).Any(away => IsCandidateHimself(candidates, away));

    private static bool IsCandidateHimself(IReadOnlyList<string> candidates, Person person) =>
        person.IsIn(candidates) || candidates.Contains(TaskTable.UserPrefix + person.Id);

    private bool IsAbove(Person person, TaskRow task) =>
        task.Assignee is { } id && people.ById(id) is { } holder && people.Superior(holder)?.Id == person.Id;

    private static bool IsCustomers(TaskRow task, TaskActor.Customer customer) =>
        string.Equals(task.Assignee, customer.Id, StringComparison.OrdinalIgnoreCase);

    private static bool IsCustomers(TaskRow task) => task.Assignee?.StartsWith(TaskActor.CustomerPrefix, StringComparison.Ordinal) == true;
}
