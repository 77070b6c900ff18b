using AfterSales.Engine.UserTasks;
using AfterSales.Service.People;

namespace AfterSales.Service.TaskLinks;

/// <summary>
/// Who a waiting task waits for at this moment. A link opens a task only for one of those, whatever was true when the
/// link was sent.
/// </summary>
internal sealed class TaskAuthority(People.Directory directory)
{
    /// <summary>Whether the person may do the task: the one it is assigned to, or while nobody has it, any candidate; and who stands in for one of those.</summary>
    public bool MayWork(UserTaskRow task, string personId, DateTimeOffset now)
    {
        if (IsSame(task.Assignee, personId))
            return IsCustomer(personId) || directory.ById(personId) is { Active: true };
        if (directory.ById(personId) is not { Active: true } person)
            return false;
        return task.Assignee is { } assignee
            ? directory.ById(assignee) is { } holder && directory.ActingFor(holder, now).Id == person.Id
            : IsCandidate(task, person) || directory.SubstitutedBy(person, now).Any(away => IsCandidate(task, away));
    }

    /// <summary>Whether the person stands above those who should do the task, or sees everything anyway.</summary>
    public bool MayDecide(UserTaskRow task, string personId)
    {
        if (directory.ById(personId) is not { Active: true } person)
            return false;
        return person.SeesEverything || Holders(task).Any(holder => IsAbove(person, holder));
    }

    private IEnumerable<Person> Holders(UserTaskRow task) =>
        task.Assignee is { } assignee
            ? directory.ById(assignee) is { } holder ? [holder] : []
            : task.CandidateGroups.SelectMany(directory.InGroup).Concat(task.CandidateUsers.Select(directory.ById).OfType<Person>());

    // A ring of superiors is a mistake of data, not a reason to hang.
    private bool IsAbove(Person superior, Person holder)
    {
        var seen = new HashSet<string>();
        for (var above = directory.Superior(holder); above is not null && seen.Add(above.Id); above = directory.Superior(above))
            if (above.Id == superior.Id)
                return true;
        return false;
    }

    private static bool IsCandidate(UserTaskRow task, Person person) =>
        task.CandidateUsers.Contains(person.Id) || person.IsIn(task.CandidateGroups);

    private static bool IsCustomer(string personId) => personId.StartsWith(TaskLinks.CustomerPrefix, StringComparison.Ordinal);

    // Addresses are compared without regard to case, ids of persons exactly.
    private static bool IsSame(string? assignee, string personId) =>
        string.Equals(assignee, personId, IsCustomer(personId) ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
}
