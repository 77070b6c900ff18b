using System.Data.Common;
using AfterSales.Bpmn.Interpretation;
using AfterSales.Engine.Instances;
using AfterSales.Engine.Search;
using AfterSales.Engine.Storage;

namespace AfterSales.Engine.UserTasks;

/// <summary>User tasks and who may take them.</summary>
internal sealed class UserTaskTable(StoreSession session)
{
    private readonly PreparedSql _insert = session.Prepare(
        """
        INSERT INTO engine_user_tasks
            (task_key, element_instance_key, element_id, name, instance_key, definition_key, state, assignee, candidate_groups, candidate_users,
             created_at, due_at, follow_up_at, priority, form_id, form_key, external_form, headers_json)
        VALUES (@key, @elementInstance, @element, @name, @instance, @definition, @state, @assignee, @groups, @users,
             @created, @due, @followUp, @priority, @formId, @formKey, @externalForm, @headers)
        """,
        "@key", "@elementInstance", "@element", "@name", "@instance", "@definition", "@state", "@assignee", "@groups", "@users",
        "@created", "@due", "@followUp", "@priority", "@formId", "@formKey", "@externalForm", "@headers");

    private const string OpenColumns = "element_instance_key, element_id, instance_key, state, assignee, candidate_groups, candidate_users, due_at, follow_up_at, priority, task_key";

    private readonly PreparedSql _find = session.Prepare(
        $"SELECT {OpenColumns}, {InstanceTable.VersionBeside("engine_user_tasks")} FROM engine_user_tasks WHERE task_key = @key", "@key");

    private readonly PreparedSql? _findMany = !session.IsRemote ? null : session.Prepare(
        $"SELECT {OpenColumns}, {InstanceTable.VersionBeside("engine_user_tasks")} FROM engine_user_tasks WHERE task_key = ANY(string_to_array(@keys, ',')::bigint[])", "@keys");

    private readonly PreparedSql _close = session.Prepare(
        "UPDATE engine_user_tasks SET state = @state, ended_at = @ended, completed_by = @by WHERE task_key = @key", "@state", "@ended", "@by", "@key");

    private readonly PreparedSql _assign = session.Prepare(
        "UPDATE engine_user_tasks SET assignee = @assignee WHERE task_key = @key", "@assignee", "@key");

    private readonly PreparedSql _update = session.Prepare(
        """
        UPDATE engine_user_tasks SET due_at = @due, follow_up_at = @followUp, candidate_groups = @groups, candidate_users = @users, priority = @priority
        WHERE task_key = @key
        """, "@due", "@followUp", "@groups", "@users", "@priority", "@key");

    private readonly PreparedSql _change = session.Prepare(
        """
        INSERT INTO engine_user_task_changes (change_key, task_key, instance_key, operation, assignee, actor, changed_at)
        VALUES (@change, @key, @instance, @operation, @assignee, @actor, @at)
        """, "@change", "@key", "@instance", "@operation", "@assignee", "@actor", "@at");

    private readonly PreparedSql _addCandidate = session.Prepare(
        "INSERT INTO engine_user_task_candidates (kind, name, task_key) VALUES (@kind, @name, @key) ON CONFLICT DO NOTHING", "@kind", "@name", "@key");

    private readonly PreparedSql _removeCandidates = session.Prepare(
        "DELETE FROM engine_user_task_candidates WHERE task_key = @key", "@key");

    public void Insert(UserTaskCreated task, string? name, long instanceKey, long definitionKey, long? formKey, DateTimeOffset at)
    {
        _insert.Send(
            task.UserTaskKey, task.ElementInstanceKey, task.ElementId, name, instanceKey, definitionKey, UserTaskStates.Created, task.Assignee,
            JsonText.Of(task.CandidateGroups), JsonText.Of(task.CandidateUsers), at.Ms(), task.DueDate.Ms(), task.FollowUpDate.Ms(), (long)task.Priority,
            task.FormId, formKey, task.ExternalFormReference, JsonText.Of(task.Headers));
        AddCandidates(task.UserTaskKey, task.CandidateGroups, task.CandidateUsers);
    }

    public OpenUserTask? Find(long key)
    {
        if (!session.Ahead.TryUserTask(key, out var read))
            read = _find.First(Read, key);
        if (read.Task is { } task)
            session.Instances.Saw(task.InstanceKey, read.Version);
        return read.Task;
    }

    /// <summary>Reads tasks that are about to be asked for one by one (<see cref="Find"/>).</summary>
    public void ReadAhead(IReadOnlyCollection<long> keys)
    {
        foreach (var (task, version) in _findMany!.Query(Read, string.Join(',', keys)))
            session.Ahead.Keep(task, version);
    }

    public void Close(long key, string state, string? by, DateTimeOffset at)
    {
        session.Ahead.ForgetUserTask(key);
        _close.Send(state, at.Ms(), by, key);
    }

    public void Assign(long key, string? assignee)
    {
        session.Ahead.ForgetUserTask(key);
        _assign.Send(assignee, key);
    }

    public void Update(OpenUserTask task)
    {
        session.Ahead.ForgetUserTask(task.Key);
        _update.Send(task.DueDate.Ms(), task.FollowUpDate.Ms(), JsonText.Of(task.CandidateGroups), JsonText.Of(task.CandidateUsers), (long)task.Priority, task.Key);
        _removeCandidates.Send(task.Key);
        AddCandidates(task.Key, task.CandidateGroups, task.CandidateUsers);
    }

    /// <summary>Notes who did what to a task that goes on waiting.</summary>
    public void Note(long change, OpenUserTask task, string operation, string? assignee, string? actor, DateTimeOffset at) =>
        _change.Send(change, task.Key, task.InstanceKey, operation, assignee, actor, at.Ms());

    private static (OpenUserTask Task, long Version) Read(DbDataReader row) => (
        new OpenUserTask(
            row.GetInt64(10), row.GetInt64(0), row.GetString(1), row.GetInt64(2), row.GetString(3), row.TextOrNull(4),
            JsonText.StringList(row.GetString(5)), JsonText.StringList(row.GetString(6)),
            row.IsDBNull(7) ? null : row.Instant(7), row.IsDBNull(8) ? null : row.Instant(8), (int)row.GetInt64(9)),
        row.LongOrNull(11) ?? 0);

    private void AddCandidates(long key, IReadOnlyList<string> groups, IReadOnlyList<string> users)
    {
        foreach (var group in groups)
            _addCandidate.Send("group", group, key);
        foreach (var user in users)
            _addCandidate.Send("user", user, key);
    }
}

/// <summary>What the transitions of a user task need to know of it.</summary>
internal sealed record OpenUserTask(
    long Key, long ElementInstanceKey, string ElementId, long InstanceKey, string State, string? Assignee,
    IReadOnlyList<string> CandidateGroups, IReadOnlyList<string> CandidateUsers, DateTimeOffset? DueDate, DateTimeOffset? FollowUpDate, int Priority);
