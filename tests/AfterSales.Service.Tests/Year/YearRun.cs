using System.Diagnostics;
using AfterSales.Service.Calendars;
using AfterSales.Service.Forms;
using AfterSales.Service.Intake;
using AfterSales.Service.Languages;
using AfterSales.Service.People;
using AfterSales.Service.Storage;
using AfterSales.Service.Tasks;
using Directory = AfterSales.Service.People.Directory;

namespace AfterSales.Service.Tests.Year;

/// <summary>
/// A year of a busy department on the real service with a clock that jumps from hour to hour: requests come in, people work, are
/// late, away or ill, customers answer or never do, and everything that counts time fires by itself.
/// </summary>
internal sealed class YearRun
{
    private static readonly TimeSpan Step = TimeSpan.FromHours(1);
    private const int MostAttempts = 40;
    private const int AtOnce = 8;

    private readonly TestService _service;
    private readonly SimulatedPeople _people;
    private readonly int _seed;
    private readonly Settling _settling;
    private readonly Queue<(DateTimeOffset At, NewRequest Request)> _requests;
    private readonly PriorityQueue<NewTask, DateTimeOffset> _work = new();
    private readonly CancellationToken _ct;
    private long _lastTask;

    public YearRun(TestService service, YearOptions options, CancellationToken ct)
    {
        (_service, _seed, _ct) = (service, options.Seed, ct);
        var random = new Random(options.Seed);
        _people = new SimulatedPeople(random, service.Get<Directory>(), service.Get<CalendarRegistry>());
        _settling = new Settling(service.Engine);
        var kinds = service.Get<RequestIntake>().Kinds.Select(kind => kind.Id).ToList();
        _requests = new(new SimulatedRequests(random, kinds).All(options.Cases));
    }

    /// <summary>What was done to the service, in order: the raw events the figures are computed from a second time.</summary>
    public YearLedger Ledger { get; } = new();

    public async Task RunAsync()
    {
        var watch = Stopwatch.StartNew();
        var now = YearOptions.From;
        while (now < YearOptions.Until)
        {
            now = await NextMomentAsync(now);
            foreach (var person in _people.Leaving(now).ToList())
                await _service.Get<PeopleStore>().SaveAsync(person, ct: _ct);
            _service.Clock.Pin(now);
            await _settling.SettleAsync(_ct);
            while (_requests.TryPeek(out var next) && next.At <= now)
                await SubmitAsync(_requests.Dequeue().Request, now);
            await WorkAsync(now);
            await _settling.SettleAsync(_ct);
            await PlanNewTasksAsync();
            Ledger.Steps++;
        }
        Ledger.Elapsed = watch.Elapsed;
    }

    /// <summary>Everything planned up to now, several people at once.</summary>
    private async Task WorkAsync(DateTimeOffset now)
    {
        var due = new List<NewTask>();
        while (_work.TryPeek(out _, out var at) && at <= now)
            due.Add(_work.Dequeue());
        var side = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = _ct };
        await Parallel.ForEachAsync(due, side, async (task, _) =>
        {
            if (!await DoAsync(task, now))
                lock (_work)
                    _work.Enqueue(task, now.AddHours(20));
        });
    }

    /// <summary>The next hour in which something happens.</summary>
    private async Task<DateTimeOffset> NextMomentAsync(DateTimeOffset now)
    {
        var next = YearOptions.Until;
        if (_requests.TryPeek(out var request) && request.At < next)
            next = request.At;
        if (_work.TryPeek(out _, out var planned) && planned < next)
            next = planned;
        if (await _settling.NextAsync(_ct) is { } due && due < next)
            next = due;
        var hours = Math.Ceiling((next - YearOptions.From) / Step);
        var at = YearOptions.From + (Math.Max(hours, 1) * Step);
        return at > now ? at : now + Step;
    }

    private async Task SubmitAsync(NewRequest request, DateTimeOffset now)
    {
        var result = await _service.Get<RequestIntake>().SubmitAsync(request, [], _ct);
        if (result is not IntakeResult.Accepted accepted)
            throw new InvalidOperationException($"A request was refused: {result}");
        Ledger.Received(accepted.Request.CaseNumber, request.Kind, now);
    }

    private async Task PlanNewTasksAsync()
    {
        var rows = await _service.Engine.ReadAsync(
            db => db.List<NewTask>(
                """
                SELECT t.task_key AS Key, t.case_number AS CaseNumber, t.element_id AS ElementId, t.assignee AS Assignee, t.created_at AS CreatedAt, t.due_at AS DueAt,
                       COALESCE(c.calendar_id, 'standard') AS CalendarId,
                       (SELECT group_concat(candidate) FROM task_candidates tc WHERE tc.task_key = t.task_key) AS Candidates
                FROM tasks t LEFT JOIN cases c ON c.case_number = t.case_number
                WHERE t.task_key > @last AND t.ended_at IS NULL ORDER BY t.task_key
                """, new { last = _lastTask }), _ct);
        foreach (var task in rows)
        {
            _lastTask = task.Key;
            var due = Instants.FromStored(task.DueAt);
            // A due time in the far future stands for a clock that is held.
            if (due > YearOptions.Until.AddYears(1))
                due = null;
            if (_people.WhenDone(task.IsCustomers, Instants.FromStored(task.CreatedAt), due, task.CalendarId) is { } at)
                _work.Enqueue(task, at);
            else
                Ledger.NeverAnswered++;
        }
    }

    /// <returns>False while everybody who could do it is away.</returns>
    private async Task<bool> DoAsync(NewTask task, DateTimeOffset now)
    {
        var random = new Random(HashCode.Combine(_seed, task.CreatedAt, StableHash($"{task.CaseNumber} {task.ElementId}")));
        if (Actor(task, random, now) is not { } actor)
            return false;
        var looked = await _service.Get<TaskQueries>().GetAsync(task.Key, actor, _ct);
        if (looked is TaskLookup.AlreadyDone or TaskLookup.Cancelled)
            return true;
        if (looked is not TaskLookup.Open open)
            throw new InvalidOperationException($"{actor.Id} cannot open {task}: {looked}");
        var answers = new SimulatedAnswers(random);
        FormView? refused = null;
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var (values, pairs, files) = answers.Fill(refused ?? open.View.Form, now, attempt);
            var submitted = await _service.Get<TaskCompletion>().SubmitAsync(task.Key, actor, values, files, Language.English, _ct);
            if (submitted is TaskSubmission.Done)
                Ledger.Completed(task, actor.Id, now, pairs);
            if (submitted is not TaskSubmission.Invalid invalid)
                return true;
            refused = invalid.Form;
            Ledger.Refused();
        }
        throw new InvalidOperationException($"{task} takes no answers: {string.Join("; ", refused!.Errors.Select(error => $"{error.Field}: {error.Message}"))}");
    }

    private TaskActor? Actor(NewTask task, Random random, DateTimeOffset now)
    {
        if (task.IsCustomers)
            return new TaskActor.Customer(task.Assignee![TaskActor.CustomerPrefix.Length..]);
        if (task.Assignee is { } id)
        {
            var directory = _service.Get<Directory>();
            var person = directory.ActingFor(directory.ById(id)!, now);
            return person.IsAwayAt(now) ? null : new TaskActor.Staff(person);
        }
        return _people.WhoActs(task.Groups, now, random) is { } member ? new TaskActor.Staff(member) : null;
    }

    /// <summary>The same in every run, unlike the hash of a string.</summary>
    private static int StableHash(string text) => text.Aggregate(17, (hash, letter) => unchecked((hash * 31) + letter));
}
