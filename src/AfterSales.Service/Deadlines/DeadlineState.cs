namespace AfterSales.Service.Deadlines;

/// <summary>Where a limit stands, as its clock shows it (UI.md section 3).</summary>
public enum DeadlineState
{
    /// <summary>Known, but its start lies ahead.</summary>
    NotStarted,

    /// <summary>Time passes; there is plenty.</summary>
    Running,

    /// <summary>Waiting for the customer, and the limit stands still.</summary>
    Paused,

    /// <summary>Two working days or less are left, or the last quarter of a limit in hours.</summary>
    DueSoon,

    /// <summary>The due time has passed and it is not done.</summary>
    Overdue,

    /// <summary>Done at or before the due time.</summary>
    MetOnTime,

    /// <summary>Done after the due time.</summary>
    MetLate,

    /// <summary>Its task or step ended without being done.</summary>
    Cancelled,
}
