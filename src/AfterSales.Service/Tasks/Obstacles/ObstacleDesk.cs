using AfterSales.Engine;
using AfterSales.Engine.Commits;
using AfterSales.Service.Cases;
using AfterSales.Service.Intake;
using AfterSales.Service.Languages;
using AfterSales.Service.Notifications;
using AfterSales.Service.People;
using AfterSales.Service.TaskLinks;
using AfterSales.Service.Timeline;

namespace AfterSales.Service.Tasks.Obstacles;

/// <summary>
/// Reporting what keeps a task from being done. The superior of who reports is told by mail; task, case and dashboard show it until somebody
/// says that it is solved or the task ends. Clocks go on: an obstacle on our side excuses nothing.
/// </summary>
public sealed class ObstacleDesk
{
    /// <summary>The longest text, in characters.</summary>
    public const int LongestText = 1000;

    private readonly ProcessEngine _engine;
    private readonly TaskQueries _tasks;
    private readonly CaseVisibility _visibility;
    private readonly People.Directory _people;
    private readonly INotifier _notifier;
    private readonly TaskReceivers _receivers;

    internal ObstacleDesk(ProcessEngine engine, TaskQueries tasks, CaseVisibility visibility, People.Directory people, INotifier notifier, TaskReceivers receivers) =>
        (_engine, _tasks, _visibility, _people, _notifier, _receivers) = (engine, tasks, visibility, people, notifier, receivers);

    /// <summary>What stands in the way of work the reader may see, oldest first.</summary>
    public Task<IReadOnlyList<Obstacle>> OpenAsync(Person reader, CancellationToken ct = default) => _engine.ReadAsync(db =>
    {
        var (sees, reach) = _visibility.Condition(reader);
        return ObstacleTable.Open(db, sees, reach);
    }, ct);

    /// <summary>Puts an obstacle on record; who may do the task may.</summary>
    public async Task<TaskChange> ReportAsync(long taskKey, Person by, string reason, string text, CancellationToken ct = default)
    {
        text = RequestCheck.Clean(text, lines: true);
        if (!ObstacleReasons.All.Contains(reason))
            return new TaskChange.Invalid("held.obstacle.reasonMissing");
        if (Blank.Is(text))
            return new TaskChange.Invalid("held.obstacle.textMissing");
        if (text.Length > LongestText)
            return new TaskChange.Invalid("held.obstacle.tooLong");
        var (row, why) = await _tasks.ForAsync(taskKey, by, (task, candidates) => _tasks.Access.MayComplete(task, candidates, new TaskActor.Staff(by)), ct);
        if (row is null)
            return why;
        return await _engine.WriteAsync(commit => Report(commit, taskKey, by, reason, text), by.Id, ct)
            ? new TaskChange.Done()
            : await _tasks.WhyNotNowAsync(taskKey, by, ct);
    }

    /// <summary>Says that an obstacle is gone: who may do the task, or stands above and could give it to somebody else. Saying it twice is once.</summary>
    /// <param name="solution">What was done about it; may be empty.</param>
    public async Task<TaskChange> SolveAsync(long taskKey, long obstacleKey, Person by, string? solution, CancellationToken ct = default)
    {
        solution = RequestCheck.Clean(solution ?? "", lines: true) is { Length: > 0 } said ? said : null;
        if (solution?.Length > LongestText)
            return new TaskChange.Invalid("held.obstacle.tooLong");
        var (row, why) = await _tasks.ForAsync(taskKey, by, (task, candidates) => _tasks.MaySolve(task, candidates, by), ct);
        if (row is null)
            return why;
        await _engine.WriteAsync(commit => Solve(commit, taskKey, obstacleKey, by, solution), by.Id, ct);
        return new TaskChange.Done();
    }

    private bool Report(CommitContext commit, long taskKey, Person by, string reason, string text)
    {
        if (TaskRow.Find(commit, taskKey) is not { IsOpen: true } row)
            return false;
        ObstacleTable.Add(commit, new Obstacle(commit.NextKey(), taskKey, row.CaseNumber, reason, text, by.Id, commit.Now, null, null, null));
        Tell(commit, row, ObstacleTimeline.Reported, by, new() { ["reason"] = TimelineValue.Of(ObstacleReasons.Name(reason)), ["text"] = TimelineValue.Of(text) });
        IReadOnlyList<Person> told = _people.Superior(by) is { } superior ? [_people.ActingFor(superior, commit.Now)] : _receivers.Owners();
        foreach (var person in told.Where(person => person.Id != by.Id))
            _notifier.Enqueue(commit, new Notification("obstacle", Receiver.Of(person))
            {
                CaseNumber = row.CaseNumber,
                TaskKey = taskKey,
                LinkPurpose = TaskLinkPurpose.Decide,
                Model = Words(by, reason, text),
            });
        return true;
    }

    private void Solve(CommitContext commit, long taskKey, long obstacleKey, Person by, string? solution)
    {
        // An obstacle of another task is not this one's to solve.
        if (ObstacleTable.Find(commit, obstacleKey) is not { IsOpen: true } obstacle || obstacle.TaskKey != taskKey
            || TaskRow.Find(commit, taskKey) is not { } row || !ObstacleTable.Solve(commit, obstacleKey, by.Id, solution))
            return;
        Tell(commit, row, ObstacleTimeline.Solved, by, solution is null ? [] : new() { ["solution"] = TimelineValue.Of(solution) });
        foreach (var receiver in _receivers.Of(row.Assignee ?? obstacle.ReportedBy, [], [], commit.Now).Where(receiver => receiver.Person.Id != by.Id))
            _notifier.Enqueue(commit, new Notification("obstacle-removed", Receiver.Of(receiver.Person))
            {
                CaseNumber = row.CaseNumber,
                TaskKey = taskKey,
                LinkPurpose = receiver.Purpose,
                Model = Words(by, obstacle.Reason, solution ?? ""),
            });
    }

    private static Dictionary<string, object?> Words(Person by, string reason, string text) => new()
    {
        ["message"] = text,
        ["obstacle"] = new Dictionary<string, object?> { ["reason"] = ObstacleReasons.Name(reason), ["by"] = by.Name },
    };

    private static void Tell(CommitContext commit, TaskRow row, string kind, Person by, Dictionary<string, TimelineValue> facts)
    {
        if (row.CaseNumber is not { } number)
            return;
        facts["task"] = TimelineValue.Of(row.Name);
        CaseTimeline.Add(commit, new TimelineEntry(number, kind) { Actor = by.Id, TaskKey = row.Key, Facts = facts });
    }
}
