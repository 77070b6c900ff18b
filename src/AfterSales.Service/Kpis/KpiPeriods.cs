using System.Globalization;
using AfterSales.Service.Calendars;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Kpis;

/// <summary>Parts a range of days into months, quarters or years of the Gregorian or the Iranian solar calendar.</summary>
public static class KpiPeriods
{
    /// <summary>
    /// The periods from one day to another, both included; the first and the last are cut where the range begins and ends inside
    /// them. Days are those of <paramref name="zone"/>.
    /// </summary>
    public static IReadOnlyList<KpiPeriod> Of(DateOnly from, DateOnly to, KpiBy by, bool solar, TimeZoneInfo zone, DateTimeOffset now)
    {
        var periods = new List<KpiPeriod>();
        for (var first = from; first <= to;)
        {
            var end = by == KpiBy.Whole ? to : EndOf(first, by, solar);
            var last = end < to ? end : to;
            periods.Add(Make(first, last, by, solar, zone, now));
            first = last.AddDays(1);
        }
        return periods;
    }

    /// <summary>The instant at which a day begins in a zone; where the clock skips midnight, the first instant after it.</summary>
    public static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone) => WorkingDay.At(zone, day, TimeSpan.Zero);

    /// <summary>The first day of the period that a day lies in.</summary>
    public static DateOnly BeginningOf(DateOnly day, KpiBy by, bool solar)
    {
        var (year, month) = YearAndMonth(day, solar);
        var first = by switch { KpiBy.Month => month, KpiBy.Quarter => (month - 1) / 3 * 3 + 1, _ => 1 };
        return FirstOf(year, first, solar);
    }

    /// <summary>The last day of the period that a day lies in.</summary>
    public static DateOnly EndOf(DateOnly day, KpiBy by, bool solar)
    {
        var (year, month) = YearAndMonth(BeginningOf(day, by, solar), solar);
        var next = month - 1 + by switch { KpiBy.Month => 1, KpiBy.Quarter => 3, _ => 12 };
        return FirstOf(year + next / 12, next % 12 + 1, solar).AddDays(-1);
    }

    private static (int Year, int Month) YearAndMonth(DateOnly day, bool solar)
    {
        if (!solar)
            return (day.Year, day.Month);
        var date = JalaliDate.From(day);
        return (date.Year, date.Month);
    }

    private static DateOnly FirstOf(int year, int month, bool solar) => solar ? new JalaliDate(year, month, 1).ToGregorian() : new DateOnly(year, month, 1);

    private static KpiPeriod Make(DateOnly first, DateOnly last, KpiBy by, bool solar, TimeZoneInfo zone, DateTimeOffset now)
    {
        var (year, month) = YearAndMonth(first, solar);
        var number = by switch
        {
            KpiBy.Month => Invariant($"{year:0000}-{month:00}"),
            KpiBy.Quarter => Invariant($"{year:0000}-Q{(month - 1) / 3 + 1}"),
            KpiBy.Year => Invariant($"{year:0000}"),
            _ => Invariant($"{first:yyyy-MM-dd}/{last:yyyy-MM-dd}"),
        };
        var to = StartOf(last.AddDays(1), zone);
        return new(
            solar && by != KpiBy.Whole ? number + " solar" : number,
            Name(language => PeriodNames.Long(language, first, last, by, solar)),
            Name(language => PeriodNames.Short(language, first, last, by, solar)),
            first, last, StartOf(first, zone), to, to > now);
    }

    private static LocalText Name(Func<Language, string> of) => new(of(Language.English), of(Language.Persian), of(Language.Chinese));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
