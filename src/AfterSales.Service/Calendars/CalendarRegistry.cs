using System.Collections.Concurrent;

namespace AfterSales.Service.Calendars;

/// <summary>
/// The calendars by id. Ships with <c>iran</c>, <c>iran-thursday-off</c>, <c>china</c> and <c>standard</c>; an edited copy takes the
/// place of the one with its id. Safe to share between threads; what is counted already keeps its own receipt.
/// </summary>
public sealed class CalendarRegistry
{
    /// <summary>Monday to Friday, no holidays: what applies where nothing else is said.</summary>
    public const string StandardId = "standard";

    private readonly ConcurrentDictionary<string, WorkingCalendar> calendars = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The calendars that come with the product.</summary>
    public CalendarRegistry()
    {
        foreach (var calendar in ShippedCalendars.Read())
            calendars[calendar.Id] = calendar;
    }

    /// <summary>Every calendar, by id.</summary>
    public IReadOnlyList<WorkingCalendar> All => [.. calendars.Values.OrderBy(calendar => calendar.Id, StringComparer.Ordinal)];

    /// <summary>The calendar that applies where nothing else is said.</summary>
    public WorkingCalendar Standard => calendars[StandardId];

    /// <summary>The calendar, or null.</summary>
    public WorkingCalendar? Find(string? id) => id is not null && calendars.TryGetValue(id, out var calendar) ? calendar : null;

    /// <summary>The calendar, or the standard one where the id is missing or unknown: for showing, where no answer is worse.</summary>
    public WorkingCalendar FindOrStandard(string? id) => Find(id) ?? Standard;

    /// <summary>Adds a calendar or puts it in the place of the one with its id.</summary>
    public void Put(WorkingCalendar calendar) => calendars[calendar.Id] = calendar;

    /// <summary>Reads a calendar from JSON in the form of the shipped files and puts it.</summary>
    /// <exception cref="FormatException">What is wrong with it, in one sentence.</exception>
    /// <exception cref="System.Text.Json.JsonException">It is not JSON of that form.</exception>
    public WorkingCalendar Put(ReadOnlySpan<byte> json)
    {
        var file = CalendarFile.Parse(json);
        if (file.Extends is { } basis)
            file = file.Over(ShippedCalendars.Files().FirstOrDefault(f => f.Id == basis) ?? throw new FormatException($"The calendar '{file.Id}' extends '{basis}', which is not shipped."));
        var calendar = file.Build();
        Put(calendar);
        return calendar;
    }
}
