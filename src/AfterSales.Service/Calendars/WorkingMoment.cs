namespace AfterSales.Service.Calendars;

/// <summary>A moment of working time: within a piece or at one of its ends, with the working day it belongs to.</summary>
internal readonly record struct WorkingMoment(DateTimeOffset At, DateOnly Day, StartAdjustment Adjustment)
{
    /// <summary>The earliest working moment that is not before this one. Exactly a closing time is one.</summary>
    public static WorkingMoment NotBefore(WorkingCalendar calendar, DateTimeOffset at) => Find(calendar, at, +1);

    /// <summary>The latest working moment that is not after this one. Exactly an opening time is one.</summary>
    public static WorkingMoment NotAfter(WorkingCalendar calendar, DateTimeOffset at) => Find(calendar, at, -1);

    private static WorkingMoment Find(WorkingCalendar calendar, DateTimeOffset at, int direction)
    {
        var today = calendar.LocalDay(at);
        var pieces = WorkingDay.Pieces(calendar, today);
        foreach (var piece in pieces)
            if (at >= piece.From && at <= piece.To)
                return new(at, today, StartAdjustment.None);
        // A shift until 24:00 ends on the next date.
        if (today > CalendarWalk.First && WorkingDay.Pieces(calendar, today.AddDays(-1)) is [.., var last] && last.To == at)
            return new(at, today.AddDays(-1), StartAdjustment.None);

        var adjustment = pieces.Count == 0 ? StartAdjustment.NonWorkingDay
            : at < pieces[0].From ? StartAdjustment.BeforeHours
            : at > pieces[^1].To ? StartAdjustment.AfterHours
            : StartAdjustment.Break;
        if (direction > 0)
        {
            foreach (var piece in pieces)
                if (piece.From > at)
                    return new(piece.From, today, adjustment);
            var (day, next) = CalendarWalk.NextPieces(calendar, today, +1);
            return new(next[0].From, day, adjustment);
        }
        for (var i = pieces.Count - 1; i >= 0; i--)
            if (pieces[i].To < at)
                return new(pieces[i].To, today, adjustment);
        var (earlier, previous) = CalendarWalk.NextPieces(calendar, today, -1);
        return new(previous[^1].To, earlier, adjustment);
    }
}
