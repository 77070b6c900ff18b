namespace AfterSales.Service.People;

/// <summary>
/// Who works here. Answers come from a snapshot held in memory, so that observers and mails may ask on every command;
/// a change made through this service is seen at once, a change made by another node within half a minute.
/// Persons who have left are found by id (their name stays on records) and by nothing else.
/// </summary>
public sealed class Directory
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(30);

    private readonly Func<IReadOnlyList<Person>>? _load;
    private readonly TimeProvider _clock;
    private volatile PeopleSnapshot? _snapshot;
    private long _loadedAt;

    /// <summary>A directory of exactly these people.</summary>
    public Directory(IEnumerable<Person> people)
    {
        _clock = TimeProvider.System;
        _snapshot = new PeopleSnapshot([.. people]);
    }

    /// <summary>A directory that reads people with <paramref name="load"/>, and again when what it holds has become old.</summary>
    internal Directory(Func<IReadOnlyList<Person>> load, TimeProvider clock) => (_load, _clock) = (load, clock);

    /// <summary>Everybody, also those who have left, in the order of their ids.</summary>
    public IReadOnlyList<Person> All => Current.All;

    private PeopleSnapshot Current
    {
        get
        {
            var snapshot = _snapshot;
            if (snapshot is not null && (_load is null || _clock.GetElapsedTime(Volatile.Read(ref _loadedAt)) < Freshness))
                return snapshot;
            Volatile.Write(ref _loadedAt, _clock.GetTimestamp());
            return _snapshot = new PeopleSnapshot(_load!());
        }
    }

    /// <summary>The person with this id, also when he has left; null when there is none.</summary>
    public Person? ById(string id) => Current.ById(id);

    /// <summary>The active person with this address, upper and lower case alike.</summary>
    public Person? ByEmail(string email) => Current.ByEmail(email);

    /// <summary>The active members of a role or department.</summary>
    public IReadOnlyList<Person> InGroup(string role) => Current.InGroup(role);

    /// <summary>The active persons with an account role (<see cref="AccountRoles"/>).</summary>
    public IReadOnlyList<Person> WithAccountRole(string accountRole) => Current.WithAccountRole(accountRole);

    /// <summary>The active superior of a person; a superior who has left is passed over to his own. Null at the top.</summary>
    public Person? Superior(Person of) => Current.Superior(of);

    /// <summary>
    /// Who does the work meant for <paramref name="person"/> at <paramref name="at"/>: himself, or his substitute while
    /// he is away, and so on down the chain. Where the chain ends in nobody present, the person himself.
    /// </summary>
    public Person ActingFor(Person person, DateTimeOffset at) => Current.ActingFor(person, at);

    /// <summary>The persons whose work <paramref name="person"/> does at <paramref name="at"/> besides his own.</summary>
    public IReadOnlyList<Person> SubstitutedBy(Person person, DateTimeOffset at) => Current.SubstitutedBy(person, at);

    /// <summary>Forgets the snapshot, so that the next question reads again.</summary>
    internal void Refresh()
    {
        if (_load is not null)
            _snapshot = null;
    }
}
