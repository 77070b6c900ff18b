using System.Text.Json;
using System.Text.Json.Serialization;
using AfterSales.Feel.Values;

namespace AfterSales.Bpmn.State.Format;

/// <summary>
/// Version 1 of the stored state, member by member. A change that an older reader would misread gets a new number and a
/// way to read this one; new optional members do not.
/// </summary>
internal sealed class StateDocument
{
    public const int CurrentFormat = 1;

    public int Format { get; set; } = CurrentFormat;
    public long ProcessInstanceKey { get; set; }
    public long ProcessDefinitionKey { get; set; }
    public long? ParentProcessInstanceKey { get; set; }
    public long? ParentElementInstanceKey { get; set; }
    public long? RootProcessInstanceKey { get; set; }
    public string? BusinessKey { get; set; }
    public string Status { get; set; } = "";
    public bool IsSuspended { get; set; }
    public bool CatchesAllErrors { get; set; }
    public List<string>? CatchesErrors { get; set; }
    public List<ElementDocument>? Elements { get; set; }
}

internal sealed class ElementDocument
{
    public long Key { get; set; }
    public long? Scope { get; set; }
    public string Id { get; set; } = "";
    public string Type { get; set; } = "";
    public string State { get; set; } = "";

    [JsonConverter(typeof(VariablesConverter))]
    public Dictionary<string, FeelValue>? Variables { get; set; }

    public long? Job { get; set; }
    public long? UserTask { get; set; }
    public long? Child { get; set; }
    public List<TimerDocument>? Timers { get; set; }
    public List<MessageDocument>? Messages { get; set; }
    public List<SignalDocument>? Signals { get; set; }
    public List<GatheredDocument>? Gathered { get; set; }
    public bool ConditionMet { get; set; }
    public List<ConditionDocument>? Conditions { get; set; }
    public List<CompensableDocument>? Compensables { get; set; }
    public IncidentDocument? Incident { get; set; }
    public int LoopCounter { get; set; }
    public LoopDocument? Loop { get; set; }
    public SortedDictionary<string, int>? Arrivals { get; set; }
    public List<ResetDocument>? Resets { get; set; }
    public bool Resetting { get; set; }
    public List<QueuedDocument>? Queue { get; set; }
}

internal sealed class TimerDocument
{
    public long Key { get; set; }
    public string Target { get; set; } = "";
    public DateTimeOffset DueAt { get; set; }
    public int? RepetitionsLeft { get; set; }
    public TimeSpan? Interval { get; set; }
    public string Expression { get; set; } = "";
}

internal sealed class MessageDocument
{
    public long Key { get; set; }
    public string Target { get; set; } = "";
    public string Name { get; set; } = "";
    public string CorrelationKey { get; set; } = "";
}

internal sealed class SignalDocument
{
    public long Key { get; set; }
    public string Target { get; set; } = "";
    public string Name { get; set; } = "";
}

internal sealed class GatheredDocument
{
    public string Target { get; set; } = "";
    public string? Message { get; set; }

    [JsonConverter(typeof(VariablesConverter))]
    public Dictionary<string, FeelValue>? Variables { get; set; }
}

internal sealed class ConditionDocument
{
    public string Target { get; set; } = "";

    public bool WasTrue { get; set; }
    public int Part { get; set; }
}

internal sealed class CompensableDocument
{
    public string Id { get; set; } = "";
    public string Within { get; set; } = "";

    [JsonConverter(typeof(VariablesConverter))]
    public Dictionary<string, FeelValue>? Variables { get; set; }

    public List<CompensableDocument>? Inner { get; set; }
}

internal sealed class ResetDocument
{
    public string Gateway { get; set; } = "";
    public List<string> Flows { get; set; } = [];
}

internal sealed class QueuedDocument
{
    public string Id { get; set; } = "";

    [JsonConverter(typeof(VariablesConverter))]
    public Dictionary<string, FeelValue>? Variables { get; set; }
}

internal sealed class IncidentDocument
{
    public long Key { get; set; }
    public string Type { get; set; } = "";
    public string Message { get; set; } = "";
    public long? Job { get; set; }
}

internal sealed class LoopDocument
{
    [JsonConverter(typeof(ValuesConverter))]
    public FeelValue[] Items { get; set; } = [];

    [JsonConverter(typeof(ValuesConverter))]
    public FeelValue[]? Outputs { get; set; }

    public int Started { get; set; }
    public int Completed { get; set; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    MaxDepth = 128,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(StateDocument))]
internal sealed partial class StateJson : JsonSerializerContext;
