using System.Data.Common;
using System.Text.Json;
using AfterSales.Engine;
using AfterSales.Service.Languages;
using AfterSales.Service.Storage;
using AfterSales.Service.Timeline;

namespace AfterSales.Service.Audit;

/// <summary>
/// What people did, over everything: the timelines of the cases, signatures and retirements of the designer, edits of calendars and
/// policies, and the entries of administration. Each is read where it was written, so that there is one truth; every source gives its
/// newest rows by an index, and the newest of all are taken.
/// </summary>
public sealed class AuditQueries(ProcessEngine engine, People.Directory people)
{
    private static readonly Source[] Sources =
    [
        new("timeline", "actor", "kind", "'case'", "case_number", "facts_json", false, "happened_at", ["case", "task", "record", "incident", "mail"], "actor IS NOT NULL"),
        new("audit_entry", "actor", "action", "object_kind", "object_id", "facts_json", false, "happened_at", ["person", "account", "token", "mail", "incident", "engine"], "1 = 1"),
        new("calendar_version", "author", "'calendar.changed'", "'calendar'", "calendar_id", "reason", true, "changed_at", ["calendar"], "author IS NOT NULL"),
        new("escalation_policy_version", "author", "'policy.changed'", "'policy'", "policy_id", "reason", true, "changed_at", ["policy"], "author IS NOT NULL"),
        new("designer_signature s JOIN designer_release r ON r.release_key = s.release_key", "s.person",
            "CASE WHEN s.approved = 0 THEN 'designer.refused' WHEN s.step = 'preparer' THEN 'designer.prepared' ELSE 'designer.signed' END",
            "'change'", "r.number", "coalesce(s.remark, r.note)", true, "s.signed_at", ["designer"], "1 = 1"),
        new("designer_retired", "retired_by", "'designer.retired'", "kind", "name", "reason", true, "retired_at", ["designer"], "1 = 1"),
    ];

    /// <summary>A page of the log in words; times are the caller's to format.</summary>
    /// <param name="zone">Where instants within the words are told.</param>
    public Task<AuditPage> FindAsync(AuditFilter filter, Language language, TimeZoneInfo zone, CancellationToken ct = default) => engine.ReadAsync(
        db =>
        {
            var take = Math.Clamp(filter.Take, 1, AuditFilter.Most);
            var skip = Math.Max(0, filter.Skip);
            var words = new TimelineWords(language, people, zone);
            var rows = Sources
                .Where(source => filter.Group is null || source.Groups.Contains(filter.Group))
                .SelectMany(source => source.Read(db, filter, skip + take + 1).Select(row => row with { IsReason = source.IsReason }))
                .OrderByDescending(row => row.At).ThenByDescending(row => row.Action, StringComparer.Ordinal)
                .Skip(skip).Take(take + 1).ToList();
            return new AuditPage([.. rows.Take(take).Select(row => InWords(row, words))], rows.Count > take);
        },
        ct);

    private static AuditLine InWords(Row row, TimelineWords words)
    {
        var facts = row.IsReason
            ? new Dictionary<string, TimelineValue> { ["reason"] = TimelineValue.Of(row.Facts) }
            : JsonSerializer.Deserialize(row.Facts, TimelineJson.Default.DictionaryStringTimelineValue)!;
        facts.TryAdd("object", TimelineValue.Of(row.ObjectId));
        return new AuditLine
        {
            At = Instants.FromStored(row.At),
            Action = row.Action,
            Actor = row.Actor,
            ActorName = words.Actor(row.Actor),
            ObjectKind = row.ObjectKind,
            ObjectId = row.ObjectId,
            Title = words.Find($"audit.{row.Action}.title", facts) ?? words.Title(row.Action, facts),
            Detail = words.Find($"audit.{row.Action}.detail", facts) ?? words.Detail(row.Action, facts),
        };
    }

    private sealed record Source(
        string From, string Actor, string Action, string ObjectKind, string ObjectId, string Facts, bool IsReason, string At, IReadOnlyList<string> Groups, string Where)
    {
        public List<Row> Read(DbConnection db, AuditFilter filter, int limit)
        {
            var where = new List<string> { Where };
            if (filter.Actor is not null)
                where.Add($"{Actor} = @Actor");
            if (filter.Group is not null)
                where.Add($"{Action} LIKE @Group");
            if (filter.Object is not null)
                where.Add($"lower({ObjectId}) LIKE @Object ESCAPE '\\'");
            if (filter.From is not null)
                where.Add($"{At} >= @From");
            if (filter.Until is not null)
                where.Add($"{At} < @Until");
            return db.List<Row>(
                $"""
                SELECT {Actor} AS Actor, {Action} AS Action, {ObjectKind} AS ObjectKind, {ObjectId} AS ObjectId, {Facts} AS Facts, {At} AS At
                FROM {From} WHERE {string.Join(" AND ", where)} ORDER BY {At} DESC LIMIT @limit
                """,
                new
                {
                    filter.Actor, Group = filter.Group + ".%", Object = filter.Object is null ? null : Sql.Anywhere(filter.Object),
                    From = filter.From.ToStored(), Until = filter.Until.ToStored(), limit,
                });
        }
    }

    private sealed record Row
    {
        public string? Actor { get; init; }
        public string Action { get; init; } = "";
        public string ObjectKind { get; init; } = "";
        public string ObjectId { get; init; } = "";
        public string Facts { get; init; } = "";
        public long At { get; init; }

        /// <summary>The source keeps what somebody typed where others keep facts.</summary>
        public bool IsReason { get; init; }
    }
}
