using AfterSales.Service.Attachments;
using AfterSales.Service.Timeline;

namespace AfterSales.Service.Cases;

/// <summary>What the customer sees of his case on the tracking page: no internal step, no internal name.</summary>
public sealed record TrackedCase
{
    public required ServiceCase Case { get; init; }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<TimelineLine> Timeline { get; init; } = [];

    /// <summary>The customer's own files.</summary>
    public IReadOnlyList<Attachment> Attachments { get; init; } = [];

    /// <summary>The workflow takes a withdrawal now.</summary>
    public bool CanWithdraw { get; init; }

    /// <summary>The workflow waits for an answer of the customer.</summary>
    public bool CanReply { get; init; }
}
