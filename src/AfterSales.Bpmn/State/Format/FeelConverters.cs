using System.Text.Json;
using System.Text.Json.Serialization;
using AfterSales.Feel.Values;

namespace AfterSales.Bpmn.State.Format;

/// <summary>Variables of one scope as a JSON object, in the order in which they were created.</summary>
internal sealed class VariablesConverter : JsonConverter<Dictionary<string, FeelValue>>
{
    public override Dictionary<string, FeelValue> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return document.RootElement.EnumerateObject()
            .ToDictionary(member => member.Name, member => FeelJson.Read(member.Value), StringComparer.Ordinal);
    }

    public override void Write(Utf8JsonWriter writer, Dictionary<string, FeelValue> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, variable) in value)
        {
            writer.WritePropertyName(name);
            FeelJson.Write(writer, variable);
        }
        writer.WriteEndObject();
    }
}

/// <summary>FEEL values as a JSON array.</summary>
internal sealed class ValuesConverter : JsonConverter<FeelValue[]>
{
    public override FeelValue[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return [.. document.RootElement.EnumerateArray().Select(FeelJson.Read)];
    }

    public override void Write(Utf8JsonWriter writer, FeelValue[] value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var item in value)
            FeelJson.Write(writer, item);
        writer.WriteEndArray();
    }
}
