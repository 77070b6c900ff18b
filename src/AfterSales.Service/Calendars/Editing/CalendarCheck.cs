using System.Globalization;
using AfterSales.Service.Forms;
using AfterSales.Service.Languages;
using AfterSales.Service.Storage;

namespace AfterSales.Service.Calendars.Editing;

/// <summary>
/// Makes a calendar of a draft, or says per field what is wrong with it in the reader's language. What passes can be counted in: it has
/// working days, none of its gaps is longer than a year, and no day stands in it twice.
/// </summary>
public sealed class CalendarCheck
{
    /// <summary>More days than this are no calendar.</summary>
    public const int MostDays = 5_000;

    private const int MostShifts = 8;
    private const int MostYearly = 400;
    private const int LongestText = 200;
    private const int LongestGap = 366;

    private readonly TextCatalog words;
    private readonly LocalFormat format;
    private readonly List<FormError> errors = [];

    private CalendarCheck(Language language) => (words, format) = (TextCatalog.For(language), LocalFormat.For(language));

    /// <summary>The calendar with this id and version, or what is wrong.</summary>
    public static (WorkingCalendar? Calendar, IReadOnlyList<FormError> Errors) Check(string id, int version, CalendarDraft draft, Language language)
    {
        var check = new CalendarCheck(language);
        var file = check.File(id, draft);
        if (check.errors.Count > 0)
            return (null, check.errors);
        var calendar = file.Build(version);
        check.Gaps(calendar);
        return check.errors.Count > 0 ? (null, check.errors) : (calendar, []);
    }

    /// <summary>True when the text can be the id of a calendar or policy: small letters, digits and hyphens, a letter first.</summary>
    public static bool IsId(string id) =>
        id.Length is > 0 and <= 60 && char.IsAsciiLetterLower(id[0]) && id.All(sign => char.IsAsciiLetterLower(sign) || char.IsAsciiDigit(sign) || sign == '-');

    /// <summary>Reads a date as people type it: ISO, in any digits, of the Gregorian or (before 1700) the Iranian solar calendar.</summary>
    public static DateOnly? ReadDate(string? text)
    {
        var parts = Digits.ToLatin(text ?? "").Trim().Replace('/', '-').Split('-');
        if (parts.Length != 3 || !Number(parts[0], out var year) || !Number(parts[1], out var month) || !Number(parts[2], out var day))
            return null;
        if (year is >= 1200 and < 1700)
            return JalaliDate.Exists(year, month, day) ? new JalaliDate(year, month, day).ToGregorian() : null;
        return year is >= 1970 and < 2200 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;
    }

    private CalendarFile File(string id, CalendarDraft draft) => new()
    {
        Id = id,
        Name = Text("name", draft.Name),
        Zone = Zone(draft.Zone),
        ZoneName = draft.ZoneName is null ? null : Text("zoneName", draft.ZoneName),
        WeekendReason = draft.WeekendReason is null ? null : Text("weekendReason", draft.WeekendReason),
        Hours = Week(draft.Hours),
        Yearly = Yearly(draft.Yearly ?? []),
        Dates = Dates(draft.Dates ?? []),
        KnownUntil = string.IsNullOrWhiteSpace(draft.KnownUntil) ? null : Date("knownUntil", draft.KnownUntil),
    };

    private string? Zone(string? zone)
    {
        if (zone is null || zone.Length > LongestText || !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            Refuse("zone", "zone", Shown(zone));
        return zone;
    }

    private Dictionary<DayOfWeek, string[]> Week(IReadOnlyDictionary<string, IReadOnlyList<string>?>? hours)
    {
        var week = new Dictionary<DayOfWeek, string[]>();
        foreach (var (name, shifts) in hours ?? new Dictionary<string, IReadOnlyList<string>?>())
            if (!Enum.TryParse<DayOfWeek>(name, ignoreCase: true, out var day) || !Enum.IsDefined(day) || char.IsAsciiDigit(name[0]))
                Refuse("hours", "weekday", Shown(name));
            else if (Hours($"hours.{name}", shifts) is { Length: > 0 } read && !week.TryAdd(day, read))
                Refuse($"hours.{name}", "weekdayTwice", format.Weekday(day));
        if (week.Count == 0 && errors.Count == 0)
            Refuse("hours", "noWorkingDay");
        return week;
    }

    private string[] Hours(string field, IReadOnlyList<string>? shifts)
    {
        var read = new List<Shift>();
        foreach (var text in shifts ?? [])
            if (Shift.TryParse(Digits.ToLatin(text ?? ""), out var shift))
                read.Add(shift);
            else
                Refuse(field, "shift", Shown(text));
        if (read.Count > MostShifts)
            Refuse(field, "tooManyShifts", MostShifts);
        read.Sort((a, b) => a.From.CompareTo(b.From));
        for (var i = 1; i < read.Count; i++)
            if (read[i].From < read[i - 1].To)
                Refuse(field, "overlap", read[i - 1].ToString(), read[i].ToString());
        return [.. read.Select(shift => shift.ToString())];
    }

    private CalendarFile.YearlyEntry[] Yearly(IReadOnlyList<YearlyDraft?> entries)
    {
        var seen = new HashSet<(bool, int, int)>();
        var read = new List<CalendarFile.YearlyEntry>();
        if (entries.Count > MostYearly)
            Refuse("yearly", "tooMany", MostYearly);
        for (var i = 0; i < entries.Count && errors.Count < 20; i++)
        {
            var field = string.Create(CultureInfo.InvariantCulture, $"yearly[{i}]");
            if (entries[i] is not { } entry)
                Refuse(field, "empty");
            else if (entry.Month is < 1 or > 12 || entry.Day < 1 || entry.Day > LongestMonth(entry.Solar, entry.Month))
                Refuse(field, "yearlyImpossible", entry.Month, entry.Day);
            else if (!seen.Add((entry.Solar, entry.Month, entry.Day)))
                Refuse(field, "yearlyTwice", entry.Month, entry.Day);
            else
                read.Add(new(entry.Month, entry.Day, Text($"{field}.reason", entry.Reason), entry.Solar));
        }
        return [.. read];
    }

    private static int LongestMonth(bool solar, int month) => solar ? (month <= 6 ? 31 : 30) : DateTime.DaysInMonth(2024, month);

    private CalendarFile.DatedEntry[] Dates(IReadOnlyList<DatedDraft?> entries)
    {
        var seen = new HashSet<DateOnly>();
        var read = new List<CalendarFile.DatedEntry>();
        if (entries.Count > MostDays)
            Refuse("dates", "tooMany", MostDays);
        for (var i = 0; i < entries.Count && errors.Count < 20; i++)
        {
            var field = string.Create(CultureInfo.InvariantCulture, $"dates[{i}]");
            if (entries[i] is not { } entry)
            {
                Refuse(field, "empty");
                continue;
            }
            if (Date($"{field}.on", entry.On) is not { } on)
                continue;
            var to = string.IsNullOrWhiteSpace(entry.To) ? on : Date($"{field}.to", entry.To);
            if (to is not { } last)
                continue;
            if (last < on)
                Refuse($"{field}.to", "endsBefore", format.Date(on));
            else if (last.DayNumber - on.DayNumber >= LongestGap)
                Refuse($"{field}.to", "tooLong", format.Date(on));
            else if (Twice(seen, on, last) is { } twice)
                Refuse(field, "twice", format.Date(twice));
            read.Add(new(on, Text($"{field}.reason", entry.Reason), last == on ? null : last, entry.Working && entry.Hours is null,
                entry.Hours is null ? null : Hours($"{field}.hours", entry.Hours), entry.ToConfirm));
        }
        if (seen.Count > MostDays)
            Refuse("dates", "tooMany", MostDays);
        return [.. read.OrderBy(entry => entry.On)];
    }

    private static DateOnly? Twice(HashSet<DateOnly> seen, DateOnly from, DateOnly to)
    {
        DateOnly? twice = null;
        for (var day = from; day <= to; day = day.AddDays(1))
            if (!seen.Add(day))
                twice ??= day;
        return twice;
    }

    /// <summary>A closed stretch longer than a year is a mistake, and a calendar that never opens again would let no limit end.</summary>
    private void Gaps(WorkingCalendar calendar)
    {
        var dated = calendar.Exceptions.Select(day => day.Date).DefaultIfEmpty(new DateOnly(2026, 1, 1)).ToList();
        var closed = 0;
        for (var day = dated[0]; day <= dated[^1].AddDays(2 * LongestGap); day = day.AddDays(1))
        {
            closed = calendar.IsWorkingDay(day) ? 0 : closed + 1;
            if (closed <= LongestGap)
                continue;
            Refuse("dates", "noEnd", format.Date(day.AddDays(1 - closed)));
            return;
        }
    }

    private DateOnly? Date(string field, string? text)
    {
        var date = ReadDate(text);
        if (date is null)
            Refuse(field, "date", Shown(text));
        return date;
    }

    private LocalText Text(string field, LocalText? text)
    {
        if (text is null || string.IsNullOrWhiteSpace(text.English))
            Refuse(field, "text");
        else if (text.English.Length > LongestText || text.Persian?.Length > LongestText || text.Chinese?.Length > LongestText)
            Refuse(field, "textTooLong", LongestText);
        return text ?? new("");
    }

    private void Refuse(string field, string fault, params ReadOnlySpan<object?> args) => errors.Add(new(field, words[$"calendars.fault.{fault}", args]));

    private static string Shown(string? text) => text is null ? "" : text.Length <= 40 ? text : text[..40] + "…";

    private static bool Number(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
