using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AfterSales.Service.Calendars.Editing;

/// <summary>The JSON of edited rules: a member nobody knows is refused, and equal drafts give equal text.</summary>
internal static class RuleDraftJson
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Reads a draft; null when it is not JSON of this form.</summary>
    public static T? Read<T>(string json)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Format);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static string Write<T>(T draft) => JsonSerializer.Serialize(draft, Format);
}
