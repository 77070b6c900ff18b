using System.Data.Common;
using AfterSales.Engine.Commits;
using AfterSales.Service.Storage;

namespace AfterSales.Service.Deadlines.Moves;

/// <summary>A due time that a change of a calendar moved.</summary>
/// <param name="SourceKey">The user task or timer.</param>
/// <param name="Version">The version of the calendar that moved it.</param>
/// <param name="BeforeReceipt">The calculation that it replaced.</param>
/// <param name="MissWithdrawn">When a miss of the old due time was recorded, which is none by the new one.</param>
public sealed record DeadlineMove(
    long SourceKey, string? CaseNumber, string CalendarId, int Version, DateTimeOffset OldDueAt, DateTimeOffset NewDueAt, DeadlineReceipt BeforeReceipt,
    DateTimeOffset? MissWithdrawn, DateTimeOffset MovedAt);

/// <summary>The moves in the database: the history of receipts.</summary>
internal static class MoveTable
{
    public static void Add(CommitContext commit, DeadlineMove move) => commit.Execute(
        """
        INSERT INTO deadline_move (move_key, source_key, case_number, calendar_id, version, old_due_at, new_due_at, old_receipt, breach_recorded_at, moved_at)
        VALUES (@key, @source, @caseNumber, @calendar, @version, @old, @new, @receipt, @withdrawn, @now)
        ON CONFLICT (source_key, calendar_id, version) DO NOTHING
        """,
        new
        {
            key = commit.NextKey(), source = move.SourceKey, caseNumber = move.CaseNumber, calendar = move.CalendarId, version = move.Version,
            old = move.OldDueAt.ToStored(), @new = move.NewDueAt.ToStored(), receipt = DeadlineJson.Write(move.BeforeReceipt),
            withdrawn = move.MissWithdrawn.ToStored(), now = commit.Now.ToStored(),
        });

    /// <summary>The moves within a case, earliest first.</summary>
    public static IReadOnlyList<DeadlineMove> OfCase(DbConnection db, string caseNumber) =>
        [.. db.List<(long Source, string? CaseNumber, string Calendar, long Version, long Old, long New, string Receipt, long? Withdrawn, long Moved)>(
            """
            SELECT source_key, case_number, calendar_id, version, old_due_at, new_due_at, old_receipt, breach_recorded_at, moved_at
            FROM deadline_move WHERE case_number = @caseNumber ORDER BY moved_at, move_key
            """, new { caseNumber })
            .Select(row => new DeadlineMove(
                row.Source, row.CaseNumber, row.Calendar, (int)row.Version, Instants.FromStored(row.Old), Instants.FromStored(row.New),
                DeadlineJson.Read<DeadlineReceipt>(row.Receipt), Instants.FromStored(row.Withdrawn), Instants.FromStored(row.Moved)))];
}
