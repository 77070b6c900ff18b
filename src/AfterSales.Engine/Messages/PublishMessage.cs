using AfterSales.Feel.Values;

namespace AfterSales.Engine.Messages;

/// <summary>A message and the first instance that got it.</summary>
public sealed record CorrelatedMessage(long MessageKey, long ProcessInstanceKey);

/// <summary>
/// A message for every process that waits for its name and correlation key (once per process id), and for message start events.
/// When nobody waits it is kept for <see cref="TimeToLive"/>; zero means now or never.
/// </summary>
public sealed record PublishMessage(string Name, string CorrelationKey)
{
    public TimeSpan TimeToLive { get; init; }

    /// <summary>While a message with the same name, correlation key and id lives, another is refused as a Conflict.</summary>
    public string? MessageId { get; init; }
    public FeelContext? Variables { get; init; }
}
