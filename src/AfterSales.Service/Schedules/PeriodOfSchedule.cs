using System.Globalization;
using AfterSales.Service.Kpis;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Schedules;

/// <summary>The period a fire of a schedule is about.</summary>
/// <param name="Id">Unique within the schedule: <c>2026-11</c>, <c>2026-11-b</c>, <c>2026-Q4</c>, <c>2026-H2</c>, <c>2026</c>; solar ones end in <c> solar</c>.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
public sealed record PeriodOfSchedule(string Id, DateOnly From, DateOnly To)
{
    /// <summary>The period for a fire on this day.</summary>
    public static PeriodOfSchedule Of(Schedule schedule, DateOnly day)
    {
        var own = Containing(schedule.Period, schedule.Solar, day);
        return schedule.AboutPrevious ? Containing(schedule.Period, schedule.Solar, own.From.AddDays(-1)) : own;
    }

    /// <summary>True when a period begins on this day.</summary>
    public static bool Begins(SchedulePeriod length, bool solar, DateOnly day) => Containing(length, solar, day).From == day;

    /// <summary>For people: <c>November 2026</c>, <c>1 to 10 November 2026</c> as days, a half year as its days.</summary>
    public LocalText Name(SchedulePeriod length, bool solar)
    {
        KpiBy? by = length switch { SchedulePeriod.Month => KpiBy.Month, SchedulePeriod.Quarter => KpiBy.Quarter, SchedulePeriod.Year => KpiBy.Year, _ => null };
        return by is { } whole
            ? KpiPeriods.Of(From, To, whole, solar, TimeZoneInfo.Utc, DateTimeOffset.MinValue)[0].Name
            : new(In(Language.English), In(Language.Persian), In(Language.Chinese));
    }

    private string In(Language language) => LocalFormat.For(language).DateRange(From, To, withYear: true);

    private static PeriodOfSchedule Containing(SchedulePeriod length, bool solar, DateOnly day)
    {
        var (month, end) = (KpiPeriods.BeginningOf(day, KpiBy.Month, solar), KpiPeriods.EndOf(day, KpiBy.Month, solar));
        var (year, number) = Parts(month, solar);
        switch (length)
        {
            case SchedulePeriod.TenDays:
                var third = Math.Min((day.DayNumber - month.DayNumber) / 10, 2);
                return new(Code($"{year:0000}-{number:00}-{(char)('a' + third)}", solar), month.AddDays(10 * third), third == 2 ? end : month.AddDays(10 * third + 9));
            case SchedulePeriod.Month:
                return new(Code($"{year:0000}-{number:00}", solar), month, end);
            case SchedulePeriod.Quarter:
                return new(Code($"{year:0000}-Q{(number - 1) / 3 + 1}", solar), KpiPeriods.BeginningOf(day, KpiBy.Quarter, solar), KpiPeriods.EndOf(day, KpiBy.Quarter, solar));
            case SchedulePeriod.HalfYear:
                var first = KpiPeriods.BeginningOf(day, KpiBy.Year, solar);
                var turn = KpiPeriods.EndOf(KpiPeriods.EndOf(first, KpiBy.Quarter, solar).AddDays(1), KpiBy.Quarter, solar).AddDays(1);
                return day < turn
                    ? new(Code($"{year:0000}-H1", solar), first, turn.AddDays(-1))
                    : new(Code($"{year:0000}-H2", solar), turn, KpiPeriods.EndOf(day, KpiBy.Year, solar));
            default:
                return new(Code($"{year:0000}", solar), KpiPeriods.BeginningOf(day, KpiBy.Year, solar), KpiPeriods.EndOf(day, KpiBy.Year, solar));
        }
    }

    private static (int Year, int Month) Parts(DateOnly day, bool solar)
    {
        if (!solar)
            return (day.Year, day.Month);
        var date = JalaliDate.From(day);
        return (date.Year, date.Month);
    }

    private static string Code(FormattableString number, bool solar) => number.ToString(CultureInfo.InvariantCulture) + (solar ? " solar" : "");
}
