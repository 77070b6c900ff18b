using AfterSales.Service.Languages;

namespace AfterSales.Service.Intake;

/// <summary>A request as it was typed, by the customer on <c>/request</c> or by a clerk for him (SRQ-01, SRQ-02).</summary>
public sealed record NewRequest
{
    /// <summary>Id of a case kind.</summary>
    public string Kind { get; init; } = "complaint";

    public string? CustomerName { get; init; }

    public string? CustomerEmail { get; init; }

    public string? CustomerPhone { get; init; }

    public string? CustomerCompany { get; init; }

    public string? ProductModel { get; init; }

    public string? SerialNumber { get; init; }

    public string? OrderNumber { get; init; }

    public string? Subject { get; init; }

    public string? Description { get; init; }

    /// <summary>How the request came (<see cref="Channels"/>).</summary>
    public string? Channel { get; init; }

    /// <summary><c>normal</c>, <c>high</c> or <c>urgent</c>.</summary>
    public string? Urgency { get; init; }

    /// <summary>The language the customer writes and reads.</summary>
    public Language Language { get; init; }

    /// <summary>The working calendar; null for the one that goes with the language.</summary>
    public string? CalendarId { get; init; }

    /// <summary>
    /// Chosen by the sender once per form: the same key again returns the first result and creates nothing. Null takes
    /// every call for a new request.
    /// </summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>When the request came in, if it is recorded later than that (OPN-03); null for now.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>The member of staff who typed it in; null when the customer did.</summary>
    public string? RecordedBy { get; init; }
}
