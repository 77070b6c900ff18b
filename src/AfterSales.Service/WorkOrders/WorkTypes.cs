namespace AfterSales.Service.WorkOrders;

/// <summary>What a work order is for. Their names are text keys <c>workOrder.type.{id}</c>.</summary>
public static class WorkTypes
{
    public static IReadOnlyList<string> All { get; } = ["installation", "repair", "training", "visit", "carryBack"];
}
