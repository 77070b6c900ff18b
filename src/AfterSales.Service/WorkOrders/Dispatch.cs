using AfterSales.Engine.Commits;
using AfterSales.Service.Calendars;
using AfterSales.Service.Languages;
using AfterSales.Service.People;
using AfterSales.Service.Storage;
using AfterSales.Service.Timeline;
using AfterSales.Service.Trainings;

namespace AfterSales.Service.WorkOrders;

/// <summary>
/// Who does which work when (REP-09): finds people with the skill, proposes times, books appointments. A booking is checked in the
/// commit that makes it, so that two dispatchers cannot give one technician two places at once.
/// </summary>
internal sealed class Dispatch(People.Directory people, CalendarRegistry calendars, WorkOrderNotices notices)
{
    private const int SlotsPerPerson = 2;
    private const int MostSuggestions = 6;

    /// <summary>The people who can do it on a day, by id.</summary>
    public IReadOnlyList<Person> Skilled(RowSource rows, Skill skill, DateOnly on)
    {
        var members = people.InGroup(skill.Role);
        if (skill.Topic is not { } topic || members.Count == 0)
            return members;
        var competent = TrainingTable.Competent(rows, topic, on);
        return [.. members.Where(person => competent.Contains(person.Id))];
    }

    /// <summary>The next free times of the people with the skill, earliest first, at most six and two of each person.</summary>
    public IReadOnlyList<Appointment> Suggest(RowSource rows, WorkOrder order, DateTimeOffset now)
    {
        var from = order.Earliest is { } earliest && earliest > now ? earliest : now;
        var skilled = Skilled(rows, Skill.Parse(order.Skill), DateOnly.FromDateTime(from.UtcDateTime));
        var busy = WorkOrderTable.Busy(rows, [.. skilled.Select(person => person.Id)], from, order.Number);
        return
        [
            .. skilled
                .SelectMany(person => FreeSlots.Of(person, CalendarOf(person), [.. busy[person.Id]], now, from, order.Latest, order.Duration, SlotsPerPerson))
                .OrderBy(slot => slot.Start).ThenBy(slot => slot.Technician, StringComparer.Ordinal)
                .Take(MostSuggestions),
        ];
    }

    /// <summary>Books the appointment, or says what stands in the way and changes nothing. An order that has one already is moved; one that has ended stays as it is.</summary>
    public (WorkOrder Order, AppointmentConflict? Conflict) Schedule(CommitContext commit, WorkOrder order, string technician, DateTimeOffset start, TimeSpan duration)
    {
        if (!order.Status.IsWaiting())
            return (order, null);
        if (people.ById(technician) is not { Active: true } person
            || Skilled(commit, Skill.Parse(order.Skill), CalendarOf(person).LocalDay(start)).All(skilled => skilled.Id != technician))
            return (order, AppointmentConflict.Unskilled);
        var busy = WorkOrderTable.Busy(commit, [technician], commit.Now, order.Number);
        var (conflict, end) = new AppointmentCheck(person, CalendarOf(person), [.. busy[technician]], commit.Now).Check(start, duration);
        if (conflict is not null)
            return (order, conflict);
        WorkOrderTable.Schedule(commit, order.Number, new Appointment(technician, start, end), duration);
        var booked = order with { Status = WorkOrderStatus.Scheduled, Technician = technician, Start = start, End = end, Duration = duration };
        WorkOrderTimeline.Scheduled(commit, booked);
        if (order.Technician is not null && (order.Technician != technician || order.Start != start))
            Follow(commit, order, technician);
        return (booked, null);
    }

    /// <summary>Ends a waiting order as done or cancelled; one that has ended stays as it is. Of a cancelled appointment the technician is told.</summary>
    /// <param name="reason">What the technician reads instead of <paramref name="result"/>, in his language.</param>
    public WorkOrder End(CommitContext commit, WorkOrder order, WorkOrderStatus status, string? result, LocalText? reason = null)
    {
        if (!order.Status.IsWaiting())
            return order;
        WorkOrderTable.End(commit, order.Number, status, result);
        var ended = order with { Status = status, Result = result, EndedAt = commit.Now };
        WorkOrderTimeline.Ended(commit, ended);
        if (status == WorkOrderStatus.Cancelled)
            notices.Cancelled(commit, ended, reason);
        return ended;
    }

    // Whoever gets an appointment is told by the workflow or the dispatcher; whoever loses it is told here.
    private void Follow(CommitContext commit, WorkOrder before, string technician)
    {
        if (before.Technician != technician)
            notices.TakenAway(commit, before);
        MovedWorkOrders.Follow(commit, before);
    }

    private WorkingCalendar CalendarOf(Person person) => calendars.FindOrStandard(person.CalendarId);
}
