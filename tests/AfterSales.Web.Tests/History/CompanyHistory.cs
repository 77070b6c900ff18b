using System.Collections.Concurrent;
using System.Diagnostics;
using AfterSales.Engine;
using AfterSales.Engine.Clock;
using AfterSales.Service.Calendars;
using AfterSales.Service.Cases;
using AfterSales.Service.Intake;
using AfterSales.Service.Languages;
using AfterSales.Service.Storage;
using AfterSales.Service.Tasks;
using AfterSales.Service.Tasks.Obstacles;
using Microsoft.Extensions.DependencyInjection;
using People = AfterSales.Service.People.Directory;

namespace AfterSales.Web.Tests.History;

/// <summary>
/// Months of a department's work, with a clock that jumps from one event to the next: requests come in, people work them off, most in time, and
/// what counts time fires by itself. Only what nobody could answer within some tries stays undone.
/// </summary>
internal sealed class CompanyHistory
{
    public static readonly DateTimeOffset From = new(2026, 2, 2, 5, 0, 0, TimeSpan.Zero);

    /// <summary>A Wednesday on which all three calendars work, before noon in Tehran and in the afternoon in Shanghai.</summary>
    public static readonly DateTimeOffset Today = new(2026, 11, 18, 8, 20, 0, TimeSpan.Zero);

    private static readonly TimeSpan Step = TimeSpan.FromHours(2);
    private const int Cases = 130;
    private const int Seed = 20261118;
    private const int Tries = 12;
    private const int AtOnce = 6;

    private readonly IServiceProvider _services;
    private readonly ControllableTimeProvider _clock;
    private readonly ProcessEngine _engine;
    private readonly Settled _settled;
    private readonly KnownAnswers _known = new();
    private readonly Random _random = new(Seed);
    private readonly Queue<(DateTimeOffset At, NewRequest Request, string Process, string Path)> _requests;
    private readonly PriorityQueue<OpenTask, DateTimeOffset> _work = new();
    private readonly ConcurrentDictionary<string, (Language Language, Dictionary<string, Queue<IReadOnlyDictionary<string, string>>> Along)> _cases = new();
    private readonly ConcurrentDictionary<string, int> _undone = new();
    private readonly ConcurrentDictionary<(string? Case, string Task), int> _times = new();
    private readonly Dictionary<Language, (string Obstacle, string Comment)> _notes = new()
    {
        [Language.English] = ("The spare part is expected on Friday only.", "The customer calls back tomorrow after ten; he has a second machine of the same lot."),
        [Language.Persian] = ("قطعه یدکی تازه جمعه می‌رسد.", "مشتری فردا پس از ساعت ده زنگ می‌زند؛ دستگاه دیگری از همان بهر هم دارد."),
        [Language.Chinese] = ("备件要到周五才能到货。", "客户明天十点后回电，他还有一台同批次的设备。"),
    };
    private long _lastTask;
    private int _done;

    public CompanyHistory(IServiceProvider services, ControllableTimeProvider clock)
    {
        (_services, _clock) = (services, clock);
        _engine = services.GetRequiredService<ProcessEngine>();
        _settled = new Settled(_engine);
        var requests = new HistoryRequests(_random);
        _requests = new(Enumerable.Range(0, Cases).Select(_ => Moment()).Order().Select(at =>
        {
            var (request, process, path) = requests.Next();
            return (at, request, process, path);
        }));
    }

    /// <returns>What the months were like, in one line.</returns>
    public async Task<string> RunAsync(CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        for (var now = From; now < Today;)
        {
            now = await NextAsync(now, ct);
            _clock.Pin(now);
            await _settled.WaitAsync(ct);
            while (_requests.TryPeek(out var next) && next.At <= now)
                await ReceiveAsync(_requests.Dequeue(), ct);
            await WorkAsync(now, ct);
            await _settled.WaitAsync(ct);
            await PlanAsync(ct);
        }
        await HandOutAsync(ct);
        return $"{Cases} cases, {_done} tasks done in {watch.Elapsed.TotalSeconds:0} s; not answered: {string.Join(", ", _undone.Select(one => $"{one.Key} × {one.Value}"))}";
    }

    /// <summary>In working hours, more in the later months than in the first, and some in the last days so that there is something to do.</summary>
    private DateTimeOffset Moment()
    {
        var days = (Today - From).TotalDays;
        var share = _random.NextDouble();
        var day = _random.Next(8) == 0 ? days - (_random.NextDouble() * 9) : Math.Pow(share, 0.8) * days;
        return From.Date.AddDays((int)day).AddHours(5 + (_random.NextDouble() * 6)) is var at && at < Today.UtcDateTime.AddHours(-1) ? new(at, TimeSpan.Zero) : Today.AddHours(-2);
    }

    private async Task<DateTimeOffset> NextAsync(DateTimeOffset now, CancellationToken ct)
    {
        var next = Today;
        if (_requests.TryPeek(out var request) && request.At < next)
            next = request.At;
        if (_work.TryPeek(out _, out var planned) && planned < next)
            next = planned;
        if (await _settled.NextAsync(ct) is { } due && due < next)
            next = due;
        var at = From + (Math.Ceiling((next - From) / Step) * Step);
        return at <= now ? now + Step : at > Today ? Today : at;
    }

    private async Task ReceiveAsync((DateTimeOffset At, NewRequest Request, string Process, string Path) next, CancellationToken ct)
    {
        if (await _services.GetRequiredService<RequestIntake>().SubmitAsync(next.Request, [], ct) is not IntakeResult.Accepted accepted)
            throw new InvalidOperationException($"The request '{next.Request.Subject}' was refused.");
        _cases[accepted.Request.CaseNumber] = (next.Request.Language, _known.Along(next.Process, next.Path));
    }

    private async Task PlanAsync(CancellationToken ct)
    {
        foreach (var task in await OpenTask.SinceAsync(_engine, _lastTask, ct))
        {
            _lastTask = task.Key;
            if (When(task) is { } at)
                _work.Enqueue(task, at);
        }
    }

    /// <summary>When it will be done: mostly well before it is due, sometimes late; customers may never answer.</summary>
    private DateTimeOffset? When(OpenTask task)
    {
        var created = Instants.FromStored(task.CreatedAt);
        var limit = Instants.FromStored(task.DueAt) is { } due && due < created.AddDays(60) ? due - created : TimeSpan.FromDays(1.5);
        var dice = _random.NextDouble();
        if (task.IsCustomers && dice > 0.92)
            return null;
        var share = dice switch
        {
            < 0.62 => 0.03 + (_random.NextDouble() * 0.3),
            < 0.91 => 0.3 + (_random.NextDouble() * 0.55),
            < 0.98 => 1.05 + (_random.NextDouble() * 0.4),
            _ => 1.6 + _random.NextDouble(),
        };
        var at = created + (limit * share);
        return task.IsCustomers ? at : WorkingTime.NextWorkingTime(_services.GetRequiredService<CalendarRegistry>().FindOrStandard(task.CalendarId), at);
    }

    private async Task WorkAsync(DateTimeOffset now, CancellationToken ct)
    {
        var due = new List<OpenTask>();
        while (_work.TryPeek(out _, out var at) && at <= now)
            due.Add(_work.Dequeue());
        await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (task, _) => await DoAsync(task, now, ct));
    }

    private async Task DoAsync(OpenTask task, DateTimeOffset now, CancellationToken ct)
    {
        var random = new Random(Seed + (int)(task.Key % 100_003));
        if (Actor(task, random) is not { } actor || await _services.GetRequiredService<TaskQueries>().GetAsync(task.Key, actor, ct) is not TaskLookup.Open open)
            return;
        var told = _cases.TryGetValue(task.CaseNumber ?? "", out var way);
        var language = told ? way.Language : Language.English;
        var known = told && way.Along.TryGetValue(task.ElementId, out var queue) ? queue.Count > 1 ? queue.Dequeue() : queue.Peek() : _known.Usual(task.ElementId);
        // Who gets the same task again and again does something else than before: no case turns in a circle.
        if (_times.AddOrUpdate((task.CaseNumber, task.ElementId), 1, (_, times) => times + 1) > 3)
            known = new Dictionary<string, string>();
        var signer = actor is TaskActor.Staff staff ? staff.Person.Name.In(language) : open.View.Case?.Case.CustomerName ?? "";
        var answers = new HistoryAnswers(known, language, signer, now, random);
        var form = open.View.Form;
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var (values, files) = answers.Fill(form);
            switch (await _services.GetRequiredService<TaskCompletion>().SubmitAsync(task.Key, actor, values, files, language, ct))
            {
                case TaskSubmission.Invalid invalid:
                    form = invalid.Form;
                    break;
                case TaskSubmission.Done:
                    Interlocked.Increment(ref _done);
                    return;
                default:
                    return;
            }
        }
        _undone.AddOrUpdate($"{task.ElementId} ({form.Errors[0].Field}: {form.Errors[0].Message})", 1, (_, count) => count + 1);
    }

    /// <summary>This morning: many of the open tasks are taken, one meets an obstacle, and somebody writes a word about a complaint.</summary>
    private async Task HandOutAsync(CancellationToken ct)
    {
        var open = (await OpenTask.SinceAsync(_engine, 0, ct)).Where(task => !task.IsCustomers && task.CaseNumber is not null).ToList();
        foreach (var (task, number) in open.Select((task, number) => (task, number)).Where(one => one.number % 3 != 2))
            if (Actor(task, _random) is TaskActor.Staff taker)
            {
                if (task.Assignee is null)
                    await _services.GetRequiredService<TaskActions>().ClaimAsync(task.Key, taker.Person, ct);
                if (_cases.TryGetValue(task.CaseNumber!, out var way) && _notes[way.Language] is var (obstacle, comment))
                {
                    if (number % 9 == 0)
                        await _services.GetRequiredService<ObstacleDesk>().ReportAsync(task.Key, taker.Person, "part", obstacle, ct);
                    else
                        await _services.GetRequiredService<CaseComments>().AddAsync(task.CaseNumber!, taker.Person, comment, ct);
                }
            }
        await _settled.WaitAsync(ct);
    }

    private TaskActor? Actor(OpenTask task, Random random)
    {
        var people = _services.GetRequiredService<People>();
        if (task.IsCustomers)
            return new TaskActor.Customer(task.Assignee![TaskActor.CustomerPrefix.Length..]);
        if (task.Assignee is { } id)
            return people.ById(id) is { } person ? new TaskActor.Staff(person) : null;
        var members = task.Groups.SelectMany(people.InGroup).ToList();
        return members.Count == 0 ? null : new TaskActor.Staff(members[random.Next(members.Count)]);
    }
}
