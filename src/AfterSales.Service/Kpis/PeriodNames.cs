using System.Globalization;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Kpis;

/// <summary>Names of periods: those of the solar calendar keep its months in every language, since the days are other ones.</summary>
internal static class PeriodNames
{
    private static readonly string[] SolarInLatin =
        ["Farvardin", "Ordibehesht", "Khordad", "Tir", "Mordad", "Shahrivar", "Mehr", "Aban", "Azar", "Dey", "Bahman", "Esfand"];

    private static readonly string[] GregorianInPersian =
        ["ژانویه", "فوریه", "مارس", "آوریل", "مه", "ژوئن", "ژوئیه", "اوت", "سپتامبر", "اکتبر", "نوامبر", "دسامبر"];

    /// <summary><c>November 2026</c>, <c>آبان ۱۴۰۵</c>, <c>2026年第4季度</c>.</summary>
    public static string Long(Language language, DateOnly first, DateOnly last, KpiBy by, bool solar)
    {
        if (by == KpiBy.Whole)
            return LocalFormat.For(language).DateRange(first, last, withYear: true);
        var (year, month) = Parts(first, solar);
        return by switch
        {
            KpiBy.Month => language == Language.Chinese && !solar ? Invariant($"{year}年{month}月") : Digits($"{Month(language, month, solar)} {year}", language),
            KpiBy.Quarter => Words(language)["kpi.period.quarter", (month - 1) / 3 + 1, YearText(year, language)],
            _ => solar ? Words(language)["kpi.period.solarYear", YearText(year, language)] : Words(language)["kpi.period.year", YearText(year, language)],
        };
    }

    /// <summary>For a chart's axis: <c>Nov</c>, <c>آبان</c>, <c>11月</c>, <c>Q4 26</c>, <c>2026</c>.</summary>
    public static string Short(Language language, DateOnly first, DateOnly last, KpiBy by, bool solar)
    {
        if (by == KpiBy.Whole)
            return Long(language, first, last, by, solar);
        var (year, month) = Parts(first, solar);
        return by switch
        {
            KpiBy.Month when solar => language == Language.Persian ? Month(language, month, solar) : SolarInLatin[month - 1],
            KpiBy.Month => language switch
            {
                Language.Persian => GregorianInPersian[month - 1],
                Language.Chinese => Invariant($"{month}月"),
                _ => CultureInfo.InvariantCulture.DateTimeFormat.GetAbbreviatedMonthName(month),
            },
            KpiBy.Quarter => Words(language)["kpi.period.shortQuarter", (month - 1) / 3 + 1, YearText(year % 100, language)],
            _ => YearText(year, language),
        };
    }

    private static string Month(Language language, int month, bool solar) =>
        solar ? language == Language.Persian ? new JalaliDate(1400, month, 1).MonthName : SolarInLatin[month - 1]
        : language == Language.Persian ? GregorianInPersian[month - 1]
        : CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month);

    private static (int Year, int Month) Parts(DateOnly day, bool solar)
    {
        if (!solar)
            return (day.Year, day.Month);
        var date = JalaliDate.From(day);
        return (date.Year, date.Month);
    }

    // As text: a year has no thousands separator.
    private static string YearText(int year, Language language) => Digits($"{year:00}", language);

    private static TextCatalog Words(Language language) => TextCatalog.For(language);

    private static string Digits(FormattableString text, Language language) => LocalFormat.For(language).Localise(Invariant(text));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
