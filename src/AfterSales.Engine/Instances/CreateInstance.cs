using AfterSales.Feel.Values;

namespace AfterSales.Engine.Instances;

/// <summary>
/// Starts a process: either by <see cref="ProcessId"/> (latest version, or <see cref="Version"/>) or by <see cref="DefinitionKey"/>.
/// </summary>
public sealed record CreateInstance
{
    public string? ProcessId { get; init; }
    public int? Version { get; init; }
    public long? DefinitionKey { get; init; }
    public FeelContext? Variables { get; init; }

    /// <summary>A key of the caller's world (a case number), searchable.</summary>
    public string? BusinessKey { get; init; }

    /// <summary>Element to start at instead of the none start event.</summary>
    public string? StartElementId { get; init; }

    /// <summary>Who asked, for history and observers.</summary>
    public string? Actor { get; init; }
}

/// <summary>A process instance that was just started.</summary>
public sealed record CreatedInstance(long ProcessInstanceKey, long ProcessDefinitionKey, string ProcessDefinitionId, int ProcessDefinitionVersion);
