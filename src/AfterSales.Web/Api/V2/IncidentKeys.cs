using AfterSales.Engine;
using AfterSales.Engine.History;
using AfterSales.Engine.Incidents;
using AfterSales.Engine.Search;

namespace AfterSales.Web.Api.V2;

/// <summary>The open incident each element instance of a page stands in, by one query per page.</summary>
internal sealed class IncidentKeys
{
    private readonly Dictionary<long, long> _incidents;

    private IncidentKeys(Dictionary<long, long> incidents) => _incidents = incidents;

    public static async Task<IncidentKeys> OfAsync(ProcessEngine engine, IEnumerable<ElementInstanceRow> rows, CancellationToken ct)
    {
        var keys = rows.Where(row => row.HasIncident).Select(row => row.ElementInstanceKey).ToList();
        if (keys.Count == 0)
            return new IncidentKeys([]);
        var found = await engine.Incidents.SearchAsync(
            SearchRequest.Where("state", IncidentStates.Active).And("elementInstanceKey", SearchOperator.In, [.. keys.Cast<object?>()]).Take(keys.Count), ct);
        return new IncidentKeys(found.IsOk
            ? found.Value.Items.GroupBy(row => row.ElementInstanceKey).ToDictionary(same => same.Key, same => same.Max(row => row.IncidentKey))
            : []);
    }

    /// <summary>The incident's key; null for an instance that stands in none itself, though something inside it may.</summary>
    public string? Of(long elementInstanceKey) => _incidents.TryGetValue(elementInstanceKey, out var key) ? Answers.Key(key) : null;
}
