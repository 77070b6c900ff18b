namespace AfterSales.Service.Equipment;

/// <summary>A delivered product, found again by its serial number; its cases make up its history (SRQ-03).</summary>
public sealed record EquipmentItem
{
    public required long Key { get; init; }

    /// <summary>As printed on the product, without surrounding blanks; compared without regard to case.</summary>
    public required string SerialNumber { get; init; }

    public string? Model { get; init; }

    /// <summary>Its owner: the customer it was registered for, else the one who first asked for service on it.</summary>
    public long? CustomerKey { get; init; }

    /// <summary>Where it stands.</summary>
    public long? SiteKey { get; init; }

    /// <summary>The day its acceptance was signed; null before.</summary>
    public DateOnly? InstalledOn { get; init; }

    /// <summary>The last day of the free warranty period; null when nobody has said (then the decision <c>warranty</c> judges).</summary>
    public DateOnly? WarrantyUntil { get; init; }

    /// <summary>One of <see cref="EquipmentStates"/>.</summary>
    public string State { get; init; } = EquipmentStates.Delivered;

    public DateTimeOffset CreatedAt { get; init; }
}
