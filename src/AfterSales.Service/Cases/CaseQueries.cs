using AfterSales.Service.Languages;
using AfterSales.Service.People;

namespace AfterSales.Service.Cases;

/// <summary>
/// Cases for those who may see them: managers, process owners and admins all, staff those whose owner department or tasks,
/// open or done, touch their departments. A case out of sight is answered like one that does not exist.
/// </summary>
public sealed class CaseQueries
{
    /// <summary>The cases of a filter the reader may see, newest first.</summary>
    public Task<CasePage> ListAsync(CaseFilter filter, Person reader, CancellationToken ct = default) => throw new NotImplementedException();

    /// <summary>One case with all that belongs to it, its timeline in <paramref name="language"/>; null when not found or not to be seen.</summary>
    public Task<CaseView?> GetAsync(string number, Person reader, Language language, CancellationToken ct = default) => throw new NotImplementedException();

    /// <summary>The bare case by its number, for callers who have checked already; null when there is none.</summary>
    public Task<ServiceCase?> FindAsync(string number, CancellationToken ct = default) => throw new NotImplementedException();

    /// <summary>What the customer sees under a tracking code; null for an unknown code.</summary>
    public Task<TrackedCase?> TrackAsync(string trackingCode, Language language, CancellationToken ct = default) => throw new NotImplementedException();
}
