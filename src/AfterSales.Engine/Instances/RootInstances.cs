using System.Collections.Concurrent;
using AfterSales.Engine.Search;
using AfterSales.Engine.Storage;

namespace AfterSales.Engine.Instances;

/// <summary>
/// Which instance each instance began with: itself, or the one that called the first. It never changes, so what was asked once, or made by this
/// program, is remembered; not more than some ten thousand, about a megabyte.
/// </summary>
internal sealed class RootInstances
{
    private const int Most = 20_000;

    private readonly ConcurrentDictionary<long, long> _known = new();
    private int _count;

    public void Note(long instance, long root)
    {
        if (!_known.TryAdd(instance, root) || Interlocked.Increment(ref _count) <= Most)
            return;
        _known.Clear();
        Interlocked.Exchange(ref _count, 0);
    }

    /// <summary>By instance; what is not kept any more is missing. At most one query.</summary>
    public async Task<IReadOnlyDictionary<long, long>> OfAsync(Reads reads, IEnumerable<long> instances, CancellationToken ct)
    {
        var roots = new Dictionary<long, long>();
        var unknown = new List<object?>();
        foreach (var instance in instances.Distinct())
            if (_known.TryGetValue(instance, out var root))
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
