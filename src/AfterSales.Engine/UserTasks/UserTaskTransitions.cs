using AfterSales.Bpmn.Interpretation;
using AfterSales.Engine.Commits;
using AfterSales.Engine.Instances;
using AfterSales.Feel.Values;

namespace AfterSales.Engine.UserTasks;

/// <summary>What may happen to a user task, and the one place that says when it may not.</summary>
internal static class UserTaskTransitions
{
    public static Outcome<Done> Complete(Execution x, long key, FeelContext variables, Action<CommitContext>? alongside)
    {
        x.Alongside = alongside;
        var open = Open(x, key);
        if (!open.IsOk)
            return open.Failure;
        var task = open.Value;
        if (x.Load(task.InstanceKey) is not { } instance)
            return Failure.Conflict($"Expected process instance {task.InstanceKey} of user task {key} to be active, but it has ended.");
        return x.Advance(instance, new CompleteUserTask(key, task.ElementInstanceKey, variables)) is { } reason ? Failure.Conflict(reason) : default(Done);
    }

    public static Outcome<Done> Assign(Execution x, long key, string? assignee, bool allowOverride, Action<CommitContext>? alongside)
    {
        x.Alongside = alongside;
        if (assignee is not null && string.IsNullOrWhiteSpace(assignee))
            return Failure.Invalid($"Expected an assignee for user task {key}, but it is empty.");
        var open = Open(x, key);
        if (!open.IsOk)
            return open.Failure;
        var task = open.Value;
        if (assignee is not null && task.Assignee is not null && !allowOverride && task.Assignee != assignee)
            return Failure.Conflict($"Expected user task {key} to have no assignee, but it is assigned to '{task.Assignee}'.");
        x.Session.UserTasks.Assign(key, assignee);
        Note(x, task, assignee is null ? UserTaskOperations.Unassign : UserTaskOperations.Assign, assignee);
        return Changed(x, task, new UserTaskAssigned(key, task.ElementId, assignee, task.Assignee));
    }

    public static Outcome<Done> Update(Execution x, long key, UserTaskChanges changes, Action<CommitContext>? alongside)
    {
        x.Alongside = alongside;
        if (changes.Priority is < 0 or > 100)
            return Failure.Invalid($"Expected the priority of user task {key} to be 0 to 100, but it is {changes.Priority}.");
        var open = Open(x, key);
        if (!open.IsOk)
            return open.Failure;
        var task = open.Value;
        task = task with
        {
            DueDate = changes.ClearDueDate ? null : changes.DueDate ?? task.DueDate,
            FollowUpDate = changes.ClearFollowUpDate ? null : changes.FollowUpDate ?? task.FollowUpDate,
            CandidateGroups = changes.CandidateGroups ?? task.CandidateGroups,
            CandidateUsers = changes.CandidateUsers ?? task.CandidateUsers,
            Priority = changes.Priority ?? task.Priority,
        };
        x.Session.UserTasks.Update(task);
        Note(x, task, UserTaskOperations.Update, null);
        return Changed(x, task, new UserTaskUpdated(
            key, task.ElementId, task.DueDate, task.FollowUpDate, task.CandidateGroups, task.CandidateUsers, task.Priority));
    }

    private static void Note(Execution x, OpenUserTask task, string operation, string? assignee) =>
        x.Session.UserTasks.Note(x.Core.Keys.Next(), task, operation, assignee, x.Actor, x.Now);

    private static Outcome<OpenUserTask> Open(Execution x, long key)
    {
        if (x.Session.UserTasks.Find(key) is not { } task)
            return Failure.NotFound($"Expected user task {key} to exist, but it does not.");
        return task.State == UserTaskStates.Created
            ? task
            : Failure.Conflict($"Expected user task {key} to be created or assigned, but it is {InstanceTransitions.Words(task.State)}.");
    }

    private static Outcome<Done> Changed(Execution x, OpenUserTask task, Effect effect)
    {
        x.Show(x.Load(task.InstanceKey), effect);
        return default(Done);
    }
}
