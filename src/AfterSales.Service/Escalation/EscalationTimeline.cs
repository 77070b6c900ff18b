namespace AfterSales.Service.Escalation;

/// <summary>Kinds of timeline entries that ladders write. Facts: <c>task</c>, <c>person</c>, <c>due</c>.</summary>
public static class EscalationTimeline
{
    /// <summary>Somebody was reminded before the due time.</summary>
    public const string Reminded = "escalation.reminded";

    /// <summary>Who should do the task was told that it is overdue.</summary>
    public const string ToldOverdue = "escalation.overdue";

    /// <summary>Somebody above was told.</summary>
    public const string Escalated = "escalation.raised";
}
