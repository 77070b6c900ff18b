namespace AfterSales.Service.TaskLinks;

/// <summary>
/// Links that open one task for one person. The token only says who and what; whether it still opens the task is decided
/// by the task's own state each time.
/// </summary>
public sealed class TaskLinks
{
    /// <summary>How a customer is named as assignee, in tokens and in timelines; the address follows.</summary>
    public const string CustomerPrefix = "customer:";

    /// <summary>A URL-safe token. <paramref name="personId"/> is a person's id or <c>customer:address</c>.</summary>
    public string Issue(long taskKey, string personId, DateTimeOffset expires, TaskLinkPurpose purpose = TaskLinkPurpose.Work) => throw new NotImplementedException();

    /// <summary>What the link is good for now. Changes nothing.</summary>
    /// <param name="submittedTaskKey">The task a submission says it is for, to be compared with the token's.</param>
    public Task<TaskLinkResult> OpenAsync(string token, long? submittedTaskKey = null, CancellationToken ct = default) => throw new NotImplementedException();
}
