using AfterSales.Service.Storage;

namespace AfterSales.Service.Calendars.Editing;

/// <summary>Adds single days to a draft and takes them out of it. Entries that cannot be read stay for the check to tell of.</summary>
public static class DraftDays
{
    /// <summary>The draft with further days.</summary>
    public static CalendarDraft With(this CalendarDraft draft, params IEnumerable<DatedDraft> days) =>
        draft with { Dates = [.. (draft.Dates ?? []).Concat(days).OrderBy(day => CalendarCheck.ReadDate(day?.On) ?? DateOnly.MaxValue)] };

    /// <summary>The draft without a day; a span that held it is shortened or parted.</summary>
    public static CalendarDraft Without(this CalendarDraft draft, DateOnly day) => draft with { Dates = [.. (draft.Dates ?? []).SelectMany(entry => Rest(entry, day))] };

    /// <summary>True when an entry of the draft holds the day.</summary>
    public static bool Holds(this CalendarDraft draft, DateOnly day) =>
        (draft.Dates ?? []).Any(entry => CalendarCheck.ReadDate(entry?.On) is { } on && day >= on && day <= (CalendarCheck.ReadDate(entry!.To) ?? on));

    private static IEnumerable<DatedDraft?> Rest(DatedDraft? entry, DateOnly day)
    {
        if (CalendarCheck.ReadDate(entry?.On) is not { } on || (CalendarCheck.ReadDate(entry!.To) ?? on) is var to && (day < on || day > to))
        {
            yield return entry;
            yield break;
        }
        if (on < day)
            yield return Span(entry, on, day.AddDays(-1));
        if (day < to)
            yield return Span(entry, day.AddDays(1), to);
    }

    private static DatedDraft Span(DatedDraft entry, DateOnly from, DateOnly to) => entry with { On = from.ToStored(), To = to == from ? null : to.ToStored() };
}
