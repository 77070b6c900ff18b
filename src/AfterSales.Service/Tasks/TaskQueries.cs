using System.Data.Common;
using AfterSales.Engine;
using AfterSales.Service.Cases;
using AfterSales.Service.Languages;
using AfterSales.Service.People;
using AfterSales.Service.Storage;
using AfterSales.Service.Tasks.Obstacles;
using AfterSales.Service.Tasks.Questions;
using Dapper;

namespace AfterSales.Service.Tasks;

/// <summary>Who has what to do. Reads only; opening a task changes nothing.</summary>
public sealed class TaskQueries
{
    private const int Most = 500;
    private const string Waits = "t.ended_at IS NULL";
    private const string IsMine = "t.assignee IN @Ids";
    private const string IsMyGroups = "t.assignee IS NULL AND EXISTS (SELECT 1 FROM task_candidates tc WHERE tc.task_key = t.task_key AND tc.candidate IN @Candidates)";
    private const string IsOverdue = "t.due_at < @Now";
    private const string IsAsked = "EXISTS (SELECT 1 FROM task_question q WHERE q.task_key = t.task_key AND q.closed_at IS NULL)";

    private readonly ProcessEngine _engine;
    private readonly People.Directory _people;
    private readonly CaseVisibility _visibility;
    private readonly TaskForms _forms;
    private readonly TaskAccess _access;
    private readonly TimeProvider _clock;

    public TaskQueries(ProcessEngine engine, People.Directory people, CaseVisibility visibility, TaskForms forms, TimeProvider clock)
    {
        (_engine, _people, _visibility, _forms, _clock) = (engine, people, visibility, forms, clock);
        _access = new TaskAccess(people, clock);
    }

    /// <summary>Open tasks of a view, the most pressing first (due time, then age). At most 500.</summary>
    public Task<IReadOnlyList<TaskListItem>> InboxAsync(Person reader, InboxView view, CancellationToken ct = default) => InboxAsync(reader, view, new TaskFilter(), ct);

    /// <summary>The same, narrowed.</summary>
    public Task<IReadOnlyList<TaskListItem>> InboxAsync(Person reader, InboxView view, TaskFilter filter, CancellationToken ct = default)
    {
        var parameters = Parameters(reader);
        parameters.AddDynamicParams(filter.Parameters);
        return _engine.ReadAsync<IReadOnlyList<TaskListItem>>(db => Items(db, reader, $"{Waits} AND ({Condition(reader, view)}){filter.Sql}", parameters), ct);
    }

    /// <summary>How many tasks each view holds for this person.</summary>
    public Task<InboxCounts> CountsAsync(Person reader, CancellationToken ct = default) => _engine.ReadAsync(db =>
    {
        return new InboxCounts(Count(InboxView.Mine), Count(InboxView.Group), Count(InboxView.Overdue), Count(InboxView.All)) { Waiting = Count(InboxView.Waiting) };

        int Count(InboxView view) =>
            (int)db.ExecuteScalar<long>($"SELECT count(*) FROM tasks t WHERE {Waits} AND ({Condition(reader, view)})", Parameters(reader));
    }, ct);

    /// <summary>The task for one who wants to do it, or why it is not there for him.</summary>
    public async Task<TaskLookup> GetAsync(long taskKey, TaskActor reader, CancellationToken ct = default)
    {
        var found = await FindAsync(taskKey, ct);
        if (WhyNot(found, reader) is { } why)
            return why;
        var (row, candidates) = found!.Value;
        if (!_access.MayOpen(row, candidates, reader))
            return ElsewhereOrNotAllowed(row);
        return await _forms.LoadAsync(row, ct) is { } loaded
            ? new TaskLookup.Open(await HeldUpAsync(View(row, candidates, reader, loaded), ct))
            // It ended between the two looks.
            : WhyNot(await FindAsync(taskKey, ct), reader) ?? new TaskLookup.Unknown();
    }

    /// <summary>The task with what was asked and what stands in its way; the customer, whose task it may be, is told neither.</summary>
    private Task<TaskView> HeldUpAsync(TaskView view, CancellationToken ct) => _engine.ReadAsync(
        db =>
        {
            var seen = view with { IsCaseHeld = view.Task.CaseNumber is { } number && CaseProcessTable.IsHeld(db, number) };
            return seen.Task.IsCustomers ? seen : seen with { Questions = QuestionTable.OfTask(db, view.Task.Key), Obstacles = ObstacleTable.OfTask(db, view.Task.Key) };
        }, ct);

    /// <summary>Whether somebody may say that an obstacle is gone: who may do the task, or could give it to somebody else.</summary>
    internal bool MaySolve(TaskRow row, IReadOnlyList<string> candidates, Person person) =>
        _access.MayComplete(row, candidates, new TaskActor.Staff(person)) || _access.MayReassign(row, person);

    /// <summary>The open tasks of a case, earliest due first; for nobody in particular, with names in English.</summary>
    public Task<IReadOnlyList<TaskListItem>> OfCaseAsync(string caseNumber, CancellationToken ct = default) => OfCaseAsync(caseNumber, null, ct);

    /// <summary>The same as the reader sees them: names in his language, and for whom he stands in.</summary>
    public Task<IReadOnlyList<TaskListItem>> OfCaseAsync(string caseNumber, Person? reader, CancellationToken ct = default) =>
        _engine.ReadAsync<IReadOnlyList<TaskListItem>>(
            db => Items(db, reader, $"{Waits} AND t.case_number = @caseNumber", new DynamicParameters(new { caseNumber })), ct);

    /// <summary>What a case waits for its customer to do, earliest due first.</summary>
    public Task<IReadOnlyList<TaskListItem>> OfCustomerAsync(string caseNumber, string customerEmail, CancellationToken ct = default)
    {
        var parameters = new DynamicParameters(new { caseNumber, assignee = TaskActor.CustomerPrefix + customerEmail });
        return _engine.ReadAsync<IReadOnlyList<TaskListItem>>(
            db => Items(db, null, $"{Waits} AND t.case_number = @caseNumber AND t.assignee = @assignee", parameters), ct);
    }

    /// <summary>The task with its candidates; null when there never was one.</summary>
    internal Task<(TaskRow Row, IReadOnlyList<string> Candidates)?> FindAsync(long taskKey, CancellationToken ct) =>
        _engine.ReadAsync<(TaskRow, IReadOnlyList<string>)?>(db => TaskRow.Find(db, taskKey) is { } row ? (row, [.. Candidates(db, [taskKey])[taskKey]]) : null, ct);

    /// <summary>The waiting task for a person who may do this with it, or why not: one of the two.</summary>
    internal async Task<(TaskRow? Row, TaskChange.NotPossible Why)> ForAsync(
        long taskKey, Person by, Func<TaskRow, IReadOnlyList<string>, bool> may, CancellationToken ct)
    {
        var found = await FindAsync(taskKey, ct);
        return WhyNot(found, new TaskActor.Staff(by)) is { } why ? (null, new(why))
            : may(found!.Value.Row, found.Value.Candidates) ? (found.Value.Row, null!)
            : (null, new(ElsewhereOrNotAllowed(found.Value.Row)));
    }

    /// <summary>How a task stands that changed between a look and an attempt to change it.</summary>
    internal async Task<TaskChange.NotPossible> WhyNotNowAsync(long taskKey, Person by, CancellationToken ct) =>
        new(await WhyRefusedAsync(taskKey, new TaskActor.Staff(by), ct) ?? ElsewhereOrNotAllowed((await FindAsync(taskKey, ct))!.Value.Row));

    /// <summary>Why nobody can do the task any more; null while it waits.</summary>
    internal TaskLookup? WhyNot((TaskRow Row, IReadOnlyList<string> Candidates)? found, TaskActor reader) => found?.Row switch
    {
        null => new TaskLookup.Unknown(),
        { EndedAs: TaskTable.Completed } done => new TaskLookup.AlreadyDone(done.CaseNumber, NameOf(done.CompletedBy, done), Instants.FromStored(done.EndedAt!.Value)),
        { EndedAs: not null } ended => new TaskLookup.Cancelled(ended.CaseNumber, Instants.FromStored(ended.EndedAt!.Value)),
        _ => null,
    };

    /// <summary>What to tell when the engine refused something that looked possible: how the task stands now; null when nothing speaks against it.</summary>
    internal async Task<TaskLookup?> WhyRefusedAsync(long taskKey, TaskActor reader, CancellationToken ct)
    {
        var found = await FindAsync(taskKey, ct);
        return WhyNot(found, reader) ?? (await IsHeldAsync(found!.Value.Row, ct) ? new TaskLookup.Held(found.Value.Row.CaseNumber) : null);
    }

    internal Task<bool> IsHeldAsync(TaskRow row, CancellationToken ct) =>
        row.CaseNumber is { } number ? _engine.ReadAsync(db => CaseProcessTable.IsHeld(db, number), ct) : Task.FromResult(false);

    /// <summary>A waiting task that is not this actor's: with somebody else, or none of his business.</summary>
    internal TaskLookup ElsewhereOrNotAllowed(TaskRow row) =>
        row.Assignee is null ? new TaskLookup.NotAllowed() : new TaskLookup.Reassigned(row.CaseNumber, NameOf(row.Assignee, row));

    internal TaskAccess Access => _access;

    private TaskView View(TaskRow row, IReadOnlyList<string> candidates, TaskActor reader, LoadedTask loaded)
    {
        var person = (reader as TaskActor.Staff)?.Person;
        return new TaskView
        {
            Task = Item(row, candidates, person),
            Instructions = loaded.Instructions,
            Requirements = loaded.Requirements,
            Case = loaded.Case,
            Form = loaded.EmptyForm,
            Record = loaded.Record,
            CanComplete = _access.MayComplete(row, candidates, reader),
            CanClaim = person is not null && _access.MayClaim(row, candidates, person),
            CanReturn = person is not null && _access.MayReturn(row, candidates, person),
            CanReassign = person is not null && _access.MayReassign(row, person),
            CanAsk = person is not null && _access.MayComplete(row, candidates, reader) && loaded.Case is { Case: var about } && TaskQuestions.CanBeAsked(about),
            CanSolve = person is not null && MaySolve(row, candidates, person),
        };
    }

    private List<TaskListItem> Items(DbConnection db, Person? reader, string where, DynamicParameters parameters)
    {
        var rows = db.List<TaskRow>($"{TaskRow.Select} WHERE {where} ORDER BY t.due_at IS NULL, t.due_at, t.created_at, t.task_key LIMIT {Most}", parameters);
        var candidates = Candidates(db, [.. rows.Select(row => row.Key)]);
        return [.. rows.Select(row => Item(row, [.. candidates[row.Key]], reader))];
    }

    private TaskListItem Item(TaskRow row, IReadOnlyList<string> candidates, Person? reader) => new()
    {
        Key = row.Key,
        Name = row.Name,
        CaseNumber = row.CaseNumber,
        CaseSubject = row.Subject,
        CustomerName = row.CustomerName,
        SerialNumber = row.SerialNumber,
        Urgency = UrgencyCodes.Parse(row.Urgency),
        CreatedAt = Instants.FromStored(row.CreatedAt),
        DueAt = Instants.FromStored(row.DueAt),
        IsOverdue = row.DueAt < _clock.GetUtcNow().ToStored(),
        Assignee = row.Assignee,
        AssigneeName = NameOf(row.Assignee, row),
        CandidateGroups = [.. candidates.Where(candidate => !candidate.StartsWith(TaskTable.UserPrefix, StringComparison.Ordinal))],
        OnBehalfOf = reader is null ? null : _access.OnBehalfOf(row, candidates, reader)?.Name,
        Role = row.Role,
        Priority = row.Priority,
        Kind = row.Kind,
        AskedAt = Instants.FromStored(row.AskedAt),
        Obstacle = row.Obstacle,
    };

    private LocalText? NameOf(string? id, TaskRow row) =>
        id is null ? null
        : id.StartsWith(TaskActor.CustomerPrefix, StringComparison.Ordinal) ? new LocalText(row.CustomerName ?? id)
        : _people.ById(id)?.Name ?? new LocalText(id);

    private DynamicParameters Parameters(Person reader)
    {
        var parameters = new DynamicParameters(_visibility.ReachOf(reader));
        parameters.Add("Now", _clock.GetUtcNow().ToStored());
        return parameters;
    }

    private static string Condition(Person reader, InboxView view) => view switch
    {
        InboxView.Mine => IsMine,
        InboxView.Group => IsMyGroups,
        InboxView.Overdue => $"({IsMine} OR {IsMyGroups}) AND {IsOverdue}",
        InboxView.Waiting => reader.SeesEverything ? $"{IsAsked} OR t.assignee LIKE '{TaskActor.CustomerPrefix}%'" : $"({IsMine} OR {IsMyGroups}) AND {IsAsked}",
        _ => reader.SeesEverything ? "1 = 1" : $"{IsMine} OR {IsMyGroups}",
    };

    private static ILookup<long, string> Candidates(DbConnection db, IReadOnlyList<long> keys) =>
        db.List<(long Key, string Candidate)>("SELECT task_key, candidate FROM task_candidates WHERE task_key IN @keys ORDER BY candidate", new { keys })
            .ToLookup(row => row.Key, row => row.Candidate);
}
