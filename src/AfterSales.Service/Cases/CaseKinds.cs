using System.Text.Json;
using System.Text.Json.Serialization;

namespace AfterSales.Service.Cases;

/// <summary>The kinds of case the service knows, from the embedded <c>case-kinds.json</c>.</summary>
public static partial class CaseKinds
{
    public static IReadOnlyList<CaseKind> All { get; } = Load();

    public static CaseKind? Find(string? id) => All.FirstOrDefault(kind => kind.Id == id);

    private static List<CaseKind> Load()
    {
        using var stream = typeof(CaseKinds).Assembly.GetManifestResourceStream("Cases/case-kinds.json")!;
        return JsonSerializer.Deserialize(stream, CaseKindJson.Default.ListCaseKind)!;
    }

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(List<CaseKind>))]
    private sealed partial class CaseKindJson : JsonSerializerContext;
}
