using AfterSales.Engine;

namespace AfterSales.Service.Records;

/// <summary>Filled forms of cases, with all their revisions.</summary>
public sealed class RecordQueries(ProcessEngine engine)
{
    /// <summary>The records of a case in the order they were opened.</summary>
    public Task<IReadOnlyList<CaseRecord>> OfCaseAsync(string caseNumber, CancellationToken ct = default) =>
        engine.ReadAsync<IReadOnlyList<CaseRecord>>(db => RecordTable.OfCase(db, caseNumber), ct);

    /// <summary>One record by its number; null when there is none.</summary>
    public Task<CaseRecord?> FindAsync(string recordNumber, CancellationToken ct = default) =>
        engine.ReadAsync(db => RecordTable.Find(db, recordNumber), ct);
}
