using AfterSales.Engine;
using AfterSales.Engine.UserTasks;
using Microsoft.AspNetCore.DataProtection;

namespace AfterSales.Service.TaskLinks;

/// <summary>
/// Links that open one task for one person. The token only says who and what; whether it still opens the task is decided
/// by the task's own state each time.
/// </summary>
public sealed class TaskLinks
{
    /// <summary>How a customer is named as assignee, in tokens and in timelines; the address follows.</summary>
    public const string CustomerPrefix = "customer:";

    private readonly ProcessEngine _engine;
    private readonly IDataProtector _protector;
    private readonly TaskAuthority _authority;
    private readonly TimeProvider _time;
    private volatile bool _prepared;

    public TaskLinks(ProcessEngine engine, IDataProtectionProvider protection, People.Directory directory, TimeProvider time)
    {
        _engine = engine;
        _protector = protection.CreateProtector("AfterSales.TaskLinks", "v1");
        _authority = new TaskAuthority(directory);
        _time = time;
    }

    /// <summary>
    /// Loads the keys, and makes the first one. Has to be done before the first link, since keys are written through the
    /// engine's writer, on which links are issued; the host does it at start.
    /// </summary>
    public async Task PrepareAsync(CancellationToken ct = default)
    {
        await _engine.PrepareAsync(ct);
        await Task.Run(() => _protector.Protect([0]), ct);
        _prepared = true;
    }

    /// <summary>A URL-safe token. <paramref name="personId"/> is a person's id or <c>customer:address</c>.</summary>
    public string Issue(long taskKey, string personId, DateTimeOffset expires, TaskLinkPurpose purpose = TaskLinkPurpose.Work) =>
        _prepared
            ? new TaskLinkToken(taskKey, personId, purpose, expires).Protect(_protector)
            : throw new InvalidOperationException("Links cannot be issued before TaskLinks.PrepareAsync has run.");

    /// <summary>What the link is good for now. Changes nothing.</summary>
    /// <param name="submittedTaskKey">The task a submission says it is for, to be compared with the token's.</param>
    public async Task<TaskLinkResult> OpenAsync(string token, long? submittedTaskKey = null, CancellationToken ct = default)
    {
        if (TaskLinkToken.Unprotect(token, _protector) is not { } link)
            return new TaskLinkResult.Tampered();
        if (submittedTaskKey is { } submitted && submitted != link.TaskKey)
            return new TaskLinkResult.OtherTask(link.TaskKey, submitted);
        var task = await _engine.UserTasks.GetAsync(link.TaskKey, ct);
        return Judge(link, task);
    }

    // What became of the task says more than that the link is old.
    private TaskLinkResult Judge(TaskLinkToken link, UserTaskRow? task) => task switch
    {
        null => new TaskLinkResult.TaskGone(link.TaskKey, link.PersonId),
        { State: UserTaskStates.Completed } => new TaskLinkResult.Used(link.TaskKey, link.PersonId, task.CompletedBy, task.CompletionDate),
        { State: not UserTaskStates.Created } => new TaskLinkResult.TaskGone(link.TaskKey, link.PersonId),
        _ when _time.GetUtcNow() >= link.Expires => new TaskLinkResult.Expired(link.TaskKey, link.PersonId, link.Expires),
        _ when !IsAllowed(link, task) => new TaskLinkResult.Reassigned(link.TaskKey, link.PersonId, task.Assignee),
        _ => new TaskLinkResult.Ok(link.TaskKey, link.PersonId, link.Purpose),
    };

    private bool IsAllowed(TaskLinkToken link, UserTaskRow task) => link.Purpose == TaskLinkPurpose.Decide
        ? _authority.MayDecide(task, link.PersonId)
        : _authority.MayWork(task, link.PersonId, _time.GetUtcNow());
}
