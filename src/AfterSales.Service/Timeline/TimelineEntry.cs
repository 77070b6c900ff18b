namespace AfterSales.Service.Timeline;

/// <summary>
/// Something that happened to a case, as kind and facts. Its words come from the text catalogue at reading:
/// <c>timeline.{Kind}.title</c> and <c>timeline.{Kind}.detail</c>, in which <c>{name}</c> stands for the fact of that name.
/// </summary>
/// <param name="Kind">A dotted name such as <c>task.completed</c>; the constants are in <see cref="TimelineKinds"/> and beside their writers.</param>
public sealed record TimelineEntry(string CaseNumber, string Kind)
{
    /// <summary>Who did it: a person id, <c>customer:</c> and an address, or null for the service itself.</summary>
    public string? Actor { get; init; }

    /// <summary>The facts the words are made of.</summary>
    public IReadOnlyDictionary<string, TimelineValue> Facts { get; init; } = new Dictionary<string, TimelineValue>();

    /// <summary>Whether the customer reads it on the tracking page. Internal steps stay inside.</summary>
    public bool ForCustomer { get; init; }

    /// <summary>The user task it is about.</summary>
    public long? TaskKey { get; init; }

    /// <summary>The record it wrote to.</summary>
    public string? RecordNumber { get; init; }

    /// <summary>When it happened, if not at the time of the commit.</summary>
    public DateTimeOffset? At { get; init; }
}
