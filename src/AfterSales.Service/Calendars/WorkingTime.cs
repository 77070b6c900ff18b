namespace AfterSales.Service.Calendars;

/// <summary>
/// Arithmetic in working days and working time. Exact to the tick, bounded in work: a year costs well under a millisecond, and an
/// amount beyond <see cref="MostDays"/> or <see cref="MostTime"/> is a <see cref="WorkingTimeException"/>.
/// </summary>
/// <remarks>
/// <para><b>The start.</b> A start outside working time counts from the next working moment (counting back, from the last one before it).
/// Exactly a closing time is working time: it is the end of that day, not the beginning of the next.</para>
/// <para><b>Working days.</b> The day of the start is day 0; the n-th working day after it is the answer, at the same time of day. Where
/// that time lies outside the last day's hours, it is the last working moment before it on that day, or the opening. A half day is a day.</para>
/// <para><b>Working time.</b> Time passes only within hours. An amount that uses up a day ends at its closing time, not at the next opening.</para>
/// <para><b>Summer time.</b> Time is what passes, read off the wall clock's shifts: see <see cref="WorkingDay"/>.</para>
/// </remarks>
public static class WorkingTime
{
    /// <summary>The most days that can be added: about 400 years.</summary>
    public const int MostDays = 100_000;

    /// <summary>A receipt lists at most this many days; it counts them all.</summary>
    public const int ListedDays = 400;

    /// <summary>The most time that can be added.</summary>
    public static TimeSpan MostTime { get; } = TimeSpan.FromHours(1_000_000);

    /// <summary>The moment <paramref name="days"/> working days after (or before) this one.</summary>
    public static WorkingTimeCalculation AddDays(WorkingCalendar calendar, DateTimeOffset from, int days) =>
        Add(calendar, from, new WorkingSpan(days, TimeSpan.Zero));

    /// <summary>The <see cref="WorkingTimeCalculation.Result"/> of <see cref="AddDays(WorkingCalendar, DateTimeOffset, int)"/> without its receipt, for figures over thousands of cases.</summary>
    public static DateTimeOffset DaysLater(WorkingCalendar calendar, DateTimeOffset from, int days)
    {
        Check(new WorkingSpan(days, TimeSpan.Zero));
        var direction = days < 0 ? -1 : 1;
        var start = Start(calendar, from, direction);
        if (days == 0)
            return calendar.ToLocal(start.At);
        var day = start.Day;
        for (var i = 0; i < Math.Abs(days); i++)
            day = CalendarWalk.NextWorkingDay(calendar, day, direction);
        return calendar.ToLocal(Place(calendar, day, TimeOfDay(calendar, start)));
    }

    /// <summary>The moment after (or before) which this much working time has passed.</summary>
    public static WorkingTimeCalculation AddTime(WorkingCalendar calendar, DateTimeOffset from, TimeSpan time) =>
        Add(calendar, from, new WorkingSpan(0, time));

    /// <summary>Working days first, then working time from there. Both parts point the same way.</summary>
    public static WorkingTimeCalculation Add(WorkingCalendar calendar, DateTimeOffset from, WorkingSpan amount)
    {
        Check(amount);
        var direction = amount.IsNegative ? -1 : 1;
        var walk = new CalendarWalk(calendar);
        var start = Start(calendar, from, direction);
        walk.SkipBetween(calendar.LocalDay(from), start.Day);

        var (at, day, fitted) = (start.At, start.Day, false);
        if (amount.Days != 0)
        {
            for (var i = 0; i < Math.Abs(amount.Days); i++)
                walk.Count(day = CalendarWalk.NextWorkingDay(calendar, day, direction, walk));
            var time = TimeOfDay(calendar, start);
            at = Place(calendar, day, time);
            fitted = at != WorkingDay.At(calendar.Zone, day, time);
        }
        if (amount.Time != TimeSpan.Zero)
            at = Pass(calendar, walk, at, day, amount.Time);

        return new()
        {
            CalendarId = calendar.Id,
            CalendarVersion = calendar.Version,
            CalendarName = calendar.Name,
            ZoneId = calendar.Zone.Id,
            ZoneName = calendar.ZoneName,
            Hours = WeekHours.Lines(calendar),
            From = calendar.ToLocal(from),
            Start = calendar.ToLocal(start.At),
            Adjustment = start.Adjustment,
            Amount = amount,
            Counted = walk.Counted,
            CountedDays = walk.CountedDays,
            Skipped = walk.Skipped(),
            FittedToHours = fitted,
            HolidaysKnownUntil = calendar.KnownUntil is { } known && calendar.LocalDay(at) > known ? known : null,
            Result = calendar.ToLocal(at),
        };
    }

    /// <summary>The n-th working day after (or before) a date; with 0 the date itself, or the next working day where it is free.</summary>
    public static WorkingTimeCalculation AddDays(WorkingCalendar calendar, DateOnly from, int days)
    {
        Check(new WorkingSpan(days, TimeSpan.Zero));
        var walk = new CalendarWalk(calendar);
        var day = from;
        if (!calendar.IsWorkingDay(from))
        {
            walk.Skip(from);
            if (days == 0)
                day = CalendarWalk.NextWorkingDay(calendar, from, +1, walk);
        }
        for (var i = 0; i < Math.Abs(days); i++)
            walk.Count(day = CalendarWalk.NextWorkingDay(calendar, day, Math.Sign(days), walk));

        DateTimeOffset At(DateOnly date) => calendar.ToLocal(WorkingDay.At(calendar.Zone, date, TimeSpan.Zero));
        return new()
        {
            CalendarId = calendar.Id,
            CalendarVersion = calendar.Version,
            CalendarName = calendar.Name,
            ZoneId = calendar.Zone.Id,
            ZoneName = calendar.ZoneName,
            Hours = WeekHours.Lines(calendar),
            From = At(from),
            Start = At(from),
            Adjustment = calendar.IsWorkingDay(from) ? StartAdjustment.None : StartAdjustment.NonWorkingDay,
            Amount = new WorkingSpan(days, TimeSpan.Zero),
            WholeDates = true,
            Counted = walk.Counted,
            CountedDays = walk.CountedDays,
            Skipped = walk.Skipped(),
            HolidaysKnownUntil = calendar.KnownUntil is { } known && day > known ? known : null,
            Result = At(day),
        };
    }

    /// <summary>
    /// The length from one moment to another: the most whole working days d for which <c>AddDays(from, d)</c> is not later, and the
    /// working time from there. So adding the span leads back to <paramref name="to"/>, or to the last working moment before it.
    /// </summary>
    public static WorkingTimeMeasure Between(WorkingCalendar calendar, DateTimeOffset from, DateTimeOffset to)
    {
        if (to < from)
        {
            var forward = Between(calendar, to, from);
            return new(calendar.Id, calendar.ToLocal(from), calendar.ToLocal(to), new(-forward.Span.Days, -forward.Span.Time), -forward.Time);
        }
        var walk = new CalendarWalk(calendar);
        var start = Start(calendar, from, +1);
        var time = TimeOfDay(calendar, start);
        var (days, reached, day) = (0, start.At, start.Day);
        while (reached < to)
        {
            var next = CalendarWalk.NextWorkingDay(calendar, day, +1, walk);
            var at = Place(calendar, next, time);
            if (at > to)
                break;
            (days, reached, day) = (days + 1, at, next);
        }
        var rest = reached < to ? TimeBetween(calendar, reached, to) : TimeSpan.Zero;
        return new(calendar.Id, calendar.ToLocal(from), calendar.ToLocal(to), new(days, rest), TimeBetween(calendar, from, to));
    }

    /// <summary>Whole working days between two moments, as <see cref="Between"/> counts them.</summary>
    public static int DaysBetween(WorkingCalendar calendar, DateTimeOffset from, DateTimeOffset to) => Between(calendar, from, to).Span.Days;

    /// <summary>Working days after <paramref name="from"/> up to and including <paramref name="to"/>; negative the other way round.</summary>
    public static int DaysBetween(WorkingCalendar calendar, DateOnly from, DateOnly to)
    {
        if (to < from)
            return -DaysBetween(calendar, to, from);
        var days = 0;
        for (var date = from; date < to;)
            if (calendar.IsWorkingDay(date = date.AddDays(1)))
                days++;
        return days;
    }

    /// <summary>The working time that passes between two moments; negative when the second is earlier.</summary>
    public static TimeSpan TimeBetween(WorkingCalendar calendar, DateTimeOffset from, DateTimeOffset to)
    {
        if (to < from)
            return -TimeBetween(calendar, to, from);
        var passed = TimeSpan.Zero;
        var last = calendar.LocalDay(to);
        for (var day = calendar.LocalDay(from); day <= last; day = day.AddDays(1))
            foreach (var piece in WorkingDay.Pieces(calendar, day))
            {
                var (start, end) = (piece.From > from ? piece.From : from, piece.To < to ? piece.To : to);
                if (start < end)
                    passed += end - start;
            }
        return passed;
    }

    /// <summary>True when work is done on the local day of this instant.</summary>
    public static bool IsWorkingDay(WorkingCalendar calendar, DateTimeOffset at) => calendar.IsWorkingDay(calendar.LocalDay(at));

    /// <summary>True when this instant lies in working time; a closing time no longer does.</summary>
    public static bool IsWorkingTime(WorkingCalendar calendar, DateTimeOffset at) =>
        WorkingDay.Pieces(calendar, calendar.LocalDay(at)).Any(piece => at >= piece.From && at < piece.To);

    /// <summary>The earliest moment not before this one at which somebody works: a closing time leads to the next opening.</summary>
    public static DateTimeOffset NextWorkingTime(WorkingCalendar calendar, DateTimeOffset at)
    {
        var moment = WorkingMoment.NotBefore(calendar, at);
        while (!IsWorkingTime(calendar, moment.At))
            moment = WorkingMoment.NotBefore(calendar, moment.At.AddTicks(1));
        return calendar.ToLocal(moment.At);
    }

    private static WorkingMoment Start(WorkingCalendar calendar, DateTimeOffset from, int direction) =>
        direction > 0 ? WorkingMoment.NotBefore(calendar, from) : WorkingMoment.NotAfter(calendar, from);

    /// <summary>The wall-clock time of a working moment on its day; 24:00 for a shift's end at midnight.</summary>
    private static TimeSpan TimeOfDay(WorkingCalendar calendar, WorkingMoment moment)
    {
        var local = calendar.ToLocal(moment.At);
        return DateOnly.FromDateTime(local.DateTime) == moment.Day ? local.TimeOfDay : TimeSpan.FromDays(1);
    }

    private static DateTimeOffset Place(WorkingCalendar calendar, DateOnly day, TimeSpan time)
    {
        var wanted = WorkingDay.At(calendar.Zone, day, time);
        var pieces = WorkingDay.Pieces(calendar, day);
        if (pieces.Count == 0)
            return wanted; // hours that lie wholly within the hour that the change to summer time skips
        var placed = pieces[0].From;
        foreach (var piece in pieces)
            if (piece.From <= wanted)
                placed = wanted < piece.To ? wanted : piece.To;
        return placed;
    }

    private static DateTimeOffset Pass(WorkingCalendar calendar, CalendarWalk walk, DateTimeOffset at, DateOnly day, TimeSpan time)
    {
        var direction = time < TimeSpan.Zero ? -1 : 1;
        var left = time.Duration();
        var pieces = WorkingDay.Pieces(calendar, day);
        while (true)
        {
            foreach (var piece in direction > 0 ? pieces : pieces.AsEnumerable().Reverse())
            {
                var from = direction > 0 && at > piece.From ? at : piece.From;
                var to = direction < 0 && at < piece.To ? at : piece.To;
                if (from >= to)
                    continue;
                walk.Count(day);
                if (left <= to - from)
                    return direction > 0 ? from + left : to - left;
                left -= to - from;
            }
            (day, pieces) = CalendarWalk.NextPieces(calendar, day, direction, walk);
        }
    }

    private static void Check(WorkingSpan amount)
    {
        if (amount.Continuous)
            throw new ArgumentException("A continuous length needs no calendar.", nameof(amount));
        if (Math.Sign(amount.Days) * Math.Sign(amount.Time.Ticks) < 0)
            throw new ArgumentException("Days and time must point the same way.", nameof(amount));
        if (amount.Days is > MostDays or < -MostDays)
            throw new WorkingTimeException($"At most {MostDays} working days can be counted.");
        if (amount.Time > MostTime || amount.Time < -MostTime)
            throw new WorkingTimeException($"At most {MostTime.TotalHours:0} hours of working time can be counted.");
    }
}
