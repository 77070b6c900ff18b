using AfterSales.Feel.Values;

namespace AfterSales.Engine.Jobs;

/// <summary>A job handed to a worker, locked until <see cref="Deadline"/>. After that another worker may get it too.</summary>
public sealed record ActivatedJob(
    long JobKey,
    string Type,
    long ProcessInstanceKey,
    long ProcessDefinitionKey,
    string ProcessDefinitionId,
    int ProcessDefinitionVersion,
    long ElementInstanceKey,
    string ElementId,
    int Retries,
    string Worker,
    DateTimeOffset Deadline,
    IReadOnlyDictionary<string, string> Headers,
    FeelContext Variables)
{
    /// <summary>The business key of the instance, when it has one.</summary>
    public string? BusinessKey { get; init; }

    /// <summary>1 for the first time the job is handed out.</summary>
    public int Attempt { get; init; } = 1;
}
