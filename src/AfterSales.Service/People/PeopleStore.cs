using AfterSales.Engine;
using AfterSales.Engine.Commits;
using AfterSales.Service.Languages;
using AfterSales.Service.Storage;

namespace AfterSales.Service.People;

/// <summary>People in the database. Reading goes through <see cref="Directory"/>; this is where they are changed.</summary>
public sealed class PeopleStore
{
    private readonly ProcessEngine _engine;

    public PeopleStore(ProcessEngine engine)
    {
        _engine = engine;
        Directory = new Directory(LoadAll, engine.Clock);
    }

    /// <summary>The directory that reads from this store.</summary>
    public Directory Directory { get; }

    /// <summary>Adds a person or replaces the one with the same id.</summary>
    public Task SaveAsync(Person person, string? by = null, CancellationToken ct = default) =>
        _engine.WriteAsync(commit => Save(commit, person), by, ct);

    /// <summary>The same, as part of a commit that does more. What somebody changed is in the log; what the service seeds is not.</summary>
    public void Save(CommitContext commit, Person person)
    {
        if (commit.Actor is not null)
            PersonAudit.Add(commit, LoadAll(commit).FirstOrDefault(known => known.Id == person.Id), person);
        commit.Execute(
            """
            INSERT INTO people (person_id, name_en, name_fa, name_zh, email, phone, language, calendar_id, superior_id, substitute_id, away_from, away_until, active)
            VALUES (@Id, @English, @Persian, @Chinese, @Email, @Phone, @Language, @CalendarId, @SuperiorId, @SubstituteId, @AwayFrom, @AwayUntil, @Active)
            ON CONFLICT (person_id) DO UPDATE SET
                name_en = excluded.name_en, name_fa = excluded.name_fa, name_zh = excluded.name_zh, email = excluded.email, phone = excluded.phone,
                language = excluded.language, calendar_id = excluded.calendar_id, superior_id = excluded.superior_id, substitute_id = excluded.substitute_id,
                away_from = excluded.away_from, away_until = excluded.away_until, active = excluded.active
            """,
            new
            {
                person.Id, person.Name.English, person.Name.Persian, person.Name.Chinese, person.Email, person.Phone,
                Language = person.Language.Code(), person.CalendarId, person.SuperiorId, person.SubstituteId,
                AwayFrom = person.AwayFrom.ToStored(), AwayUntil = person.AwayUntil.ToStored(), Active = person.Active ? 1 : 0,
            });
        commit.Execute("DELETE FROM people_groups WHERE person_id = @Id", new { person.Id });
        commit.Execute("DELETE FROM people_account_roles WHERE person_id = @Id", new { person.Id });
        foreach (var role in person.Groups.Distinct())
            commit.Execute("INSERT INTO people_groups (person_id, role_id) VALUES (@Id, @role)", new { person.Id, role });
        foreach (var role in person.Roles.Distinct())
            commit.Execute("INSERT INTO people_account_roles (person_id, account_role) VALUES (@Id, @role)", new { person.Id, role });
        commit.AfterCommit(Directory.Refresh);
    }

    private List<Person> LoadAll()
    {
        using var db = _engine.OpenRead();
        return LoadAll(db);
    }

    /// <summary>Everybody as the commit finds him, whatever other nodes wrote a moment ago.</summary>
    internal static List<Person> LoadAll(RowSource db)
    {
        var groups = Several(db, "SELECT person_id, role_id FROM people_groups ORDER BY role_id");
        var roles = Several(db, "SELECT person_id, account_role FROM people_account_roles");
        return [.. db.List<Row>(
            """
            SELECT person_id AS Id, name_en AS English, name_fa AS Persian, name_zh AS Chinese, email AS Email, phone AS Phone, language AS Language,
                   calendar_id AS CalendarId, superior_id AS SuperiorId, substitute_id AS SubstituteId, away_from AS AwayFrom, away_until AS AwayUntil, active AS Active
            FROM people
            """).Select(row => row.ToPerson([.. groups[row.Id]], [.. roles[row.Id]]))];
    }

    private static ILookup<string, string> Several(RowSource db, string sql) =>
        db.List<(string Person, string Role)>(sql).ToLookup(row => row.Person, row => row.Role);

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public string English { get; init; } = "";
        public string? Persian { get; init; }
        public string? Chinese { get; init; }
        public string Email { get; init; } = "";
        public string? Phone { get; init; }
        public string Language { get; init; } = "";
        public string CalendarId { get; init; } = "";
        public string? SuperiorId { get; init; }
        public string? SubstituteId { get; init; }
        public long? AwayFrom { get; init; }
        public long? AwayUntil { get; init; }
        public bool Active { get; init; }

        public Person ToPerson(IReadOnlyList<string> groups, IReadOnlyList<string> roles) => new()
        {
            Id = Id,
            Name = new LocalText(English, Persian, Chinese),
            Email = Email,
            Phone = Phone,
            Language = LanguageCodes.Parse(Language),
            CalendarId = CalendarId,
            SuperiorId = SuperiorId,
            SubstituteId = SubstituteId,
            AwayFrom = Instants.FromStored(AwayFrom),
            AwayUntil = Instants.FromStored(AwayUntil),
            Groups = groups,
            Roles = roles,
            Active = Active,
        };
    }
}
