using AfterSales.Service.Deadlines;
using AfterSales.Service.Tasks;

namespace AfterSales.Web.Pages;

/// <summary>When a task is due, for a cell of a list.</summary>
/// <param name="Clock">Its clock, where it has one.</param>
public sealed record DueCell(TaskListItem Task, DeadlineClockView? Clock, DateTimeOffset Now);
