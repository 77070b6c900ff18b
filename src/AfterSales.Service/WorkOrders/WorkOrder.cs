namespace AfterSales.Service.WorkOrders;

/// <summary>Work that somebody does at a place and a time: an installation, a repair, a visit, a training (REP-09, APT-03).</summary>
public sealed record WorkOrder
{
    /// <summary>For example <c>WO-2026-0001</c>.</summary>
    public required string Number { get; init; }

    public string? CaseNumber { get; init; }

    public long? EquipmentKey { get; init; }

    /// <summary>One of <see cref="WorkTypes"/>.</summary>
    public required string WorkType { get; init; }

    /// <summary>What the technician has to be able to do, in the form of <see cref="WorkOrders.Skill"/>.</summary>
    public required string Skill { get; init; }

    public string? Address { get; init; }

    /// <summary>How long the work takes, in working time of the technician.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Not before; null for any time from now on.</summary>
    public DateTimeOffset? Earliest { get; init; }

    /// <summary>Done by; null for any time.</summary>
    public DateTimeOffset? Latest { get; init; }

    public WorkOrderStatus Status { get; init; }

    /// <summary>Id of the person who does it; set once it is scheduled.</summary>
    public string? Technician { get; init; }

    public DateTimeOffset? Start { get; init; }

    /// <summary>When the work is over, breaks and nights included.</summary>
    public DateTimeOffset? End { get; init; }

    /// <summary>What came of it, or why it was cancelled.</summary>
    public string? Result { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }
}
