using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Interpretation;
using AfterSales.Engine.Commits;
using AfterSales.Engine.UserTasks;
using AfterSales.Service.Storage;
using AfterSales.Service.Tasks.Drafts;
using AfterSales.Service.Timeline;
using AfterSales.Service.Workflows;

namespace AfterSales.Service.Tasks;

/// <summary>
/// Tasks as people see them, kept beside the engine's own rows: with names in three languages, their department and
/// their case, so that lists need no diagram.
/// </summary>
internal static class TaskTable
{
    /// <summary>How a task ended.</summary>
    public const string Completed = "completed";

    public const string Cancelled = "cancelled";

    /// <summary>What a candidate who is one person is written down with before the id.</summary>
    public const string UserPrefix = "user:";

    public static void Add(CommitContext commit, string? caseNumber, UserTaskCreated task, CompiledElement element)
    {
        var name = PartNames.Of(element);
        var role = RoleOf(task, element);
        commit.Execute(
            """
            INSERT INTO tasks (task_key, case_number, instance_key, definition_key, element_id, name_en, name_fa, name_zh, role, record_id,
                assignee, priority, created_at, due_at)
            VALUES (@Key, @caseNumber, @InstanceKey, @DefinitionKey, @ElementId, @English, @Persian, @Chinese, @role, @Record,
                @Assignee, @Priority, @Now, @DueAt)
            """,
            new
            {
                Key = task.UserTaskKey, caseNumber, InstanceKey = commit.Instance!.ProcessInstanceKey,
                DefinitionKey = commit.Instance.ProcessDefinitionKey, task.ElementId, name.English, name.Persian, name.Chinese, role,
                Record = element.Properties.GetValueOrDefault(ElementProperties.Record),
                task.Assignee, task.Priority, Now = commit.Now.ToStored(), DueAt = task.DueDate.ToStored(),
            });
        AddCandidates(commit, task.UserTaskKey, task.CandidateGroups, task.CandidateUsers);
        if (caseNumber is not null)
            CaseTimeline.Add(commit, new TimelineEntry(caseNumber, TimelineKinds.TaskCreated)
            {
                TaskKey = task.UserTaskKey,
                Facts = Facts(name, role, task.Assignee),
            });
    }

    /// <summary>Closes a task and tells it; who completed it is the commit's actor.</summary>
    public static void End(CommitContext commit, UserTaskClosed closed)
    {
        var done = closed.End == WaitEnd.Completed;
        var (caseNumber, english, persian, chinese, role, hasDraft) = commit.First<(string?, string, string?, string?, string?, long)>(
            """
            UPDATE tasks SET ended_as = @EndedAs, ended_at = @Now, completed_by = @By WHERE task_key = @Key
            RETURNING case_number, name_en, name_fa, name_zh, role, has_draft
            """,
            new { EndedAs = done ? Completed : Cancelled, Now = commit.Now.ToStored(), By = done ? commit.Actor : null, Key = closed.UserTaskKey });
        if (hasDraft != 0)
            TaskDrafts.EndWithTask(commit, closed.UserTaskKey);
        if (caseNumber is null)
            return;
        CaseTimeline.Add(commit, new TimelineEntry(caseNumber, done ? TimelineKinds.TaskCompleted : TimelineKinds.TaskCancelled)
        {
            Actor = done ? commit.Actor : null,
            TaskKey = closed.UserTaskKey,
            Facts = Facts(new(english, persian, chinese), role, null),
        });
    }

    public static void Assign(CommitContext commit, long taskKey, string? assignee) =>
        commit.Execute("UPDATE tasks SET assignee = @assignee WHERE task_key = @taskKey", new { taskKey, assignee });

    public static void Update(CommitContext commit, UserTaskUpdated updated)
    {
        commit.Execute(
            "UPDATE tasks SET due_at = @DueAt, priority = @Priority WHERE task_key = @Key",
            new { DueAt = updated.DueDate.ToStored(), updated.Priority, Key = updated.UserTaskKey });
        commit.Execute("DELETE FROM task_candidates WHERE task_key = @Key", new { Key = updated.UserTaskKey });
        AddCandidates(commit, updated.UserTaskKey, updated.CandidateGroups, updated.CandidateUsers);
    }

    public static Dictionary<string, TimelineValue> Facts(Languages.LocalText name, string? role, string? assignee)
    {
        var facts = new Dictionary<string, TimelineValue> { ["task"] = TimelineValue.Of(name) };
        if (assignee is not null)
            facts["for"] = TimelineValue.Person(assignee);
        else if (role is not null)
            facts["for"] = TimelineValue.Role(role);
        if (role is not null)
            facts["role"] = TimelineValue.Role(role);
        return facts;
    }

    /// <summary>The department whose step it is: the only candidate group where there is one, else the lane's.</summary>
    private static string? RoleOf(UserTaskCreated task, CompiledElement element) =>
        task.CandidateGroups is [var only] ? only : element.Lane?.Role ?? (task.CandidateGroups is [var first, ..] ? first : null);

    private static void AddCandidates(CommitContext commit, long taskKey, IReadOnlyList<string> groups, IReadOnlyList<string> users)
    {
        foreach (var candidate in groups.Concat(users.Select(user => UserPrefix + user)).Distinct())
            commit.Execute("INSERT INTO task_candidates (task_key, candidate) VALUES (@taskKey, @candidate)", new { taskKey, candidate });
    }
}
