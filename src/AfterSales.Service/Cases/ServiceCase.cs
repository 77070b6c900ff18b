using AfterSales.Service.Languages;

namespace AfterSales.Service.Cases;

/// <summary>
/// What a customer sees as one matter: a number, what it is about, whom it concerns and where it stands. The contact and
/// product lines are kept as they were given with the request, also when customer or equipment change later.
/// </summary>
public sealed record ServiceCase
{
    /// <summary>For example <c>CMP-2026-0001</c>: kind, year of receipt, running number of that kind and year.</summary>
    public required string Number { get; init; }

    /// <summary>Id of its <see cref="CaseKind"/>.</summary>
    public required string Kind { get; init; }

    public CaseStatus Status { get; init; }

    public required string Subject { get; init; }

    public string Description { get; init; } = "";

    public Urgency Urgency { get; init; }

    /// <summary>How the request came: <c>web</c>, <c>phone</c>, <c>email</c>, <c>letter</c>, <c>visit</c> … (SRQ-01).</summary>
    public string Channel { get; init; } = "web";

    /// <summary>The customer's language.</summary>
    public Language Language { get; init; }

    /// <summary>The working calendar of the case's deadlines.</summary>
    public string CalendarId { get; init; } = "standard";

    /// <summary>Opens the tracking page without an account: 144 random bits, URL-safe.</summary>
    public required string TrackingCode { get; init; }

    public long CustomerKey { get; init; }

    public required string CustomerName { get; init; }

    public required string CustomerEmail { get; init; }

    public string? CustomerPhone { get; init; }

    public string? CustomerCompany { get; init; }

    public long? EquipmentKey { get; init; }

    public string? ProductModel { get; init; }

    public string? SerialNumber { get; init; }

    public string? OrderNumber { get; init; }

    /// <summary>The role that owns the case (OPN-15), from the workflow's <c>ownerDepartment</c>.</summary>
    public string? OwnerDepartment { get; init; }

    /// <summary>The root process instance; null only for a case whose workflow was never started.</summary>
    public long? ProcessInstanceKey { get; init; }

    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When a final status was reached.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>What the workflow's close step said, such as <c>satisfied</c>.</summary>
    public string? Outcome { get; init; }
}
