using AfterSales.Engine.Commits;
using AfterSales.Service.Calendars;
using AfterSales.Service.Storage;
using Directory = AfterSales.Service.People.Directory;

namespace AfterSales.Service.Deadlines.Moves;

/// <summary>
/// Notices wait for the working time of whom they tell. When a day is no longer free they need not wait over it; that a day became free is
/// noticed by the sweep that sends them.
/// </summary>
internal sealed class NoticeTimes(Directory people)
{
    private const int PersonsAtOnce = 500;

    public void Follow(CommitContext commit, WorkingCalendar calendar)
    {
        var next = WorkingTime.NextWorkingTime(calendar, commit.Now).ToStored();
        var persons = people.All.Where(person => string.Equals(person.CalendarId, calendar.Id, StringComparison.OrdinalIgnoreCase)).Select(person => person.Id);
        foreach (var ids in persons.Chunk(PersonsAtOnce))
            commit.Execute(
                "UPDATE escalation_notice SET not_before = @next WHERE state = 'planned' AND urgent = 0 AND not_before > @next AND person_id IN @ids", new { next, ids });
    }
}
