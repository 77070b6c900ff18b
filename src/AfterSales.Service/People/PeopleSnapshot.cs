using System.Collections.Frozen;

namespace AfterSales.Service.People;

/// <summary>The people of one moment, indexed for the questions that are asked all the time.</summary>
internal sealed class PeopleSnapshot
{
    private readonly FrozenDictionary<string, Person> _byId;
    private readonly FrozenDictionary<string, Person> _byEmail;
    private readonly FrozenDictionary<string, Person[]> _byGroup;

    public PeopleSnapshot(IReadOnlyList<Person> people)
    {
        All = [.. people.OrderBy(person => person.Id, StringComparer.Ordinal)];
        var active = All.Where(person => person.Active).ToList();
        _byId = All.ToFrozenDictionary(person => person.Id, StringComparer.Ordinal);
        _byEmail = active
            .DistinctBy(person => person.Email, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(person => person.Email, StringComparer.OrdinalIgnoreCase);
        _byGroup = active
            .SelectMany(person => person.Groups.Distinct().Select(group => (group, person)))
            .GroupBy(pair => pair.group, pair => pair.person)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
    }

    public IReadOnlyList<Person> All { get; }

    public Person? ById(string id) => _byId.GetValueOrDefault(id);

    public Person? ByEmail(string email) => _byEmail.GetValueOrDefault(email.Trim());

    public IReadOnlyList<Person> InGroup(string role) => _byGroup.GetValueOrDefault(role) ?? [];

    public IReadOnlyList<Person> WithAccountRole(string accountRole) =>
        [.. All.Where(person => person.Active && person.Roles.Contains(accountRole))];

    public Person? Superior(Person of) =>
        Follow(of, person => person.SuperiorId).FirstOrDefault(person => person.Active);

    public Person ActingFor(Person person, DateTimeOffset at)
    {
        if (IsPresent(person, at))
            return person;
        // The chain is followed through absent people only: a substitute of somebody present stands in for nobody.
        foreach (var substitute in Follow(person, absent => absent.SubstituteId))
            if (IsPresent(substitute, at))
                return substitute;
        return person;
    }

    public IReadOnlyList<Person> SubstitutedBy(Person person, DateTimeOffset at) =>
        [.. All.Where(other => other.Id != person.Id && other.Active && ActingFor(other, at).Id == person.Id)];

    private static bool IsPresent(Person person, DateTimeOffset at) => person.Active && !person.IsAwayAt(at);

    /// <summary>The chain from one person on, stopping where it would turn in a circle.</summary>
    private IEnumerable<Person> Follow(Person start, Func<Person, string?> next)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { start.Id };
        for (var id = next(start); id is not null && seen.Add(id) && _byId.TryGetValue(id, out var person); id = next(person))
            yield return person;
    }
}
