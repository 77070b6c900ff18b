using AfterSales.Engine.Commits;
using AfterSales.Service.Cases;
using AfterSales.Service.Storage;

namespace AfterSales.Service.Trainings;

/// <summary>Training records in the database.</summary>
internal static class TrainingTable
{
    private const string NumberPrefix = "TR";

    private const string Columns =
        """
        record_number AS Number, case_number AS CaseNumber, audience AS Audience, topic AS Topic, trainer AS Trainer, held_on AS HeldOn,
        valid_until AS ValidUntil, passed AS Passed
        """;

    /// <summary>Stores the record under a number of its own.</summary>
    public static TrainingRecord Add(CommitContext commit, TrainingRecord record)
    {
        var numbered = record with { Number = CaseNumbers.Next(commit, NumberPrefix, record.HeldOn.Year) };
        commit.Execute(
            """
            INSERT INTO training_records (record_number, case_number, audience, topic, trainer, held_on, valid_until, passed, created_at)
            VALUES (@Number, @CaseNumber, @Audience, @Topic, @Trainer, @HeldOn, @ValidUntil, @Passed, @Now)
            """,
            new
            {
                numbered.Number, numbered.CaseNumber, numbered.Audience, numbered.Topic, numbered.Trainer, HeldOn = numbered.HeldOn.ToStored(),
                ValidUntil = numbered.ValidUntil.ToStored(), Passed = numbered.Passed ? 1 : 0, Now = commit.Now.ToStored(),
            });
        foreach (var (position, person) in numbered.People.Index())
            commit.Execute(
                "INSERT INTO training_people (record_number, position, name, person_id) VALUES (@Number, @position, @Name, @PersonId)",
                new { numbered.Number, position, person.Name, person.PersonId });
        return numbered;
    }

    /// <summary>Ids of the staff who passed a training in the topic that counts on a day.</summary>
    public static IReadOnlySet<string> Competent(RowSource rows, string topic, DateOnly on) => rows.List<string>(
        """
        SELECT p.person_id FROM training_records r JOIN training_people p ON p.record_number = r.record_number
        WHERE r.audience = 'staff' AND r.passed = 1 AND p.person_id IS NOT NULL AND upper(r.topic) = upper(@topic)
          AND r.held_on <= @Day AND (r.valid_until IS NULL OR r.valid_until >= @Day)
        """,
        new { topic, Day = on.ToStored() }).ToHashSet(StringComparer.Ordinal);

    public static TrainingRecord? Find(RowSource rows, string number) =>
        rows.List<Row>($"SELECT {Columns} FROM training_records WHERE record_number = @Number", new { Number = number.Trim().ToUpperInvariant() }) is [var row, ..]
            ? row.ToRecord(People(rows, [row.Number])[row.Number])
            : null;

    /// <summary>By part of topic, trainer or participant, by audience and one of our people; the latest first.</summary>
    public static (IReadOnlyList<TrainingRecord> Items, int Total) Search(RowSource rows, string? text, string? audience, string? person, int skip, int take)
    {
        const string where =
            """
            FROM training_records r WHERE (@audience IS NULL OR audience = @audience)
              AND (@person IS NULL OR EXISTS (SELECT 1 FROM training_people p WHERE p.record_number = r.record_number AND p.person_id = @person))
              AND (@Text IS NULL OR lower(topic) LIKE @Text ESCAPE '\' OR lower(trainer) LIKE @Text ESCAPE '\' OR lower(record_number) LIKE @Text ESCAPE '\'
                OR EXISTS (SELECT 1 FROM training_people p WHERE p.record_number = r.record_number AND lower(p.name) LIKE @Text ESCAPE '\'))
            """;
        var parameters = new { Text = string.IsNullOrWhiteSpace(text) ? null : Sql.Anywhere(text.Trim()), audience, person, skip, take };
        var total = rows.List<long>($"SELECT count(*) {where}", parameters)[0];
        var found = rows.List<Row>($"SELECT {Columns} {where} ORDER BY held_on DESC, record_number DESC LIMIT @take OFFSET @skip", parameters);
        var people = People(rows, [.. found.Select(row => row.Number)]);
        return ([.. found.Select(row => row.ToRecord(people[row.Number]))], (int)total);
    }

    private static ILookup<string, TrainedPerson> People(RowSource rows, IReadOnlyList<string> numbers) => rows
        .List<(string Number, string Name, string? PersonId)>(
            "SELECT record_number, name, person_id FROM training_people WHERE record_number IN @numbers ORDER BY record_number, position", new { numbers })
        .ToLookup(row => row.Number, row => new TrainedPerson(row.Name, row.PersonId));

    private sealed class Row
    {
        public string Number { get; init; } = "";
        public string? CaseNumber { get; init; }
        public string Audience { get; init; } = "";
        public string Topic { get; init; } = "";
        public string? Trainer { get; init; }
        public string HeldOn { get; init; } = "";
        public string? ValidUntil { get; init; }
        public bool Passed { get; init; }

        public TrainingRecord ToRecord(IEnumerable<TrainedPerson> people) => new()
        {
            Number = Number,
            CaseNumber = CaseNumber,
            Audience = Audience,
            Topic = Topic,
            Trainer = Trainer,
            HeldOn = Days.FromStored(HeldOn) ?? DateOnly.MinValue,
            ValidUntil = Days.FromStored(ValidUntil),
            Passed = Passed,
            People = [.. people],
        };
    }
}
