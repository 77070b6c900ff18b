using System.Text.Json;
using System.Text.Json.Serialization;

namespace AfterSales.Service.Kpis;

/// <summary>The indicators the service computes, in the order in which they are shown; from the embedded <c>kpis.json</c>.</summary>
public sealed partial class KpiCatalog
{
    private KpiCatalog(IReadOnlyList<Kpi> all) => All = all;

    /// <summary>The indicators that come with the product.</summary>
    public static KpiCatalog Shipped { get; } = Load();

    public IReadOnlyList<Kpi> All { get; }

    public Kpi? Find(string? id) => All.FirstOrDefault(kpi => kpi.Id == id);

    /// <summary>Reads indicators of the form of the shipped file.</summary>
    /// <exception cref="JsonException">It is not of that form, or an id stands there twice.</exception>
    public static KpiCatalog Parse(Stream json)
    {
        var all = JsonSerializer.Deserialize(json, KpiJson.Default.ListKpi) ?? [];
        return all.GroupBy(kpi => kpi.Id).FirstOrDefault(same => same.Count() > 1) is { } twice
            ? throw new JsonException($"The indicator '{twice.Key}' is there twice.")
            : new KpiCatalog(all);
    }

    private static KpiCatalog Load()
    {
        using var stream = typeof(KpiCatalog).Assembly.GetManifestResourceStream("Kpis/kpis.json")!;
        return Parse(stream);
    }

    [JsonSourceGenerationOptions(
        PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, ReadCommentHandling = JsonCommentHandling.Skip)]
    [JsonSerializable(typeof(List<Kpi>))]
    private sealed partial class KpiJson : JsonSerializerContext;
}
