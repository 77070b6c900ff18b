namespace AfterSales.Service.Records;

/// <summary>Filled forms of cases, with all their revisions.</summary>
public sealed class RecordQueries
{
    /// <summary>The records of a case in the order they were opened.</summary>
    public Task<IReadOnlyList<CaseRecord>> OfCaseAsync(string caseNumber, CancellationToken ct = default) => throw new NotImplementedException();

    /// <summary>One record by its number; null when there is none.</summary>
    public Task<CaseRecord?> FindAsync(string recordNumber, CancellationToken ct = default) => throw new NotImplementedException();
}
