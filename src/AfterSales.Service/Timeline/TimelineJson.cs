using System.Text.Json.Serialization;

namespace AfterSales.Service.Timeline;

/// <summary>The stored form of an entry's facts.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IReadOnlyDictionary<string, TimelineValue>))]
[JsonSerializable(typeof(Dictionary<string, TimelineValue>))]
internal sealed partial class TimelineJson : JsonSerializerContext;
