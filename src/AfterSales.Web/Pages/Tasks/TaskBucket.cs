using AfterSales.Service.Calendars;
using AfterSales.Service.Tasks;

namespace AfterSales.Web.Pages.Tasks;

/// <summary>Tasks that are due in the same stretch of time.</summary>
/// <param name="Id"><c>overdue</c>, <c>today</c>, <c>week</c>, <c>later</c> or <c>none</c>; also the text key of its name.</param>
public sealed record TaskBucket(string Id, IReadOnlyList<TaskListItem> Tasks)
{
    private static readonly string[] Order = ["overdue", "today", "week", "later", "none"];

    /// <summary>
    /// The tasks by stretch, in the days of the reader's calendar. "This week" is the next seven days: a task due on Saturday must not
    /// disappear into "later" for somebody who looks on Friday.
    /// </summary>
    public static IReadOnlyList<TaskBucket> Of(IEnumerable<TaskListItem> tasks, WorkingCalendar calendar, DateTimeOffset now)
    {
        var today = calendar.LocalDay(now);
        string Place(TaskListItem task) =>
            task.DueAt is not { } due ? "none"
            : task.IsOverdue ? "overdue"
            : calendar.LocalDay(due) <= today ? "today"
            : calendar.LocalDay(due) <= today.AddDays(7) ? "week"
            : "later";
        return [.. tasks.GroupBy(Place).OrderBy(group => Array.IndexOf(Order, group.Key)).Select(group => new TaskBucket(group.Key, [.. group]))];
    }
}
