using AfterSales.Service.People;

namespace AfterSales.Service.Tasks;

/// <summary>Who has what to do. Reads only; opening a task changes nothing.</summary>
public sealed class TaskQueries
{
    /// <summary>Open tasks of a view, the most pressing first (due time, then age). At most 500.</summary>
    public Task<IReadOnlyList<TaskListItem>> InboxAsync(Person reader, InboxView view, CancellationToken ct = default) => throw new NotImplementedException();

    /// <summary>How many tasks each view holds for this person.</summary>
    public Task<InboxCounts> CountsAsync(Person reader, CancellationToken ct = default) => throw new NotImplementedException();

    /// <summary>The task for one who wants to do it, or why it is not there for him.</summary>
    public Task<TaskLookup> GetAsync(long taskKey, TaskActor reader, CancellationToken ct = default) => throw new NotImplementedException();

    /// <summary>The open tasks of a case, earliest due first.</summary>
    public Task<IReadOnlyList<TaskListItem>> OfCaseAsync(string caseNumber, CancellationToken ct = default) => throw new NotImplementedException();
}
