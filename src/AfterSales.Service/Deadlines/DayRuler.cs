using AfterSales.Service.Calendars;

namespace AfterSales.Service.Deadlines;

/// <summary>
/// The cells of a limit's day ruler, from the day of its start to the day it is due (or was done, if later). Within the range of the
/// receipt the receipt's own days are shown, beyond it (pauses, delay) those of the calendar.
/// </summary>
public static class DayRuler
{
    /// <summary>A longer limit has no ruler: nobody can read it.</summary>
    public const int MostCells = 62;

    /// <summary>The cells, earliest first; empty where there would be more than <see cref="MostCells"/>.</summary>
    public static IReadOnlyList<DayCell> Cells(
        DeadlineReceipt receipt, WorkingCalendar calendar, DateTimeOffset dueAt, IReadOnlyList<PauseSpan> pauses, DateTimeOffset now, DateTimeOffset? endedAt = null)
    {
        var (first, due, today) = (calendar.LocalDay(receipt.From), calendar.LocalDay(dueAt), calendar.LocalDay(now));
        var last = endedAt is { } end && calendar.LocalDay(end) > due ? calendar.LocalDay(end) : due;
        if (last < first || last.DayNumber - first.DayNumber >= MostCells)
            return [];

        var calculation = receipt.Calculation;
        var countedByReceipt = calculation?.Counted.ToHashSet() ?? [];
        var until = endedAt is { } ended ? calendar.LocalDay(ended) : today;
        var cells = new List<DayCell>();
        var number = 0;
        for (var date = first; date <= last; date = date.AddDays(1))
        {
            var (isToday, isDue) = (date == today && endedAt is null, date == due);
            if (calculation is not null && Skipped(calculation, calendar, date) is { } skipped)
            {
                cells.Add(new(date, DayCellKind.Skipped, null, isToday, isDue, skipped.Reason, skipped.ToConfirm));
                continue;
            }
            var pause = PausedOn(calendar, pauses, date);
            var counts = calculation is null || countedByReceipt.Contains(date) || date > calendar.LocalDay(calculation.Result);
            if (counts && pause is not { Deducted: true })
                number++;
            int? shown = counts && pause is not { Deducted: true } ? number : null;
            var kind = pause is not null ? DayCellKind.Paused
                : shown is null ? DayCellKind.Start
                : date < until ? DayCellKind.Counted
                : DayCellKind.Ahead;
            cells.Add(new(date, kind, shown, isToday, isDue, pause?.Reason));
        }
        return cells;
    }

    private static SkippedSpan? Skipped(WorkingTimeCalculation calculation, WorkingCalendar calendar, DateOnly date)
    {
        foreach (var span in calculation.Skipped)
            if (date >= span.From && date <= span.To)
                return span;
        if (date <= calendar.LocalDay(calculation.Result) || calendar.Day(date) is not { IsWorking: false } day)
            return null;
        return new(date, date, day.Kind, day.Reason!, day.ToConfirm);
    }

    /// <summary>The pause that takes up at least half of the day's working time.</summary>
    private static PauseSpan? PausedOn(WorkingCalendar calendar, IReadOnlyList<PauseSpan> pauses, DateOnly date)
    {
        var pieces = WorkingDay.Pieces(calendar, date);
        var whole = pieces.Aggregate(TimeSpan.Zero, (sum, piece) => sum + piece.Length);
        foreach (var pause in pauses)
        {
            var end = pause.To ?? DateTimeOffset.MaxValue;
            var paused = pieces.Aggregate(TimeSpan.Zero, (sum, piece) =>
            {
                var (from, to) = (piece.From > pause.From ? piece.From : pause.From, piece.To < end ? piece.To : end);
                return from < to ? sum + (to - from) : sum;
            });
            if (whole > TimeSpan.Zero && paused * 2 >= whole)
                return pause;
        }
        return null;
    }
}
