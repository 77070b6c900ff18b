using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Serialization;
using AfterSales.Engine.Commits;
using AfterSales.Service.Storage;

namespace AfterSales.Service.Schedules;

/// <summary>Schedules in the database: shipped ones are renewed at every start except where they were edited.</summary>
internal static partial class ScheduleTable
{
    /// <summary>The schedules of the shipped file.</summary>
    public static IReadOnlyList<Schedule> Shipped { get; } = Load();

    /// <summary>Puts the shipped schedules there. New ones begin to count now: what lies before is nobody's omission.</summary>
    public static void Seed(CommitContext commit)
    {
        foreach (var schedule in Shipped)
            commit.Execute(
                """
                INSERT INTO schedule (schedule_id, definition, enabled, looked_until, updated_at) VALUES (@Id, @json, 1, @Now, @Now)
                ON CONFLICT (schedule_id) DO UPDATE SET definition = excluded.definition, updated_at = excluded.updated_at
                WHERE schedule.edited = 0 AND schedule.definition <> excluded.definition
                """,
                new { schedule.Id, json = Write(schedule), Now = commit.Now.ToStored() });
    }

    public static List<StoredSchedule> All(DbConnection db, DbTransaction? transaction = null) =>
        [.. Dapper.SqlMapper.Query<Row>(db, "SELECT definition AS Definition, enabled AS Enabled, looked_until AS LookedUntil FROM schedule ORDER BY schedule_id", transaction: transaction)
            .Select(row => new StoredSchedule(Read(row.Definition), row.Enabled == 1, Instants.FromStored(row.LookedUntil)))];

    /// <summary>Remembers how far fires are planned; never back, so that a clock put back repeats nothing.</summary>
    public static void LookedUntil(CommitContext commit, string id, DateTimeOffset until) => commit.Execute(
        "UPDATE schedule SET looked_until = @until WHERE schedule_id = @id AND looked_until < @until", new { id, until = until.ToStored() });

    /// <summary>Switches one on or off. One that is switched on begins to count now. False when there is no such schedule or it stands so already.</summary>
    public static bool Switch(CommitContext commit, string id, bool on) => commit.Change(
        "UPDATE schedule SET enabled = @on, looked_until = CASE WHEN @on = 1 AND looked_until < @Now THEN @Now ELSE looked_until END, updated_at = @Now WHERE schedule_id = @id AND enabled <> @on",
        new { id, on = on ? 1 : 0, Now = commit.Now.ToStored() }) > 0;

    /// <summary>Stores an edited definition.</summary>
    public static void Save(CommitContext commit, Schedule schedule) => commit.Execute(
        """
        INSERT INTO schedule (schedule_id, definition, edited, enabled, looked_until, updated_at) VALUES (@Id, @json, 1, 1, @Now, @Now)
        ON CONFLICT (schedule_id) DO UPDATE SET definition = excluded.definition, edited = 1, updated_at = excluded.updated_at
        """,
        new { schedule.Id, json = Write(schedule), Now = commit.Now.ToStored() });

    private static string Write(Schedule schedule) => JsonSerializer.Serialize(schedule, ScheduleJson.Default.Schedule);

    private static Schedule Read(string json) => JsonSerializer.Deserialize(json, ScheduleJson.Default.Schedule)!;

    private static List<Schedule> Load()
    {
        using var stream = typeof(ScheduleTable).Assembly.GetManifestResourceStream("Schedules/schedules.json")!;
        return JsonSerializer.Deserialize(stream, ScheduleJson.Default.ListSchedule)!;
    }

    [JsonSourceGenerationOptions(
        PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, ReadCommentHandling = JsonCommentHandling.Skip)]
    [JsonSerializable(typeof(List<Schedule>))]
    private sealed partial class ScheduleJson : JsonSerializerContext;

    private sealed class Row
    {
        public string Definition { get; init; } = "";
        public long Enabled { get; init; }
        public long LookedUntil { get; init; }
    }
}

/// <summary>A schedule with how far it is.</summary>
internal sealed record StoredSchedule(Schedule Schedule, bool Enabled, DateTimeOffset LookedUntil);
