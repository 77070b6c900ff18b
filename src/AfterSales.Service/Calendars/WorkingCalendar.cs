using System.Collections.Concurrent;
using System.Collections.Frozen;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Calendars;

/// <summary>
/// A working calendar: weekend, working hours with breaks and half days, holidays with reasons, swapped working days, all in one time
/// zone (OPN-01). Immutable, shared between threads. Timers, due times, pauses, escalation and FEEL functions all read the same one.
/// </summary>
/// <remarks>
/// A calendar has at least one working weekday, so every walk over its days ends. What a dated exception says wins over the yearly
/// holidays, and those win over the week.
/// </remarks>
public sealed class WorkingCalendar
{
    private const int MostKnownDays = 8_192;

    private readonly DayHours[] week;
    private readonly FrozenDictionary<DateOnly, CalendarDay> dated;
    private readonly FrozenDictionary<int, YearlyHoliday> solar;
    private readonly FrozenDictionary<int, YearlyHoliday> gregorian;

    // The same days are asked for again and again, and each costs a solar date and a look at the zone's changes.
    private readonly ConcurrentDictionary<DateOnly, KnownDay> known = new();

    internal WorkingCalendar(
        string id, LocalText name, TimeZoneInfo zone, LocalText zoneName, LocalText weekendReason, DayHours[] week,
        IReadOnlyList<YearlyHoliday> yearly, IEnumerable<CalendarDay> dated, DateOnly? knownUntil, int version = 0)
    {
        if (week.Length != 7)
            throw new ArgumentException("A week has seven days, Sunday first.", nameof(week));
        if (!week.Any(hours => hours.IsWorking))
            throw new ArgumentException($"The calendar '{id}' has no working weekday.", nameof(week));
        (Id, Name, Zone, ZoneName, WeekendReason) = (id, name, zone, zoneName, weekendReason);
        (this.week, YearlyHolidays, KnownUntil, Version) = (week, yearly, knownUntil, version);
        solar = ByDate(yearly.Where(holiday => holiday.Solar));
        gregorian = ByDate(yearly.Where(holiday => !holiday.Solar));
        this.dated = dated.ToFrozenDictionary(day => day.Date);
    }

    /// <summary>The name in expressions and settings: <c>iran</c>.</summary>
    public string Id { get; }

    /// <summary>0 for a calendar read from a file; each edit counts one more.</summary>
    public int Version { get; }

    /// <summary>The name for people.</summary>
    public LocalText Name { get; }

    /// <summary>The zone in which its days and hours are meant.</summary>
    public TimeZoneInfo Zone { get; }

    /// <summary>How a receipt names the zone: "Tehran time".</summary>
    public LocalText ZoneName { get; }

    /// <summary>Why a weekday without hours is free.</summary>
    public LocalText WeekendReason { get; }

    /// <summary>The last day whose dated holidays are entered; later days know the week and yearly holidays only. Null: all are known.</summary>
    public DateOnly? KnownUntil { get; }

    /// <summary>The dated exceptions, earliest first.</summary>
    public IEnumerable<CalendarDay> Exceptions => dated.Values.OrderBy(day => day.Date);

    /// <summary>The holidays on a fixed date of every year.</summary>
    public IReadOnlyList<YearlyHoliday> YearlyHolidays { get; }

    /// <summary>The hours of an ordinary weekday.</summary>
    public DayHours HoursOn(DayOfWeek weekday) => week[(int)weekday];

    /// <summary>What this day is.</summary>
    public CalendarDay Day(DateOnly date)
    {
        if (dated.TryGetValue(date, out var exception))
            return exception;
        if (Yearly(date) is { } holiday)
            return new(date, DayKind.Holiday, DayHours.None, holiday.Reason, ToConfirm: false);
        var hours = week[(int)date.DayOfWeek];
        return hours.IsWorking
            ? new(date, DayKind.Working, hours, null, ToConfirm: false)
            : new(date, DayKind.Weekend, hours, WeekendReason, ToConfirm: false);
    }

    /// <summary>True when work is done on this day.</summary>
    public bool IsWorkingDay(DateOnly date) => Known(date).IsWorking;

    /// <summary>The working pieces of a day as instants, in order; shared by everybody who asks, so nobody changes them.</summary>
    internal List<Piece> PiecesOn(DateOnly date) => Known(date).Pieces;

    /// <summary>The local day of an instant.</summary>
    public DateOnly LocalDay(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime);

    /// <summary>The same instant, told in the calendar's zone.</summary>
    public DateTimeOffset ToLocal(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone);

    /// <summary>The same calendar with further dated exceptions; where a date stands already, the new one wins.</summary>
    public WorkingCalendar With(params IEnumerable<CalendarDay> exceptions)
    {
        var all = dated.ToDictionary();
        foreach (var day in exceptions)
            all[day.Date] = day;
        return new(Id, Name, Zone, ZoneName, WeekendReason, week, YearlyHolidays, all.Values, KnownUntil, Version);
    }

    private KnownDay Known(DateOnly date)
    {
        if (known.TryGetValue(date, out var day))
            return day;
        // About twenty years; whoever asks for more begins anew.
        if (known.Count >= MostKnownDays)
            known.Clear();
        var what = Day(date);
        return known[date] = new KnownDay(what.IsWorking, WorkingDay.Pieces(Zone, what));
    }

    private YearlyHoliday? Yearly(DateOnly date)
    {
        if (gregorian.Count > 0 && gregorian.TryGetValue(Key(date.Month, date.Day), out var holiday))
            return holiday;
        if (solar.Count == 0 || date.Year < 623)
            return null;
        var (_, month, day) = JalaliDate.From(date);
        return solar.GetValueOrDefault(Key(month, day));
    }

    private static FrozenDictionary<int, YearlyHoliday> ByDate(IEnumerable<YearlyHoliday> holidays) =>
        holidays.ToFrozenDictionary(holiday => Key(holiday.Month, holiday.Day));

    private static int Key(int month, int day) => month * 100 + day;

    private sealed record KnownDay(bool IsWorking, List<Piece> Pieces);
}
