using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using AfterSales.Feel.Values;

namespace AfterSales.Service.Designer.Runs;

/// <summary>
/// A test run as the list of what was decided: played again it gives the same run, on the same or on another version of the workflow. This
/// is what is kept of a run and what a scenario is made of.
/// </summary>
public sealed record RunScript
{
    /// <summary>More actions are refused: a run that long tests nothing any more.</summary>
    public const int MostActions = 300;

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        WriteIndented = true,
    };

    /// <summary>Id of the process.</summary>
    public required string Process { get; init; }

    /// <summary>When the run begins; its clock moves on from there.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What the process starts with, the variable <c>case</c> among it.</summary>
    public JsonElement? Variables { get; init; }

    /// <summary>The message or timer start event it begins with; null for the plain start.</summary>
    public string? Start { get; init; }

    /// <summary>Stops before every automatic step, so that its result is chosen by an action; otherwise it gives <see cref="Results"/> or its usual one.</summary>
    public bool Stops { get; init; }

    /// <summary>
    /// What automatic steps give instead of their usual result, by element id or job type: an object of variables, <c>{"error": {"code",
    /// "message"}}</c>, <c>{"failure": "why"}</c>, or a list of these, one for each time (the last repeats).
    /// </summary>
    public IReadOnlyDictionary<string, JsonElement> Results { get; init => field = value ?? field; } = new Dictionary<string, JsonElement>();

    public IReadOnlyList<RunAction> Actions { get; init => field = value ?? []; } = [];

    /// <summary>The variables as the engine takes them.</summary>
    [JsonIgnore]
    public FeelContext StartVariables => Variables is { ValueKind: JsonValueKind.Object } given ? (FeelContext)FeelJson.Read(given) : FeelContext.Empty;

    public string Write() => JsonSerializer.Serialize(this, Format);

    /// <summary>Reads what <see cref="Write"/> wrote, or a file written by hand; null with a sentence where it is none.</summary>
    public static RunScript? Read(string json, out string? problem)
    {
        problem = null;
        try
        {
            var script = JsonSerializer.Deserialize<RunScript>(json, Format);
            problem = script is null ? "There is no run." : script.Actions.Count > MostActions ? $"A run has at most {MostActions} actions." : null;
            return problem is null ? script : null;
        }
        catch (JsonException broken)
        {
            problem = broken.Message;
            return null;
        }
    }

    /// <summary>The same with one action more.</summary>
    public RunScript With(RunAction action) => this with { Actions = [.. Actions, action] };
}

/// <summary>What kind of decision an action is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RunDeed>))]
public enum RunDeed
{
    /// <summary>A person completes a user task with answers to its form.</summary>
    [JsonStringEnumMemberName("complete")]
    Complete,

    /// <summary>An automatic step gives a result.</summary>
    [JsonStringEnumMemberName("result")]
    Result,

    /// <summary>A message arrives at a step that waits for it.</summary>
    [JsonStringEnumMemberName("message")]
    Message,

    /// <summary>The clock moves to when a timer is due.</summary>
    [JsonStringEnumMemberName("timer")]
    Timer,

    /// <summary>The clock moves to the next moment at which something happens by itself.</summary>
    [JsonStringEnumMemberName("next")]
    Next,

    /// <summary>The clock moves by a length of plain time.</summary>
    [JsonStringEnumMemberName("wait")]
    Wait,

    /// <summary>A step that stands still is tried again, with variables put right.</summary>
    [JsonStringEnumMemberName("retry")]
    Retry,
}

/// <summary>One decision of a run.</summary>
public sealed record RunAction
{
    public required RunDeed Do { get; init; }

    /// <summary>Id of the step, event or timer it is about.</summary>
    public string? Step { get; init; }

    /// <summary>Which of several that are open with this id, from 0 in the order in which they began.</summary>
    public int Which { get; init; }

    /// <summary>Answers to the form of a task, by field; of file fields the names of the files.</summary>
    [JsonConverter(typeof(AnswersConverter))]
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Answers { get; init; }

    /// <summary>What a message brings, a step gives, or is put right.</summary>
    public JsonElement? Variables { get; init; }

    /// <summary>Days of plain time to wait.</summary>
    public double? Days { get; init; }

    [JsonIgnore]
    internal FeelContext Given => Variables is { ValueKind: JsonValueKind.Object } given ? (FeelContext)FeelJson.Read(given) : FeelContext.Empty;
}

/// <summary>Answers are written as a text, or as a list where there are several.</summary>
internal sealed class AnswersConverter : JsonConverter<IReadOnlyDictionary<string, IReadOnlyList<string>>>
{
    public override IReadOnlyDictionary<string, IReadOnlyList<string>> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw new JsonException("'answers' must be an object with a text or a list of texts for each field.");
        return document.RootElement.EnumerateObject().ToDictionary(field => field.Name, field => Texts(field.Value), StringComparer.Ordinal);
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, IReadOnlyList<string>> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (field, texts) in value)
        {
            writer.WritePropertyName(field);
            if (texts is [var only])
                writer.WriteStringValue(only);
            else
                JsonSerializer.Serialize(writer, texts, options);
        }
        writer.WriteEndObject();
    }

    private static IReadOnlyList<string> Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => [.. value.EnumerateArray().Select(Text)],
        _ => [Text(value)],
    };

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null => "",
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => throw new JsonException("An answer must be a text, a number, true or false."),
    };
}
