using System.Data.Common;
using AfterSales.Service.Languages;
using Dapper;
using static AfterSales.Service.Deadlines.DeadlineTable;

namespace AfterSales.Service.Deadlines;

/// <summary>The pause ledger in the database.</summary>
internal static class PauseTable
{
    public static void Open(DbConnection db, DbTransaction transaction, PauseRow pause) => db.Execute(
        """
        INSERT INTO deadline_pause (pause_key, case_number, element_instance_key, element_id, reason, started_at)
        VALUES (@key, @caseNumber, @element, @elementId, @reason, @started) ON CONFLICT (element_instance_key) DO NOTHING
        """,
        new
        {
            key = pause.Key, caseNumber = pause.CaseNumber, element = pause.ElementInstanceKey, elementId = pause.ElementId,
            reason = DeadlineJson.Write(pause.Reason), started = Ms(pause.StartedAt),
        }, transaction);

    /// <summary>Ends the pause of an element; the case it belonged to, or null when there was none.</summary>
    public static string? Close(DbConnection db, DbTransaction transaction, long elementInstanceKey, DateTimeOffset at) => db.QueryFirstOrDefault<string>(
        "UPDATE deadline_pause SET ended_at = @at WHERE element_instance_key = @elementInstanceKey AND ended_at IS NULL RETURNING case_number",
        new { elementInstanceKey, at = Ms(at) }, transaction);

    public static IReadOnlyList<PauseRow> OfCase(DbConnection db, DbTransaction? transaction, string caseNumber) => OfCases(db, transaction, [caseNumber]);

    public static IReadOnlyList<PauseRow> OfCases(DbConnection db, DbTransaction? transaction, IReadOnlyCollection<string> caseNumbers) =>
        [.. db.Query<(long Key, string CaseNumber, long Element, string ElementId, string Reason, long Started, long? Ended)>(
            """
            SELECT pause_key, case_number, element_instance_key, element_id, reason, started_at, ended_at
            FROM deadline_pause WHERE case_number IN @caseNumbers ORDER BY started_at
            """, new { caseNumbers }, transaction)
            .Select(row => new PauseRow(
                row.Key, row.CaseNumber, row.Element, row.ElementId, DeadlineJson.Read<LocalText>(row.Reason),
                Instant(row.Started), row.Ended is { } ended ? Instant(ended) : null))];
}
