namespace AfterSales.Service.Equipment;

/// <summary>A delivered product, found again by its serial number; its cases make up its history (SRQ-03).</summary>
public sealed record EquipmentItem
{
    public required long Key { get; init; }

    /// <summary>As printed on the product, without surrounding blanks; compared without regard to case.</summary>
    public required string SerialNumber { get; init; }

    public string? Model { get; init; }

    /// <summary>The customer who first asked for service on it.</summary>
    public long? CustomerKey { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
}
