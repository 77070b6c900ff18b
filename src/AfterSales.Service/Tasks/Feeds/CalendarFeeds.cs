using System.Buffers.Text;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using AfterSales.Engine;
using AfterSales.Service.Languages;
using AfterSales.Service.Mail;
using AfterSales.Service.People;
using AfterSales.Service.Storage;

namespace AfterSales.Service.Tasks.Feeds;

/// <summary>
/// Everybody's own appointments and due times as a calendar that other programs read at a secret address: 192 random bits, of which only the
/// hash is kept. A renewed address makes the old one worthless.
/// </summary>
public sealed class CalendarFeeds(ProcessEngine engine, People.Directory people, MailSettings settings, TimeProvider clock)
{
    private const int Most = 500;

    // A due time has no length; calendars show a stretch. It ends when the task is due.
    private static readonly TimeSpan Shown = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>Makes a new address; the one before opens nothing any more.</summary>
    /// <returns>The address, which cannot be asked for again.</returns>
    public async Task<string> RenewAsync(Person of, CancellationToken ct = default)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
        await engine.WriteAsync(commit =>
        {
            commit.Execute(
                """
                INSERT INTO calendar_feed (person_id, token_hash, created_at) VALUES (@Id, @hash, @Now)
                ON CONFLICT (person_id) DO UPDATE SET token_hash = excluded.token_hash, created_at = excluded.created_at
                """,
                new { of.Id, hash = Hash(token), Now = commit.Now.ToStored() });
        }, of.Id, ct);
        return $"{settings.PublicUrl}/calendar/{token}.ics";
    }

    /// <summary>Makes the address worthless without a new one.</summary>
    public Task WithdrawAsync(Person of, CancellationToken ct = default) =>
        engine.WriteAsync(commit => { commit.Execute("DELETE FROM calendar_feed WHERE person_id = @Id", new { of.Id }); }, of.Id, ct);

    /// <summary>Since when there is an address; null while there is none.</summary>
    public Task<DateTimeOffset?> SinceAsync(Person of, CancellationToken ct = default) => engine.ReadAsync(
        db => db.List<long>("SELECT created_at FROM calendar_feed WHERE person_id = @Id", new { of.Id }) is [var at] ? Instants.FromStored(at) : (DateTimeOffset?)null, ct);

    /// <summary>The calendar at a secret address; null for one that opens nothing, also when its owner has left.</summary>
    public async Task<string?> ReadAsync(string token, CancellationToken ct = default)
    {
        if (token.Length != 32)
            return null;
        var id = await engine.ReadAsync(db => db.List<string>("SELECT person_id FROM calendar_feed WHERE token_hash = @hash", new { hash = Hash(token) }) is [var found] ? found : null, ct);
        return id is not null && people.ById(id) is { Active: true } person ? await engine.ReadAsync(db => Write(db, person), ct) : null;
    }

    private string Write(DbConnection db, Person person)
    {
        var now = clock.GetUtcNow();
        var words = TextCatalog.For(person.Language);
        var text = new ICalendarText()
            .Line("BEGIN", "VCALENDAR").Line("VERSION", "2.0").Line("PRODID", "-//AfterSales//Calendar//EN").Line("METHOD", "PUBLISH")
            .Text("X-WR-CALNAME", words["held.feed.name", person.Name]);
        foreach (var visit in db.List<VisitRow>(
            $"""
            SELECT w.order_number AS Number, w.work_type AS WorkType, w.address AS Address, w.case_number AS CaseNumber, w.start_at AS StartAt, w.end_at AS EndAt,
                   coalesce(c.customer_company, c.customer_name) AS Customer, c.subject AS Subject
            FROM work_orders w LEFT JOIN cases c ON c.case_number = w.case_number
            WHERE w.technician = @Id AND w.status = 'scheduled' AND w.start_at >= @Since ORDER BY w.start_at LIMIT {Most}
            """,
            new { person.Id, Since = (now - Kept).ToStored() }))
            Event(text, $"visit-{visit.Number}", now, Instants.FromStored(visit.StartAt), Instants.FromStored(visit.EndAt), busy: true,
                words["held.feed.visit", words[$"workOrder.type.{visit.WorkType}"], visit.Customer ?? visit.Number],
                visit.Subject, visit.Address, visit.CaseNumber is { } number ? $"/cases/{number}" : null);
        foreach (var row in db.List<TaskRow>($"{TaskRow.Select} WHERE t.ended_at IS NULL AND t.assignee = @Id AND t.due_at IS NOT NULL ORDER BY t.due_at LIMIT {Most}", new { person.Id }))
        {
            var due = Instants.FromStored(row.DueAt!.Value);
            Event(text, FormattableString.Invariant($"task-{row.Key}"), now, due - Shown, due, busy: false,
                words["held.feed.due", row.Name, row.CaseNumber ?? ""], row.Subject, null, FormattableString.Invariant($"/tasks/{row.Key}"));
        }
        return text.Line("END", "VCALENDAR").ToString();
    }

    private void Event(
        ICalendarText text, string id, DateTimeOffset now, DateTimeOffset from, DateTimeOffset to, bool busy, string title, string? about, string? place, string? path)
    {
        text.Line("BEGIN", "VEVENT").Line("UID", $"{id}@{new Uri(settings.PublicUrl).Host}").Instant("DTSTAMP", now).Instant("DTSTART", from).Instant("DTEND", to)
            .Text("SUMMARY", title.Trim()).Text("DESCRIPTION", about).Text("LOCATION", place).Line("TRANSP", busy ? "OPAQUE" : "TRANSPARENT");
        if (path is not null)
            text.Line("URL", settings.PublicUrl + path);
        text.Line("END", "VEVENT");
    }

    private static string Hash(string token) => Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(token)));

    private sealed class VisitRow
    {
        public string Number { get; init; } = "";
        public string WorkType { get; init; } = "";
        public string? Address { get; init; }
        public string? CaseNumber { get; init; }
        public long StartAt { get; init; }
        public long EndAt { get; init; }
        public string? Customer { get; init; }
        public string? Subject { get; init; }
    }
}
