using AfterSales.Service.Calendars;
using AfterSales.Service.People;
using Directory = AfterSales.Service.People.Directory;

namespace AfterSales.Service.Tests.Year;

/// <summary>Who does a task and when: most people in time, some late, some very late; people are on leave or ill; customers may never answer.</summary>
internal sealed class SimulatedPeople
{
    private readonly Random _random;
    private readonly Directory _people;
    private readonly CalendarRegistry _calendars;
    private readonly List<(DateTimeOffset At, string PersonId, DateTimeOffset? Until)> _absences = [];
    private int _next;

    public SimulatedPeople(Random random, Directory people, CalendarRegistry calendars)
    {
        (_random, _people, _calendars) = (random, people, calendars);
        foreach (var person in people.All)
            _absences.AddRange(AbsencesOf(person.Id));
        _absences.Sort((a, b) => a.At.CompareTo(b.At));
    }

    public int Absences => _absences.Count;

    /// <summary>When the task will be done; null when nobody ever will.</summary>
    public DateTimeOffset? WhenDone(bool byCustomer, DateTimeOffset created, DateTimeOffset? due, string calendarId)
    {
        var dice = _random.NextDouble();
        if (byCustomer && dice > 0.93)
            return null;
        var share = dice switch
        {
            < 0.65 => 0.01 + (_random.NextDouble() * 0.1),
            < 0.82 => 0.1 + (_random.NextDouble() * 0.7),
            < 0.94 => 0.9 + (_random.NextDouble() * 0.6),
            _ => 1.5 + _random.NextDouble(),
        };
        var at = created + ((due ?? created.AddDays(2)) - created) * share;
        return byCustomer ? at : WorkingTime.NextWorkingTime(_calendars.FindOrStandard(calendarId), at);
    }

    /// <summary>A member of the group who is there; null while all are away.</summary>
    public Person? WhoActs(IReadOnlyList<string> groups, DateTimeOffset at, Random random)
    {
        var members = groups.SelectMany(_people.InGroup).Where(person => !person.IsAwayAt(at)).ToList();
        return members.Count == 0 ? null : members[random.Next(members.Count)];
    }

    /// <summary>Absences that begin up to then, as changed persons to save.</summary>
    public IEnumerable<Person> Leaving(DateTimeOffset until)
    {
        for (; _next < _absences.Count && _absences[_next].At <= until; _next++)
        {
            var (at, id, back) = _absences[_next];
            if (_people.ById(id) is { } person)
                yield return person with { AwayFrom = at, AwayUntil = back };
        }
    }

    private IEnumerable<(DateTimeOffset At, string PersonId, DateTimeOffset? Until)> AbsencesOf(string id)
    {
        // Two holidays of two weeks and three illnesses of one to four days, spread over the year.
        foreach (var days in new[] { 14, 14, _random.Next(1, 5), _random.Next(1, 5), _random.Next(1, 5) })
        {
            var from = YearOptions.From.AddDays(_random.Next(5, 340));
            yield return (from, id, from.AddDays(days));
        }
    }
}
