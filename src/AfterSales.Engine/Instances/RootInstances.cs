using AfterSales.Engine.Search;

namespace AfterSales.Engine.Instances;

/// <summary>
/// Which instance each instance began with: itself, or the one that called the first. It never changes, so what was asked once, or made by this
/// program, is remembered; not more than ten thousand, about a megabyte.
/// </summary>
internal sealed class RootInstances
{
    private readonly RecentlyUsed<long> _known = new(10_000);

    public void Note(long instance, long root) => _known.Set(instance, root);

    /// <summary>By instance; what is not kept any more is missing. At most one query.</summary>
    public async Task<IReadOnlyDictionary<long, long>> OfAsync(Reads reads, IEnumerable<long> instances, CancellationToken ct)
    {
        var roots = new Dictionary<long, long>();
        var unknown = new List<object?>();
        foreach (var instance in instances.Distinct())
            if (_known.TryGet(instance, out var root))
                roots[instance] = root;
            else
                unknown.Add(instance);
        if (unknown.Count == 0)
            return roots;
        var found = await reads.SearchAsync(
            Entities.ProcessInstances, new SearchRequest().And("processInstanceKey", SearchOperator.In, [.. unknown]).Take(unknown.Count), ct).ConfigureAwait(false);
        foreach (var row in found.Value.Items)
        {
            roots[row.ProcessInstanceKey] = row.RootProcessInstanceKey;
            Note(row.ProcessInstanceKey, row.RootProcessInstanceKey);
        }
        return roots;
    }
}
