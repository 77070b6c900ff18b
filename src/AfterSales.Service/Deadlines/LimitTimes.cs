using AfterSales.Service.Calendars;

namespace AfterSales.Service.Deadlines;

/// <summary>Where a limit stands once its pauses are counted.</summary>
/// <param name="DueAt">As the rule gave it, without pauses.</param>
/// <param name="Applied">What task or timer is set to; <see cref="DeadlineLedger.Held"/> while it stands still.</param>
/// <param name="Shown">What people read: of a limit that stands still, the due time if it went on now.</param>
internal readonly record struct LimitTimes(DateTimeOffset DueAt, DateTimeOffset Applied, DateTimeOffset Shown)
{
    /// <summary>True when the due time has passed; one that stands still never has.</summary>
    public bool IsOverdue(DateTimeOffset now) => Applied < now;

    /// <summary>
    /// The times of a limit whose rule gives <see cref="DeadlineRow.DueAt"/>. It stands still while a pause is open that began before it
    /// was due; a pause that began after it helps no more.
    /// </summary>
    public static LimitTimes Of(DeadlineRow limit, WorkingCalendar calendar, IReadOnlyList<PauseRow> pauses, DateTimeOffset now)
    {
        if (!limit.DeductsPauses)
            return new(limit.DueAt, limit.DueAt, limit.DueAt);
        var spans = PauseDeduction.Within(limit, pauses, calendar, now);
        var shown = PauseDeduction.Move(limit, calendar, limit.DueAt, spans);
        // Asked of the pauses themselves: one that begins at this very moment has no length yet.
        var open = pauses.Where(pause => pause.EndedAt is null && pause.ElementInstanceKey != limit.ElementInstanceKey).Select(pause => (DateTimeOffset?)pause.StartedAt).Min();
        var held = open is { } since
            && (since > limit.StartedAt ? since : limit.StartedAt) < PauseDeduction.Move(limit, calendar, limit.DueAt, spans.Where(span => span.To is not null));
        return new(limit.DueAt, held ? DeadlineLedger.Held : shown, shown);
    }
}
