using AfterSales.Service.People;

namespace AfterSales.Service.Tasks;

/// <summary>Moving tasks between people. Every move is in the timeline with who, to whom and why.</summary>
public sealed class TaskActions
{
    /// <summary>Takes a task of one's department. Taking one's own task again changes nothing.</summary>
    public Task<TaskChange> ClaimAsync(long taskKey, Person by, CancellationToken ct = default) => throw new NotImplementedException();

    /// <summary>Gives a task back to the department, with a reason.</summary>
    public Task<TaskChange> ReturnAsync(long taskKey, Person by, string reason, CancellationToken ct = default) => throw new NotImplementedException();

    /// <summary>Gives a task to somebody else, with a reason. Holders may pass on their own, managers and admins any.</summary>
    public Task<TaskChange> ReassignAsync(long taskKey, Person by, string toPersonId, string reason, CancellationToken ct = default) => throw new NotImplementedException();
}
