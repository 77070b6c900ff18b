namespace AfterSales.Service.Calendars;

/// <summary>
/// One day's working hours as instants. The wall clock rules: an instant is working time when the clock on the wall shows a time within
/// a shift, so a shift across the change to summer time is an hour shorter, and one across the change back an hour longer (or, where
/// the repeated hour lies only partly within it, in two pieces).
/// </summary>
internal static class WorkingDay
{
    // Any zone's offset lies within a day of UTC on both sides: what shows this date happens inside this window.
    private static readonly TimeSpan Reach = TimeSpan.FromHours(26);

    /// <summary>The working pieces of a day as UTC instants, in order, end excluded.</summary>
    public static List<Piece> Pieces(WorkingCalendar calendar, DateOnly date) => calendar.PiecesOn(date);

    /// <summary>The same of a day of any calendar in a zone, worked out anew.</summary>
    public static List<Piece> Pieces(TimeZoneInfo zone, CalendarDay day)
    {
        var pieces = new List<Piece>();
        var (date, hours) = (day.Date, day.Hours);
        if (!hours.IsWorking)
            return pieces;
        foreach (var period in Periods(zone, date))
            foreach (var shift in hours.Shifts)
            {
                var from = Max(At(date, shift.From, period.Offset), period.From);
                var to = Min(At(date, shift.To, period.Offset), period.To);
                if (from < to)
                    Append(pieces, new(from, to));
            }
        return pieces;
    }

    /// <summary>
    /// The instant at which the wall clock shows this time on this date. A repeated time means its first occurrence; a time that the
    /// clock skips means the moment of the change.
    /// </summary>
    public static DateTimeOffset At(TimeZoneInfo zone, DateOnly date, TimeSpan time)
    {
        DateTimeOffset? skippedTo = null;
        foreach (var period in Periods(zone, date))
        {
            var at = At(date, time, period.Offset);
            if (at >= period.From && at < period.To)
                return at;
            if (at < period.From)
                skippedTo ??= period.From;
        }
        return skippedTo ?? At(date, time, zone.GetUtcOffset(date.ToDateTime(TimeOnly.MinValue)));
    }

    /// <summary>The stretches of constant offset that touch the date: one on nearly every day, two on the day of a change.</summary>
    private static IEnumerable<Period> Periods(TimeZoneInfo zone, DateOnly date)
    {
        var midnight = new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        var (from, to) = (Later(midnight, -Reach), Later(midnight, TimeSpan.FromDays(1) + Reach));
        var (before, after) = (zone.GetUtcOffset(from), zone.GetUtcOffset(to));
        if (before == after)
        {
            yield return new(from, to, before);
            yield break;
        }
        var change = Change(zone, from, to, before);
        yield return new(from, change, before);
        yield return new(change, to, after);
    }

    /// <summary>The instant of the change, by halving, exact to the second (no zone changes within one).</summary>
    private static DateTimeOffset Change(TimeZoneInfo zone, DateTimeOffset low, DateTimeOffset high, TimeSpan before)
    {
        var (from, to) = (low.ToUnixTimeSeconds(), high.ToUnixTimeSeconds());
        while (to - from > 1)
        {
            var middle = from + (to - from) / 2;
            if (zone.GetUtcOffset(DateTimeOffset.FromUnixTimeSeconds(middle)) == before)
                from = middle;
            else
                to = middle;
        }
        return DateTimeOffset.FromUnixTimeSeconds(to);
    }

    private static DateTimeOffset At(DateOnly date, TimeSpan time, TimeSpan offset) =>
        Later(new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero), time - offset);

    private static DateTimeOffset Later(DateTimeOffset at, TimeSpan by)
    {
        var ticks = Math.Clamp(at.UtcTicks + by.Ticks, DateTimeOffset.MinValue.UtcTicks, DateTimeOffset.MaxValue.UtcTicks);
        return new(ticks, TimeSpan.Zero);
    }

    private static void Append(List<Piece> pieces, Piece piece)
    {
        if (pieces.Count > 0 && pieces[^1].To == piece.From)
            pieces[^1] = pieces[^1] with { To = piece.To };
        else
            pieces.Add(piece);
    }

    private static DateTimeOffset Max(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private static DateTimeOffset Min(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    private readonly record struct Period(DateTimeOffset From, DateTimeOffset To, TimeSpan Offset);
}

/// <summary>A stretch of working time, its end excluded.</summary>
internal readonly record struct Piece(DateTimeOffset From, DateTimeOffset To)
{
    public TimeSpan Length => To - From;
}
