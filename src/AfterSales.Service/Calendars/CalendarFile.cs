using System.Text.Json;
using System.Text.Json.Serialization;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Calendars;

/// <summary>
/// A calendar as a JSON file. A file that <c>extends</c> another one takes over what it does not say itself; its dates are added to the
/// other's. Reading says what is wrong in a sentence that names the calendar, so that an edited copy can be refused with a reason.
/// </summary>
internal sealed record CalendarFile
{
    private static readonly JsonSerializerOptions Format = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public required string Id { get; init; }
    public string? Extends { get; init; }
    public LocalText? Name { get; init; }
    public string? Zone { get; init; }
    public LocalText? ZoneName { get; init; }
    public LocalText? WeekendReason { get; init; }

    /// <summary>Per weekday ("saturday") its shifts ("08:00-12:00"); a weekday that is not named is free.</summary>
    public Dictionary<DayOfWeek, string[]>? Hours { get; init; }

    public YearlyEntry[]? Yearly { get; init; }
    public DatedEntry[]? Dates { get; init; }

    /// <summary>The last day whose dated holidays are entered.</summary>
    public DateOnly? KnownUntil { get; init; }

    public static CalendarFile Parse(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize<CalendarFile>(json, Format) ?? throw new FormatException("A calendar file is empty.");

    /// <summary>The same as JSON; equal calendars give equal text.</summary>
    public string Write() => JsonSerializer.Serialize(this, Format);

    public CalendarFile Over(CalendarFile basis) => this with
    {
        Name = Name ?? basis.Name,
        Zone = Zone ?? basis.Zone,
        ZoneName = ZoneName ?? basis.ZoneName,
        WeekendReason = WeekendReason ?? basis.WeekendReason,
        Hours = Hours ?? basis.Hours,
        Yearly = Yearly ?? basis.Yearly,
        Dates = [.. basis.Dates ?? [], .. Dates ?? []],
        KnownUntil = KnownUntil ?? basis.KnownUntil,
    };

    public WorkingCalendar Build(int version = 0)
    {
        var week = Enumerable.Range(0, 7).Select(day => ReadHours(Hours?.GetValueOrDefault((DayOfWeek)day))).ToArray();
        if (!week.Any(hours => hours.IsWorking))
            throw Wrong("has no working weekday");
        var days = new Dictionary<DateOnly, CalendarDay>();
        foreach (var entry in Dates ?? [])
            foreach (var day in Days(entry, week))
                days[day.Date] = day;
        return new(
            Id, Name ?? throw Wrong("has no name"), FindZone(), ZoneName ?? new(Zone!),
            WeekendReason ?? new("weekend", "آخر هفته", "周末"), week,
            [.. (Yearly ?? []).Select(entry => entry.Read(Wrong))], days.Values, KnownUntil, version);
    }

    private IEnumerable<CalendarDay> Days(DatedEntry entry, DayHours[] week)
    {
        var last = entry.To ?? entry.On;
        if (last < entry.On || last.DayNumber - entry.On.DayNumber > 366)
            throw Wrong($"has a span of dates from {entry.On:O} that ends before it starts or is longer than a year");
        for (var date = entry.On; date <= last; date = date.AddDays(1))
        {
            var hours = entry.Hours is not null ? ReadHours(entry.Hours)
                : entry.Working ? MostCommon(week)
                : DayHours.None;
            var kind = !hours.IsWorking ? DayKind.Holiday : week[(int)date.DayOfWeek].IsWorking ? DayKind.Working : DayKind.SwappedIn;
            yield return new(date, kind, hours, entry.Reason, entry.ToConfirm);
        }
    }

    // A make-up day has the hours of an ordinary working day, whatever its own weekday would have.
    private static DayHours MostCommon(DayHours[] week) =>
        week.Where(hours => hours.IsWorking).GroupBy(hours => hours).MaxBy(group => group.Count())!.Key;

    private DayHours ReadHours(string[]? shifts)
    {
        try
        {
            return DayHours.Of((shifts ?? []).Select(text => Shift.TryParse(text, out var shift) ? shift : throw Wrong($"has an unreadable shift '{text}'")));
        }
        catch (ArgumentException overlap)
        {
            throw Wrong($"has wrong hours: {overlap.Message}");
        }
    }

    private TimeZoneInfo FindZone() =>
        Zone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(Zone, out var zone) ? zone : throw Wrong($"names the unknown time zone '{Zone}'");

    private FormatException Wrong(string what) => new($"The calendar '{Id}' {what}.");

    internal sealed record YearlyEntry(int Month, int Day, LocalText Reason, bool Solar = false)
    {
        public YearlyHoliday Read(Func<string, Exception> wrong) =>
            Month is >= 1 and <= 12 && Day is >= 1 and <= 31 ? new(Solar, Month, Day, Reason) : throw wrong($"has an impossible yearly holiday {Month}/{Day}");
    }

    /// <summary>A closed day or span; with hours or <c>working</c> a day on which work is done.</summary>
    internal sealed record DatedEntry(DateOnly On, LocalText Reason, DateOnly? To = null, bool Working = false, string[]? Hours = null, bool ToConfirm = false);
}
