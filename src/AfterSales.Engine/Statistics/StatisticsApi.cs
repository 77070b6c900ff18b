using AfterSales.Engine.Search;
using Dapper;

namespace AfterSales.Engine.Statistics;

/// <summary>Figures over many instances and jobs, with filters, order and pages like any search.</summary>
public sealed class StatisticsApi
{
    private readonly EngineCore _core;

    internal StatisticsApi(EngineCore core) => _core = core;

    /// <summary>Running instances per process, those with an incident apart.</summary>
    public Task<Outcome<SearchPage<ProcessCount>>> ByProcessAsync(SearchRequest request, CancellationToken ct = default) =>
        _core.Reads.SearchAsync(InstanceCounts.ByProcess, request, ct);

    /// <summary>Running instances per version of a process.</summary>
    public Task<Outcome<SearchPage<VersionCount>>> ByVersionAsync(string processId, SearchRequest request, CancellationToken ct = default) =>
        _core.Reads.SearchAsync(InstanceCounts.ByVersion, request.And("processDefinitionId", processId), ct);

    /// <summary>Open message subscriptions per version, of those that the filters of <paramref name="subscriptions"/> find; in the order of the versions' keys.</summary>
    public async Task<Outcome<SearchPage<SubscriptionCount>>> SubscriptionsAsync(SearchRequest subscriptions, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(subscriptions);
        var parameters = new DynamicParameters();
        var counts = InstanceCounts.OfSubscriptions(_core.Store, subscriptions, parameters);
        return counts.IsOk
            ? await _core.Reads.SearchAsync(counts.Value, new SearchRequest { Page = subscriptions.Page }, ct, parameters).ConfigureAwait(false)
            : counts.Failure;
    }

    /// <summary>Instances that are stuck, per message of what stops them.</summary>
    public Task<Outcome<SearchPage<ErrorCount>>> ByErrorAsync(SearchRequest request, CancellationToken ct = default) =>
        _core.Reads.SearchAsync(InstanceCounts.ByError, request, ct);

    /// <summary>Instances that are stuck by a message, per version; the message is given by its <see cref="ErrorCount.ErrorHashCode"/>.</summary>
    public async Task<Outcome<SearchPage<ErrorVersionCount>>> ByErrorAndVersionAsync(int errorHashCode, SearchRequest request, CancellationToken ct = default)
    {
        var messages = await _core.Reads.RunAsync(
            db => db.Query<string>("SELECT DISTINCT message FROM engine_incidents WHERE resolved_at IS NULL").Where(message => ErrorCount.Hash(message) == errorHashCode).ToList(), ct).ConfigureAwait(false);
        return messages.Count == 0
            ? new SearchPage<ErrorVersionCount>([], 0, null, null, false)
            : await _core.Reads.SearchAsync(InstanceCounts.ByErrorAndVersion, request, ct, new { messages }).ConfigureAwait(false);
    }

    /// <summary>Jobs of all types, or of one.</summary>
    public async Task<JobCount> JobsAsync(TimeWindow window, string? type = null, CancellationToken ct = default) =>
        (await _core.Reads.SearchAsync(JobCounts.Global, new SearchRequest(), ct, Given(window, type)).ConfigureAwait(false)).Value.Items[0];

    public Task<Outcome<SearchPage<JobTypeCount>>> JobTypesAsync(TimeWindow window, SearchRequest request, CancellationToken ct = default) =>
        _core.Reads.SearchAsync(JobCounts.ByType, request, ct, Given(window, null));

    public Task<Outcome<SearchPage<JobWorkerCount>>> JobWorkersAsync(TimeWindow window, string type, SearchRequest request, CancellationToken ct = default) =>
        _core.Reads.SearchAsync(JobCounts.ByWorker, request, ct, Given(window, type));

    /// <param name="step">Length of a part of the window, at least a millisecond.</param>
    public Task<Outcome<SearchPage<JobTimeCount>>> JobsOverTimeAsync(TimeWindow window, string type, TimeSpan step, SearchRequest request, CancellationToken ct = default) =>
        _core.Reads.SearchAsync(JobCounts.OverTime, request, ct, Given(window, type, step));

    public Task<Outcome<SearchPage<JobErrorCount>>> JobErrorsAsync(TimeWindow window, string type, SearchRequest request, CancellationToken ct = default) =>
        _core.Reads.SearchAsync(JobCounts.Errors, request, ct, Given(window, type));

    private static object Given(TimeWindow window, string? type, TimeSpan? step = null)
    {
        ArgumentNullException.ThrowIfNull(window);
        return new
        {
            since = window.From.ToUnixTimeMilliseconds(), until = window.Until.ToUnixTimeMilliseconds(), type,
            step = Math.Max(1, (long)(step ?? TimeSpan.FromMinutes(1)).TotalMilliseconds),
        };
    }
}
