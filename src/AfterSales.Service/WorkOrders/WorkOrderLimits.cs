namespace AfterSales.Service.WorkOrders;

/// <summary>How long one piece of work may take, in hours of working time.</summary>
public static class WorkOrderLimits
{
    public const decimal LeastHours = 0.25m;

    public const decimal MostHours = 400m;
}
