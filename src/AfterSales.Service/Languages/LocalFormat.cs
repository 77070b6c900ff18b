using System.Collections.Concurrent;
using System.Globalization;

namespace AfterSales.Service.Languages;

/// <summary>
/// Dates, times, numbers and durations as a reader of one language writes them (UI.md section 4), in one time zone. Built from parts:
/// the system's Persian patterns put the year first. For showing only; nothing formatted here is ever stored or parsed back.
/// </summary>
/// <remarks>Instants are shown in the zone given, or in their own offset where none was given. Safe to share between threads.</remarks>
public sealed partial class LocalFormat
{
    private static readonly ConcurrentDictionary<(Language, string), LocalFormat> Known = new();

    private readonly TimeZoneInfo? zone;
    private readonly DateWriter dates;

    private LocalFormat(Language language, TimeZoneInfo? zone)
    {
        Language = language;
        this.zone = zone;
        dates = DateWriter.For(language);
    }

    /// <summary>The language written.</summary>
    public Language Language { get; }

    private TextCatalog Words => TextCatalog.For(Language);

    /// <summary>The format of a language; <paramref name="zone"/> is where instants are shown.</summary>
    public static LocalFormat For(Language language, TimeZoneInfo? zone = null) =>
        Known.GetOrAdd((language, zone?.Id ?? ""), static (_, made) => new(made.language, made.zone), (language, zone));

    /// <summary><c>Mon 16 Nov 2026</c>, <c>دوشنبه ۲۵ آبان ۱۴۰۵</c>, <c>2026年11月16日（周一）</c>; without the year on request.</summary>
    public string Date(DateOnly date, bool withYear = true) => dates.Date(date, withYear);

    /// <summary>The local day of an instant.</summary>
    public string Date(DateTimeOffset at, bool withYear = true) => Date(Day(at), withYear);

    /// <summary><c>16:00</c>, <c>۱۶:۰۰</c>: 24 hours, two digits each.</summary>
    public string Time(TimeOnly time) => Localise(time.ToString("HH:mm", CultureInfo.InvariantCulture));

    /// <summary>The local time of an instant.</summary>
    public string Time(DateTimeOffset at) => Time(TimeOnly.FromDateTime(Local(at).DateTime));

    /// <summary><c>Mon 16 Nov 2026, 16:00</c>, <c>دوشنبه ۲۵ آبان ۱۴۰۵، ساعت ۱۷:۰۰</c>, <c>2026年11月16日（周一）17:30</c>.</summary>
    public string DateTime(DateTimeOffset at) => dates.Join(Date(at), Time(at), full: true);

    /// <summary>Without the year: <c>Fri 13 Nov, 16:00</c>, <c>شنبه ۱۶ آبان، ۰۹:۲۰</c>, <c>11月5日（周四）09:12</c>.</summary>
    public string ShortDateTime(DateTimeOffset at) => dates.Join(Date(at, withYear: false), Time(at), full: false);

    /// <summary>
    /// For lists: <c>Today, 10:00</c>; otherwise without the year, unless it is another year of the language's calendar than now.
    /// </summary>
    public string DateTimeNear(DateTimeOffset at, DateTimeOffset now)
    {
        var (day, today) = (Day(at), Day(now));
        var near = (day.DayNumber - today.DayNumber) switch { 0 => "day.today", 1 => "day.tomorrow", -1 => "day.yesterday", _ => null };
        return near is not null ? dates.Join(Words[near], Time(at), full: false)
            : SameYear(day, today) ? ShortDateTime(at)
            : DateTime(at);
    }

    /// <summary>True when both days lie in one year of the language's own calendar.</summary>
    public bool SameYear(DateOnly a, DateOnly b) => dates.Year(a) == dates.Year(b);

    /// <summary>
    /// <c>Thu 12 and Fri 13 Nov</c>, <c>پنجشنبه ۲۱ و جمعه ۲۲ آبان</c>, <c>11月7日至8日</c>; longer spans with "to", «تا», 至. Both ends belong to it.
    /// </summary>
    public string DateRange(DateOnly from, DateOnly to, bool withYear = false) => from == to ? Date(from, withYear) : dates.Range(from, to, withYear);

    /// <summary><c>Monday</c>, <c>دوشنبه</c>, <c>星期一</c>.</summary>
    public string Weekday(DayOfWeek day) => dates.Weekday(day);

    /// <summary>The one-letter head of a day ruler's column: <c>M</c>, <c>د</c>, <c>一</c>.</summary>
    public string WeekdayLetter(DayOfWeek day) => dates.WeekdayLetter(day);

    /// <summary>The day's number in its month, as a ruler cell shows it.</summary>
    public string DayOfMonth(DateOnly date) => Localise(dates.DayOfMonth(date).ToString(CultureInfo.InvariantCulture));

    /// <summary><c>1,234.5</c>, <c>۱٬۲۳۴٫۵</c>; as many decimals as the number has, at most <paramref name="decimals"/>.</summary>
    public string Number(decimal number, int decimals = 6)
    {
        var text = Math.Round(number, decimals).ToString("#,##0." + new string('#', decimals), CultureInfo.InvariantCulture);
        return Language == Language.Persian ? Digits.ToPersian(text.Replace(',', '٬').Replace('.', '٫')) : text;
    }

    /// <summary>A share of one as <c>92.5%</c>, <c>۹۲٫۵٪</c>, one decimal at most.</summary>
    public string Percent(decimal share) => Number(share * 100, 1) + (Language == Language.Persian ? "٪" : "%");

    /// <summary><c>120 kB</c>, <c>۱٫۸ مگابایت</c>: decimal units, one decimal from a megabyte on.</summary>
    public string FileSize(long bytes) => bytes switch
    {
        < 1_000 => Words["size.bytes", bytes],
        < 1_000_000 => Words["size.kilobytes", Math.Round(bytes / 1_000m)],
        < 1_000_000_000 => Words["size.megabytes", Math.Round(bytes / 1_000_000m, 1)],
        _ => Words["size.gigabytes", Math.Round(bytes / 1_000_000_000m, 1)],
    };

    /// <summary>The text with this language's digits: for text that carries numbers of its own, never for ids.</summary>
    public string Localise(string text) => Language == Language.Persian ? Digits.ToPersian(text) : text;

    /// <summary>The local day of an instant.</summary>
    public DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(Local(at).DateTime);

    private DateTimeOffset Local(DateTimeOffset at) => zone is null ? at : TimeZoneInfo.ConvertTime(at, zone);
}
