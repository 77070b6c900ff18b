using AfterSales.Engine;
using AfterSales.Engine.Commits;
using AfterSales.Service.People;
using AfterSales.Service.Timeline;

namespace AfterSales.Service.Tasks;

/// <summary>Moving tasks between people. Every move is in the timeline with who, to whom and why.</summary>
public sealed class TaskActions(ProcessEngine engine, TaskQueries tasks, People.Directory people)
{
    private const int LongestReason = 1000;

    /// <summary>Takes a task of one's department. Taking one's own task again changes nothing.</summary>
    public async Task<TaskChange> ClaimAsync(long taskKey, Person by, CancellationToken ct = default)
    {
        var (row, why) = await tasks.ForAsync(taskKey, by, (task, candidates) => task.Assignee == by.Id || tasks.Access.MayClaim(task, candidates, by), ct);
        if (row is null)
            return why;
        if (row.Assignee == by.Id)
            return new TaskChange.Done();
        var claimed = await engine.UserTasks.AssignAsync(
            taskKey, by.Id, allowOverride: false, by.Id, commit => Tell(commit, row, TimelineKinds.TaskClaimed, by, null, null), ct);
        return await AnswerAsync(claimed, taskKey, by, ct);
    }

    /// <summary>Gives a task back to the department, with a reason.</summary>
    public async Task<TaskChange> ReturnAsync(long taskKey, Person by, string reason, CancellationToken ct = default)
    {
        if (WhatIsWrong(reason) is { } wrong)
            return wrong;
        var (row, why) = await tasks.ForAsync(taskKey, by, (task, candidates) => tasks.Access.MayReturn(task, candidates, by), ct);
        if (row is null)
            return why;
        var returned = await engine.UserTasks.UnassignAsync(
            taskKey, by.Id, commit => Tell(commit, row, TimelineKinds.TaskReturned, by, null, reason), ct);
        return await AnswerAsync(returned, taskKey, by, ct);
    }

    /// <summary>Gives a task to somebody else, with a reason. Holders may pass on their own, managers and admins any.</summary>
    public async Task<TaskChange> ReassignAsync(long taskKey, Person by, string toPersonId, string reason, CancellationToken ct = default)
    {
        if (WhatIsWrong(reason) is { } wrong)
            return wrong;
        if (people.ById(toPersonId) is not { Active: true } receiver)
            return new TaskChange.Invalid("tasks.unknownPerson");
        var (row, why) = await tasks.ForAsync(taskKey, by, (task, _) => tasks.Access.MayReassign(task, by), ct);
        if (row is null)
            return why;
        var assigned = await engine.UserTasks.AssignAsync(
            taskKey, receiver.Id, allowOverride: true, by.Id, commit => Tell(commit, row, TimelineKinds.TaskReassigned, by, receiver, reason), ct);
        return await AnswerAsync(assigned, taskKey, by, ct);
    }

    private static TaskChange.Invalid? WhatIsWrong(string reason) =>
        string.IsNullOrWhiteSpace(reason) ? new TaskChange.Invalid("tasks.reasonMissing")
        : reason.Length > LongestReason ? new TaskChange.Invalid("tasks.reasonTooLong")
        : null;

    /// <summary>A refusal of the engine means that the task changed since we looked: says how it stands now.</summary>
    private async Task<TaskChange> AnswerAsync(Outcome<Done> outcome, long taskKey, Person by, CancellationToken ct) =>
        outcome.IsOk ? new TaskChange.Done() : await tasks.WhyNotNowAsync(taskKey, by, ct);

    private static void Tell(CommitContext commit, TaskRow row, string kind, Person by, Person? to, string? reason)
    {
        if (row.CaseNumber is not { } caseNumber)
            return;
        var facts = TaskTable.Facts(row.Name, row.Role, to?.Id);
        if (reason is not null)
            facts["reason"] = TimelineValue.Of(reason.Trim());
        CaseTimeline.Add(commit, new TimelineEntry(caseNumber, kind) { Actor = by.Id, TaskKey = row.Key, Facts = facts });
    }
}
