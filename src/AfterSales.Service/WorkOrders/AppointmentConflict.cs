namespace AfterSales.Service.WorkOrders;

/// <summary>Why an appointment cannot be made; stored nowhere, sent as its code in camel case and named by the text <c>workOrder.conflict.{code}</c>.</summary>
public enum AppointmentConflict
{
    /// <summary>The person lacks the skill, has left or is not known.</summary>
    Unskilled,

    /// <summary>The start has passed.</summary>
    Past,

    /// <summary>The technician's calendar is closed that day.</summary>
    Holiday,

    /// <summary>The start lies outside the day's hours, or work that fits into a day would run past its end.</summary>
    OutsideHours,

    /// <summary>The technician is away during the work.</summary>
    Away,

    /// <summary>The technician has another appointment during the work.</summary>
    Busy,
}

/// <summary>The spelling of conflicts in variables and the API.</summary>
public static class AppointmentConflictCodes
{
    public static string Code(this AppointmentConflict conflict) => conflict == AppointmentConflict.OutsideHours ? "outsideHours" : conflict.ToString().ToLowerInvariant();
}
