using AfterSales.Service.Timeline;

namespace AfterSales.Web.Pages;

/// <summary>What happened, as a page shows it.</summary>
/// <param name="CaseNumber">The case whose records lines may link to; null where the reader may not open them.</param>
/// <param name="Coming">Steps still to come, for customers.</param>
public sealed record TimelineCard(IReadOnlyList<TimelineLine> Lines, string? CaseNumber, IReadOnlyList<string> Coming)
{
    public TimelineCard(IReadOnlyList<TimelineLine> lines, string? caseNumber = null)
        : this(lines, caseNumber, [])
    {
    }

    /// <summary>The icon and tone of a kind of entry; kinds of other parts fall back to their first word.</summary>
    public static (string Icon, string? Tone) Marker(string kind) => kind switch
    {
        TimelineKinds.CaseReceived => ("message", null),
        TimelineKinds.StatusChanged => ("flag", null),
        TimelineKinds.CaseWithdrawn or TimelineKinds.TaskCancelled or TimelineKinds.ProcessCancelled => ("ban", null),
        TimelineKinds.CustomerReplied => ("message-2", null),
        TimelineKinds.TaskCreated => ("player-play", "now"),
        TimelineKinds.TaskClaimed => ("user", null),
        TimelineKinds.TaskReturned => ("arrow-back-up", "warn"),
        TimelineKinds.TaskReassigned => ("user-share", null),
        TimelineKinds.TaskCompleted => ("check", "ok"),
        TimelineKinds.RecordFiled => ("file-check", "ok"),
        TimelineKinds.ProcessStarted => ("refresh", null),
        TimelineKinds.ProcessFinished => ("circle-check", "ok"),
        TimelineKinds.IncidentRaised => ("alert-triangle", "bad"),
        TimelineKinds.IncidentResolved => ("check", "ok"),
        TimelineKinds.CaseComment => ("message", "now"),
        "question.asked" => ("message-2", "warn"),
        "question.answered" => ("message-2", "ok"),
        "obstacle.reported" => ("alert-triangle", "warn"),
        "obstacle.solved" => ("check", "ok"),
        TimelineKinds.ProcessSuspended => ("player-pause", "warn"),
        TimelineKinds.ProcessResumed => ("player-play", null),
        _ when kind.Contains("breach", StringComparison.Ordinal) || kind.Contains("overdue", StringComparison.Ordinal) => ("alert-triangle", "bad"),
        _ when kind.Contains("pause", StringComparison.Ordinal) => ("player-pause", "warn"),
        _ when kind.StartsWith("mail", StringComparison.Ordinal) => ("mail", null),
        _ when kind.StartsWith("escalation", StringComparison.Ordinal) || kind.StartsWith("reminder", StringComparison.Ordinal) => ("mail-exclamation", "warn"),
        _ when kind.StartsWith("deadline", StringComparison.Ordinal) || kind.StartsWith("clock", StringComparison.Ordinal) => ("clock", null),
        _ => ("circle-check", null),
    };
}
