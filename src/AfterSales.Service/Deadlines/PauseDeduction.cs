using AfterSales.Service.Calendars;

namespace AfterSales.Service.Deadlines;

/// <summary>
/// How pauses move a due time (OPN-02): by the working time that passed during each of them. A limit in working days moves by working
/// days and the time beyond, one in hours by working time, one that runs day and night by plain time. Pauses that overlap count once;
/// a pause that begins after the due time no longer helps.
/// </summary>
internal static class PauseDeduction
{
    /// <summary>The pauses within a limit, overlapping ones joined, each with its length; an open one lasts until <paramref name="until"/>.</summary>
    public static IReadOnlyList<PauseSpan> Within(DeadlineRow limit, IEnumerable<PauseRow> pauses, WorkingCalendar calendar, DateTimeOffset until)
    {
        var joined = new List<(DateTimeOffset From, DateTimeOffset? To, PauseRow Row)>();
        foreach (var pause in pauses.OrderBy(p => p.StartedAt))
        {
            // A task that itself waits for the customer has its own due time, which must not stand still by its own waiting.
            if (pause.ElementInstanceKey == limit.ElementInstanceKey || pause.StartedAt >= until || pause.EndedAt <= limit.StartedAt)
                continue;
            var from = pause.StartedAt > limit.StartedAt ? pause.StartedAt : limit.StartedAt;
            var to = pause.EndedAt is { } end && end <= until ? pause.EndedAt : limit.EndedAt is null ? null : (DateTimeOffset?)until;
            if (joined.Count > 0 && joined[^1] is var last && (last.To is null || from <= last.To))
                joined[^1] = last with { To = last.To is null || to is null ? null : to > last.To ? to : last.To };
            else
                joined.Add((from, to, pause));
        }
        return [.. joined
            .Select(pause => new PauseSpan(
                calendar.ToLocal(pause.From), pause.To is { } end ? calendar.ToLocal(end) : null, pause.Row.Reason,
                Length(limit, calendar, pause.From, pause.To ?? until), limit.DeductsPauses))];
    }

    /// <summary>The due time moved by the pauses.</summary>
    public static DateTimeOffset Move(DeadlineRow limit, WorkingCalendar calendar, DateTimeOffset dueAt, IEnumerable<PauseSpan> pauses)
    {
        foreach (var pause in pauses)
            if (pause.From < dueAt)
                dueAt = pause.Length.Continuous
                    ? dueAt + TimeSpan.FromDays(pause.Length.Days) + pause.Length.Time
                    : WorkingTime.Add(calendar, dueAt, pause.Length).Result;
        return dueAt;
    }

    private static WorkingSpan Length(DeadlineRow limit, WorkingCalendar calendar, DateTimeOffset from, DateTimeOffset to) =>
        to <= from ? WorkingSpan.Zero with { Continuous = limit.Receipt.Calculation is null }
        : limit.Receipt.Calculation switch
        {
            null => WorkingSpan.OfContinuous(to - from),
            { Amount.Days: 0 } => new(0, WorkingTime.TimeBetween(calendar, from, to)),
            _ => WorkingTime.Between(calendar, from, to).Span,
        };
}
