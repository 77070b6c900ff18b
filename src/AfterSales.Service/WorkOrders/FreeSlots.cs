using AfterSales.Service.Calendars;
using AfterSales.Service.People;

namespace AfterSales.Service.WorkOrders;

/// <summary>The next times at which somebody could do the work, on the half hour of his wall clock.</summary>
internal static class FreeSlots
{
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(30);

    /// <summary>Further ahead nobody plans, and a person who is never free must not be searched for ever.</summary>
    private static readonly TimeSpan Horizon = TimeSpan.FromDays(90);

    /// <summary>At most <paramref name="count"/> slots of one person from <paramref name="from"/> on, one after the other.</summary>
    public static IEnumerable<Appointment> Of(
        Person person, WorkingCalendar calendar, IReadOnlyList<BusyTime> busy, DateTimeOffset now, DateTimeOffset from, DateTimeOffset? latest, TimeSpan duration, int count)
    {
        var check = new AppointmentCheck(person, calendar, busy, now);
        var last = from + Horizon;
        var at = from < now ? now : from;
        while (count > 0)
        {
            at = OnTheHalfHour(calendar, WorkingTime.NextWorkingTime(calendar, at));
            if (at > last)
                yield break;
            var (conflict, end) = check.Check(at, duration);
            if (latest is { } until && end > until)
                yield break;
            if (conflict is null)
            {
                yield return new Appointment(person.Id, calendar.ToLocal(at), calendar.ToLocal(end));
                count--;
                at = end;
                continue;
            }
            if (After(conflict.Value, person, calendar, busy, at, end) is not { } next)
                yield break;
            at = next;
        }
    }

    /// <summary>The first moment at which what stood in the way may be over; null when it never is.</summary>
    private static DateTimeOffset? After(
        AppointmentConflict conflict, Person person, WorkingCalendar calendar, IReadOnlyList<BusyTime> busy, DateTimeOffset at, DateTimeOffset end) => conflict switch
    {
        AppointmentConflict.Away => person.AwayUntil,
        AppointmentConflict.Busy => busy.Where(other => other.Meets(at, end)).Max(other => other.End),
        // Nothing that begins later that day fits either.
        _ => WorkingDay.At(calendar.Zone, calendar.LocalDay(at).AddDays(1), TimeSpan.Zero),
    };

    private static DateTimeOffset OnTheHalfHour(WorkingCalendar calendar, DateTimeOffset at)
    {
        var over = calendar.ToLocal(at).TimeOfDay.Ticks % Step.Ticks;
        return over == 0 ? at : at.AddTicks(Step.Ticks - over);
    }
}
