using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Records;

/// <summary>
/// The forms and records the quality manual names, from the embedded <c>record-types.json</c>: FRM-01 asks for all of
/// them, whichever list a source leaves them out of.
/// </summary>
public static partial class RecordCatalog
{
    private static readonly FrozenDictionary<string, RecordType> ById = Load().ToFrozenDictionary(type => type.Id, StringComparer.Ordinal);

    public static IEnumerable<RecordType> All => ById.Values.OrderBy(type => type.Id, StringComparer.Ordinal);

    /// <summary>The type of an id; an id that no source knows is a type of its own, named by itself.</summary>
    public static RecordType Get(string id) => ById.GetValueOrDefault(id) ?? new RecordType
    {
        Id = id,
        Name = new LocalText(id),
        Suffix = id.ToUpperInvariant(),
    };

    private static List<RecordType> Load()
    {
        using var stream = typeof(RecordCatalog).Assembly.GetManifestResourceStream("Records/record-types.json")!;
        return JsonSerializer.Deserialize(stream, RecordTypeJson.Default.ListRecordType)!;
    }

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(List<RecordType>))]
    private sealed partial class RecordTypeJson : JsonSerializerContext;
}
