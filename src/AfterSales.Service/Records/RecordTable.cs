using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Serialization;
using AfterSales.Engine.Commits;
using AfterSales.Service.Languages;
using AfterSales.Service.Storage;
using AfterSales.Service.Timeline;

namespace AfterSales.Service.Records;

/// <summary>Records in the database. Rows are added, never changed.</summary>
internal static partial class RecordTable
{
    /// <summary>Adds a section, opening the record with its first one, and tells it in the timeline.</summary>
    /// <returns>The record's number.</returns>
    public static string Append(CommitContext commit, NewSection section)
    {
        var type = RecordCatalog.Get(section.TypeId);
        var number = $"{section.CaseNumber}-{type.Suffix}";
        // What is done for a customer after the case was closed goes straight into the files: nobody closes that case again.
        commit.Execute(
            """
            INSERT INTO records (record_number, case_number, type_id, opened_at, filed_at)
            VALUES (@number, @CaseNumber, @TypeId, @Now, (SELECT CASE WHEN closed_at IS NOT NULL THEN @Now END FROM cases WHERE case_number = @CaseNumber))
            ON CONFLICT DO NOTHING
            """,
            new { number, section.CaseNumber, section.TypeId, Now = commit.Now.ToStored() });
        var position = commit.First<long>("SELECT coalesce(max(position), 0) + 1 FROM record_sections WHERE record_number = @number", new { number });
        Insert(commit, number, position, 1, section, null);
        CaseTimeline.Add(commit, new TimelineEntry(section.CaseNumber, TimelineKinds.RecordFiled)
        {
            Actor = section.FilledBy,
            TaskKey = section.TaskKey,
            RecordNumber = number,
            Facts = new Dictionary<string, TimelineValue> { ["record"] = TimelineValue.Of(type.Name), ["section"] = TimelineValue.Of(section.Title) },
        });
        return number;
    }

    /// <summary>The fields of a section as they stand now.</summary>
    public static IReadOnlyList<RecordField> Latest(CommitContext commit, string recordNumber, int position) => LatestRow(commit, recordNumber, position).ToSection().Fields;

    /// <summary>Adds a corrected revision of a section; the earlier ones stay.</summary>
    public static void Revise(CommitContext commit, string recordNumber, int position, IReadOnlyList<RecordField> fields, string by, string byName, string reason)
    {
        var latest = LatestRow(commit, recordNumber, position);
        var section = new NewSection("", "", new LocalText(latest.TitleEn, latest.TitleFa, latest.TitleZh))
        {
            Role = latest.Role, FilledBy = by, FilledByName = byName, TaskKey = latest.TaskKey, Fields = fields,
        };
        Insert(commit, recordNumber, position, latest.Revision + 1, section, reason);
    }

    /// <summary>Notes that nothing more is expected in the records of a case.</summary>
    public static void File(CommitContext commit, string caseNumber) => commit.Execute(
        "UPDATE records SET filed_at = @Now WHERE case_number = @caseNumber AND filed_at IS NULL", new { caseNumber, Now = commit.Now.ToStored() });

    public static List<CaseRecord> OfCase(DbConnection db, string caseNumber) => Read(db, "case_number = @caseNumber", new { caseNumber });

    public static CaseRecord? Find(DbConnection db, string number) => Read(db, "record_number = @number", new { number }) is [var found] ? found : null;

    /// <summary>Several records with their sections, in the order of their numbers' list.</summary>
    public static IEnumerable<CaseRecord> Several(DbConnection db, IReadOnlyList<string> numbers)
    {
        var found = Read(db, "record_number IN @numbers", new { numbers }).ToDictionary(record => record.Number);
        return numbers.Where(found.ContainsKey).Select(number => found[number]);
    }

    /// <summary>The fields of sections of some record types that were filled in a stretch of time, each in its latest revision, the newest sections first, at most so many.</summary>
    public static IEnumerable<(string TypeId, IReadOnlyList<RecordField> Fields)> FilledBetween(DbConnection db, IReadOnlyList<string> types, long from, long to, int most) => db
        .List<(string TypeId, string Stored)>(
            """
            SELECT r.type_id, s.fields_json FROM records r JOIN record_sections s ON s.record_number = r.record_number
            WHERE r.type_id IN @types AND r.opened_at < @to AND s.filled_at >= @from AND s.filled_at < @to
              AND s.revision = (SELECT max(l.revision) FROM record_sections l WHERE l.record_number = s.record_number AND l.position = s.position)
            ORDER BY s.filled_at DESC LIMIT @most
            """,
            new { types, from, to, most })
        .Select(row => (row.TypeId, JsonSerializer.Deserialize(row.Stored, FieldsJson.Default.IReadOnlyListRecordField)!));

    private static SectionRow LatestRow(CommitContext commit, string recordNumber, int position) => commit.First<SectionRow>(
        SectionRow.Select + " WHERE record_number = @recordNumber AND position = @position ORDER BY revision DESC LIMIT 1", new { recordNumber, position })!;

    private static void Insert(CommitContext commit, string number, long position, int revision, NewSection section, string? reason) => commit.Execute(
        """
        INSERT INTO record_sections (record_number, position, revision, title_en, title_fa, title_zh, role, filled_by, filled_by_name, filled_at,
            task_key, revision_reason, fields_json, search_text)
        VALUES (@number, @position, @revision, @English, @Persian, @Chinese, @Role, @FilledBy, @FilledByName, @Now, @TaskKey, @reason, @Fields, @Words)
        """,
        new
        {
            number, position, revision, section.Title.English, section.Title.Persian, section.Title.Chinese, section.Role, section.FilledBy,
            section.FilledByName, Now = commit.Now.ToStored(), section.TaskKey, reason,
            Fields = JsonSerializer.Serialize(section.Fields, FieldsJson.Default.IReadOnlyListRecordField),
            Words = Words(section),
        });

    /// <summary>Everything of the section somebody may look for, choices in all languages.</summary>
    private static string Words(NewSection section) => string.Join(' ', section.Fields
        .SelectMany(field => field.Values).Prepend(section.Title)
        .SelectMany(text => new[] { text.English, text.Persian, text.Chinese }).Append(section.FilledByName)
        .Where(word => !string.IsNullOrEmpty(word)).Distinct());

    private static List<CaseRecord> Read(DbConnection db, string where, object parameters)
    {
        var records = db.List<RecordRow>(
            $"""
            SELECT record_number AS Number, case_number AS CaseNumber, type_id AS TypeId, opened_at AS OpenedAt, filed_at AS FiledAt
            FROM records WHERE {where} ORDER BY opened_at, record_number
            """, parameters);
        var sections = db.List<SectionRow>(
            $"{SectionRow.Select} WHERE record_number IN (SELECT record_number FROM records WHERE {where}) ORDER BY position, revision", parameters)
            .ToLookup(row => row.RecordNumber);
        return [.. records.Select(row => row.ToRecord(sections[row.Number]))];
    }

    private sealed class RecordRow
    {
        public string Number { get; init; } = "";
        public string CaseNumber { get; init; } = "";
        public string TypeId { get; init; } = "";
        public long OpenedAt { get; init; }
        public long? FiledAt { get; init; }

        public CaseRecord ToRecord(IEnumerable<SectionRow> sections) => new()
        {
            Number = Number,
            CaseNumber = CaseNumber,
            TypeId = TypeId,
            Name = RecordCatalog.Get(TypeId).Name,
            OpenedAt = Instants.FromStored(OpenedAt),
            FiledAt = Instants.FromStored(FiledAt),
            Sections = [.. sections.GroupBy(row => row.Position).Select(Latest)],
        };

        private static RecordSection Latest(IEnumerable<SectionRow> revisions)
        {
            var all = revisions.Select(row => row.ToSection()).ToList();
            return all[^1] with { EarlierRevisions = all[..^1] };
        }
    }

    private sealed class SectionRow
    {
        public const string Select =
            """
            SELECT record_number AS RecordNumber, position AS Position, revision AS Revision, title_en AS TitleEn, title_fa AS TitleFa, title_zh AS TitleZh,
                   role AS Role, filled_by AS FilledBy, filled_by_name AS FilledByName, filled_at AS FilledAt, task_key AS TaskKey,
                   revision_reason AS RevisionReason, fields_json AS Stored
            FROM record_sections
            """;

        public string RecordNumber { get; init; } = "";
        public int Position { get; init; }
        public int Revision { get; init; }
        public string TitleEn { get; init; } = "";
        public string? TitleFa { get; init; }
        public string? TitleZh { get; init; }
        public string? Role { get; init; }
        public string? FilledBy { get; init; }
        public string? FilledByName { get; init; }
        public long FilledAt { get; init; }
        public long? TaskKey { get; init; }
        public string? RevisionReason { get; init; }
        public string Stored { get; init; } = "[]";

        public RecordSection ToSection() => new()
        {
            Position = Position,
            Title = new LocalText(TitleEn, TitleFa, TitleZh),
            Role = Role,
            FilledBy = FilledBy,
            FilledByName = FilledByName,
            FilledAt = Instants.FromStored(FilledAt),
            TaskKey = TaskKey,
            Revision = Revision,
            RevisionReason = RevisionReason,
            Fields = JsonSerializer.Deserialize(Stored, FieldsJson.Default.IReadOnlyListRecordField)!,
        };
    }

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonSerializable(typeof(IReadOnlyList<RecordField>))]
    private sealed partial class FieldsJson : JsonSerializerContext;
}
