using System.Text.Json;
using AfterSales.Engine;
using AfterSales.Engine.Commits;
using AfterSales.Service.Storage;
using AfterSales.Service.Timeline;

namespace AfterSales.Service.Audit;

/// <summary>Writes the log of what people did, where possible in the commit that did it: nothing is logged that did not happen.</summary>
public static class AuditLog
{
    public static void Add(CommitContext commit, AuditEntry entry) => commit.Execute(
        """
        INSERT INTO audit_entry (entry_key, happened_at, actor, action, object_kind, object_id, facts_json)
        VALUES (@Key, @At, @Actor, @Action, @ObjectKind, @ObjectId, @Facts)
        """,
        new
        {
            Key = commit.NextKey(),
            At = commit.Now.ToStored(),
            Actor = entry.Actor ?? commit.Actor,
            entry.Action,
            entry.ObjectKind,
            entry.ObjectId,
            Facts = JsonSerializer.Serialize(entry.Facts, TimelineJson.Default.IReadOnlyDictionaryStringTimelineValue),
        });

    /// <summary>An entry in a commit of its own, for what leaves no row of its own: a test mail, a sign-in.</summary>
    public static Task AddAuditAsync(this ProcessEngine engine, AuditEntry entry, string? by, CancellationToken ct = default) =>
        engine.WriteAsync(commit => Add(commit, entry), by, ct);
}
