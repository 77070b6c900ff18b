namespace AfterSales.Service.TaskLinks;

/// <summary>
/// What a link is good for at this moment. Only <see cref="Ok"/> lets anybody act; all others say why not, so that the
/// page can tell it kindly.
/// </summary>
public abstract record TaskLinkResult
{
    private TaskLinkResult() { }

    /// <summary>The link may be used.</summary>
    /// <param name="PersonId">Who the link was made for; for a customer the assignee <c>customer:address</c>.</param>
    public sealed record Ok(long TaskKey, string PersonId, TaskLinkPurpose Purpose) : TaskLinkResult
    {
        /// <summary>The link belongs to a customer, who has no account.</summary>
        public bool IsCustomer => PersonId.StartsWith(TaskLinks.CustomerPrefix, StringComparison.Ordinal);
    }

    /// <summary>The link is genuine and too old; the task may still wait.</summary>
    public sealed record Expired(long TaskKey, string PersonId, DateTimeOffset At) : TaskLinkResult;

    /// <summary>The task is done: by whom (null when the engine was not told) and when.</summary>
    public sealed record Used(long TaskKey, string PersonId, string? DoneBy, DateTimeOffset? DoneAt) : TaskLinkResult
    {
        /// <summary>The one who opens the link did it himself: a second submission, not a lost race.</summary>
        public bool ByHimself => DoneBy == PersonId;
    }

    /// <summary>The task waits for somebody else now; null when nobody in particular.</summary>
    public sealed record Reassigned(long TaskKey, string PersonId, string? To) : TaskLinkResult;

    /// <summary>The task was withdrawn or never existed in this database.</summary>
    public sealed record TaskGone(long TaskKey, string PersonId) : TaskLinkResult;

    /// <summary>The link is genuine and was made for another task than the one submitted with it.</summary>
    public sealed record OtherTask(long TaskKey, long SubmittedTaskKey) : TaskLinkResult;

    /// <summary>Not a link of ours: cut off in the mail, altered, or made up.</summary>
    public sealed record Tampered : TaskLinkResult;
}

/// <summary>What a link lets its owner do.</summary>
public enum TaskLinkPurpose : byte
{
    /// <summary>Do the task.</summary>
    Work = 0,

    /// <summary>Look at a task that is late and decide: somebody above those who should do it.</summary>
    Decide = 1,
}
