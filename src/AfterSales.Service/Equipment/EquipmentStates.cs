namespace AfterSales.Service.Equipment;

/// <summary>Where a product is in its life. Their names are text keys <c>equipment.state.{id}</c>.</summary>
public static class EquipmentStates
{
    /// <summary>With the customer, not known to be installed.</summary>
    public const string Delivered = "delivered";

    public const string InService = "inService";

    /// <summary>Scrapped, returned or replaced: no warranty and no contract speaks for it.</summary>
    public const string Retired = "retired";

    public static IReadOnlyList<string> All { get; } = [Delivered, InService, Retired];
}
