using System.Data.Common;
using AfterSales.Bpmn.Compilation;
using AfterSales.Engine;
using AfterSales.Service.Notifications;
using AfterSales.Service.Storage;
using AfterSales.Service.Tasks;
using AfterSales.Service.Workflows;

namespace AfterSales.Service.People;

/// <summary>
/// The departments and functions work is given to, seen from the people: who is in them, who would get a task at this moment, and which
/// of them nobody is in although workflows count on them.
/// </summary>
public sealed class GroupOverview
{
    private readonly ProcessEngine _engine;
    private readonly Directory _directory;
    private readonly WorkflowCatalog _workflows;
    private readonly TimeProvider _clock;
    private readonly TaskReceivers _receivers;

    public GroupOverview(ProcessEngine engine, Directory directory, WorkflowCatalog workflows, TimeProvider clock)
    {
        (_engine, _directory, _workflows, _clock) = (engine, directory, workflows, clock);
        _receivers = new TaskReceivers(directory);
    }

    /// <summary>All groups that have members, that a workflow in use names, or that tasks wait for; those that lack people first.</summary>
    public async Task<IReadOnlyList<GroupView>> AllAsync(CancellationToken ct = default)
    {
        var waiting = await _engine.ReadAsync(Waiting, ct);
        var steps = Steps();
        var now = _clock.GetUtcNow();
        return [.. steps.Keys.Concat(waiting.Keys).Concat(_directory.All.Where(person => person.Active).SelectMany(person => person.Groups)).Distinct(StringComparer.Ordinal)
            .Select(id => View(id, steps.GetValueOrDefault(id, []), waiting.GetValueOrDefault(id), now))
            .OrderByDescending(group => group.LacksPeople).ThenBy(group => group.Id, StringComparer.Ordinal)];
    }

    private GroupView View(string id, IReadOnlyList<string> workflows, int waiting, DateTimeOffset now)
    {
        var members = _directory.InGroup(id);
        return new GroupView
        {
            Id = id,
            Members = members,
            // Where nobody is in the group, those who are told instead of it are no members.
            Receivers = members.Count == 0 ? [] : [.. _receivers.Of(null, [id], [], now).Select(receiver => receiver.Person)],
            StandIns = members.Count == 0 ? [.. _receivers.Owners()] : [],
            Workflows = workflows,
            WaitingTasks = waiting,
        };
    }

    private static Dictionary<string, int> Waiting(DbConnection db) => db.List<(string Group, long Tasks)>(
        """
        SELECT c.candidate, count(*) FROM tasks t JOIN task_candidates c ON c.task_key = t.task_key
        WHERE t.ended_at IS NULL AND t.assignee IS NULL GROUP BY c.candidate
        """)
        .Where(row => !row.Group.StartsWith(TaskTable.UserPrefix, StringComparison.Ordinal))
        .ToDictionary(row => row.Group, row => (int)row.Tasks, StringComparer.Ordinal);

    /// <summary>For each group the workflows that have tasks for it; groups that an expression names cannot be told before it runs.</summary>
    private Dictionary<string, IReadOnlyList<string>> Steps()
    {
        var found = new Dictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (var workflow in _workflows.Latest)
            if (_engine.Deployments.Compiled(workflow.DefinitionKey) is { } process)
                foreach (var group in process.Elements.SelectMany(GroupsOf))
                    (found.TryGetValue(group, out var of) ? of : found[group] = new SortedSet<string>(StringComparer.Ordinal)).Add(workflow.ProcessId);
        return found.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<string>)[.. pair.Value], StringComparer.Ordinal);
    }

    private static IEnumerable<string> GroupsOf(CompiledElement element)
    {
        if (element.UserTask is not { } task || task.Assignee is not null)
            return [];
        if (task.CandidateGroups is { } groups)
            return groups.IsLiteral ? groups.Text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [];
        return task.CandidateUsers is null && element.Lane?.Role is { } role ? [role] : [];
    }
}

/// <summary>One department or function.</summary>
public sealed record GroupView
{
    public required string Id { get; init; }

    /// <summary>Active people who belong to it.</summary>
    public required IReadOnlyList<Person> Members { get; init; }

    /// <summary>Who would be told of a new task now: the members, or the substitutes of those who are away.</summary>
    public required IReadOnlyList<Person> Receivers { get; init; }

    /// <summary>Who is told instead while nobody is in the group.</summary>
    public required IReadOnlyList<Person> StandIns { get; init; }

    /// <summary>Workflows in use that have tasks for it.</summary>
    public required IReadOnlyList<string> Workflows { get; init; }

    /// <summary>Tasks that wait for anybody of the group.</summary>
    public required int WaitingTasks { get; init; }

    /// <summary>Work may come and nobody is there to do it.</summary>
    public bool LacksPeople => Members.Count == 0;
}
