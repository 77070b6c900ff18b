namespace AfterSales.Service.Timeline;

/// <summary>Kinds of timeline entries written by the domain itself. Deadlines and mails add their own.</summary>
public static class TimelineKinds
{
    public const string CaseReceived = "case.received";
    /// <summary>Opened by the company itself.</summary>
    public const string CaseOpened = "case.opened";
    public const string StatusChanged = "case.status";
    public const string CaseWithdrawn = "case.withdrawn";
    public const string CustomerReplied = "case.replied";
    /// <summary>Somebody of the staff wants others to know something.</summary>
    public const string CaseComment = "case.comment";
    public const string TaskCreated = "task.created";
    public const string TaskClaimed = "task.claimed";
    public const string TaskReturned = "task.returned";
    public const string TaskReassigned = "task.reassigned";
    public const string TaskCompleted = "task.completed";
    public const string TaskCancelled = "task.cancelled";
    public const string RecordFiled = "record.filed";
    public const string RecordCorrected = "record.corrected";
    public const string ProcessStarted = "process.started";
    public const string ProcessFinished = "process.finished";
    public const string ProcessCancelled = "process.cancelled";
    public const string ProcessMigrated = "process.migrated";
    public const string ProcessModified = "process.modified";
    public const string ProcessSuspended = "process.suspended";
    public const string ProcessResumed = "process.resumed";
    public const string IncidentRaised = "incident.raised";
    public const string IncidentResolved = "incident.resolved";
}
