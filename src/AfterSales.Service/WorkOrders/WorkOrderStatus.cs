namespace AfterSales.Service.WorkOrders;

/// <summary>Where a work order stands; stored and sent as its code in camel case.</summary>
public enum WorkOrderStatus
{
    /// <summary>Nobody has an appointment yet.</summary>
    Open,
    Scheduled,
    Done,
    Cancelled,
}

/// <summary>The spelling of a status in storage, variables and the API; its name is the text <c>workOrder.status.{code}</c>.</summary>
public static class WorkOrderStatusCodes
{
    public static IReadOnlyList<WorkOrderStatus> All { get; } = Enum.GetValues<WorkOrderStatus>();

    public static string Code(this WorkOrderStatus status) => status.ToString().ToLowerInvariant();

    public static WorkOrderStatus? Find(string? code) => All.Where(status => status.Code() == code).Select(status => (WorkOrderStatus?)status).FirstOrDefault();

    /// <summary>True while the work is still to be done.</summary>
    public static bool IsWaiting(this WorkOrderStatus status) => status is WorkOrderStatus.Open or WorkOrderStatus.Scheduled;
}
