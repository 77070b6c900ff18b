using AfterSales.Service.Calendars;

namespace AfterSales.Service.Deadlines;

/// <summary>Reads a stored limit at a moment: where it stands, what is left, both figures. Pure.</summary>
internal static class ClockReading
{
    public static DeadlineClockView Read(DeadlineRow limit, IEnumerable<PauseRow> pausesOfCase, WorkingCalendar calendar, DateTimeOffset now)
    {
        var until = limit.EndedAt ?? now;
        var pauses = PauseDeduction.Within(limit, pausesOfCase, calendar, until);
        var with = PauseDeduction.Move(limit, calendar, limit.DueAt, pauses);
        var due = limit.DeductsPauses ? with : limit.DueAt;
        var waiting = limit.EndedAt is null && pauses.Any(pause => pause.To is null);
        var left = Left(limit, calendar, until, due);
        var share = Share(limit, calendar, until, pauses);
        return new()
        {
            Key = limit.Key,
            CaseNumber = limit.CaseNumber,
            UserTaskKey = limit.IsTask ? limit.SourceKey : null,
            LimitId = limit.LimitId,
            Name = limit.Name,
            State = State(limit, waiting, due, left, share, now),
            IsWaiting = waiting,
            StartedAt = calendar.ToLocal(limit.StartedAt),
            DueAt = calendar.ToLocal(due),
            DueWithoutPauses = calendar.ToLocal(limit.DueAt),
            DueWithPauses = calendar.ToLocal(with),
            DeductsPauses = limit.DeductsPauses,
            EndedAt = limit.EndedAt is { } ended ? calendar.ToLocal(ended) : null,
            Left = left,
            Share = share,
            Receipt = limit.Receipt,
            Pauses = pauses,
            Days = DayRuler.Cells(limit.Receipt, calendar, due, pauses, now, limit.EndedAt),
            Calendar = calendar,
            Now = calendar.ToLocal(now),
        };
    }

    /// <summary>
    /// Working units from one moment to the due time, negative after it. Where no working time lies between (a weekend), the plain time
    /// is told, since "0 hours late" says nothing.
    /// </summary>
    public static WorkingSpan Left(DeadlineRow limit, WorkingCalendar calendar, DateTimeOffset at, DateTimeOffset due)
    {
        if (limit.Receipt.Calculation is null && !limit.Receipt.IsSet)
            return WorkingSpan.OfContinuous(due - at);
        var span = WorkingTime.Between(calendar, at, due).Span;
        return span.IsZero ? WorkingSpan.OfContinuous(due - at) : span;
    }

    private static DeadlineState State(DeadlineRow limit, bool waiting, DateTimeOffset due, WorkingSpan left, decimal share, DateTimeOffset now) => limit switch
    {
        { EndedAs: DeadlineEnd.Cancelled } => DeadlineState.Cancelled,
        { EndedAs: DeadlineEnd.Expired } => DeadlineState.Overdue,
        { EndedAt: { } ended } => ended <= due ? DeadlineState.MetOnTime : DeadlineState.MetLate,
        _ when now < limit.StartedAt => DeadlineState.NotStarted,
        _ when waiting && limit.DeductsPauses => DeadlineState.Paused,
        _ when now > due => DeadlineState.Overdue,
        _ when IsSoon(limit, left, share) => DeadlineState.DueSoon,
        _ => DeadlineState.Running,
    };

    private static bool IsSoon(DeadlineRow limit, WorkingSpan left, decimal share)
    {
        var inDays = limit.Receipt.Calculation is { Amount.Days: not 0 } || limit.Receipt.IsSet;
        return inDays ? left.Continuous || left.Days < 2 || left is { Days: 2, Time.Ticks: 0 } : share >= 0.75m;
    }

    /// <summary>How much of the limit's time has passed; time in which it stood still is no time of the limit.</summary>
    private static decimal Share(DeadlineRow limit, WorkingCalendar calendar, DateTimeOffset at, IReadOnlyList<PauseSpan> pauses)
    {
        var continuous = limit.Receipt.Calculation is null && !limit.Receipt.IsSet;
        TimeSpan Between(DateTimeOffset from, DateTimeOffset to) => continuous ? to - from : WorkingTime.TimeBetween(calendar, from, to);
        var whole = Between(limit.StartedAt, limit.DueAt);
        var passed = Between(limit.StartedAt, at);
        foreach (var pause in pauses)
            if (pause.Deducted)
                passed -= Between(pause.From, pause.To ?? at);
        return whole > TimeSpan.Zero ? Math.Max(0, (decimal)passed.Ticks / whole.Ticks) : at >= limit.DueAt ? 1 : 0;
    }
}
