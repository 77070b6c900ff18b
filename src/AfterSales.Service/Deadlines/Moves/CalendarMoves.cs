using AfterSales.Engine;
using AfterSales.Engine.Commits;
using AfterSales.Service.Calendars;
using AfterSales.Service.Calendars.Editing;
using AfterSales.Service.Timeline;
using Microsoft.Extensions.Logging;

namespace AfterSales.Service.Deadlines.Moves;

/// <summary>
/// Lets open limits and timers follow an edited calendar. The work of a change is what was counted by an earlier version than the current
/// one; a limit is moved and marked in one commit, so the same one never moves twice and a stop in the middle loses none.
/// </summary>
internal sealed class CalendarMoves(
    ProcessEngine engine, CalendarRegistry calendars, CalendarVersions versions, DeadlineLedger ledger, NoticeTimes notices, TimelineWriter timeline,
    ILogger<CalendarMoves> log) : IPendingMoves
{
    /// <summary>A commit of this size holds other commands up for a few hundredths of a second.</summary>
    internal const int Batch = 20;

    public async Task<int> RunAsync(CancellationToken ct)
    {
        await versions.ReloadAsync(ct);
        var done = 0;
        foreach (var calendar in calendars.All.Where(calendar => calendar.Version > 0))
            done += await RunAsync(calendar, ct);
        return done;
    }

    private async Task<int> RunAsync(WorkingCalendar calendar, CancellationToken ct)
    {
        var done = 0;
        while (await engine.ReadAsync(db => DeadlineTable.Behind(db, null, calendar.Id, calendar.Version, 1).Count, ct) > 0)
            done += await engine.WriteAsync(commit => MoveLimits(commit, calendar), ct: ct);
        while (await engine.ReadAsync(db => TimerCalculationTable.Behind(db, calendar.Id, calendar.Version, 1).Count, ct) > 0)
            done += await engine.WriteAsync(commit => MoveTimers(commit, calendar), ct: ct);
        var pending = await engine.ReadAsync(db => RuleVersionTable.Calendars.Pending(db), ct);
        if (!pending.Contains(calendar.Id))
            return done;
        await engine.WriteAsync(commit =>
        {
            notices.Follow(commit, calendar);
            RuleVersionTable.Calendars.Applied(commit, calendar.Id, calendar.Version);
        }, ct: ct);
        log.LogInformation("Calendar {Calendar} version {Version} now applies to everything open; {Count} limits and timers were looked at.", calendar.Id, calendar.Version, done);
        return done;
    }

    private int MoveLimits(CommitContext commit, WorkingCalendar calendar)
    {
        var behind = DeadlineTable.Behind(commit.Connection, commit.Transaction, calendar.Id, calendar.Version, Batch);
        foreach (var limit in behind)
        {
            var receipt = Count(limit.Receipt, calendar, limit.Key);
            var counted = limit with { DueAt = receipt == limit.Receipt ? limit.DueAt : Whole(receipt.DueAt), Receipt = receipt, CalendarVersion = calendar.Version };
            if (ledger.Recount(commit, limit, counted, calendar) is var (before, after, withdrawn) && before != after)
                Tell(commit, calendar, new(limit.SourceKey, limit.CaseNumber, calendar.Id, calendar.Version, before, after, limit.Receipt, withdrawn, commit.Now),
                    limit.Name, limit.IsTask);
        }
        return behind.Count;
    }

    private int MoveTimers(CommitContext commit, WorkingCalendar calendar)
    {
        var behind = TimerCalculationTable.Behind(commit, calendar.Id, calendar.Version, Batch);
        foreach (var timer in behind)
        {
            var receipt = Count(timer.Receipt, calendar, timer.TimerKey);
            var due = Whole(receipt.DueAt);
            if (!TimerCalculationTable.Recounted(commit, timer with { DueAt = due, Receipt = Marked(receipt, calendar) }) || due == timer.DueAt)
                continue;
            if (!commit.MoveTimer(timer.TimerKey, due))
                TimerCalculationTable.Forget(commit, timer.TimerKey);
            else
                Tell(commit, calendar, new(timer.TimerKey, timer.CaseNumber, calendar.Id, calendar.Version, timer.DueAt, due, timer.Receipt, null, commit.Now),
                    timer.Name, isTask: false);
        }
        return behind.Count;
    }

    private DeadlineReceipt Count(DeadlineReceipt receipt, WorkingCalendar calendar, long key)
    {
        try
        {
            return Recount.Receipt(receipt, calendar);
        }
        catch (WorkingTimeException beyond)
        {
            // The check of a calendar keeps this from happening; were it to happen, one limit must not hold up all others.
            log.LogWarning(beyond, "The limit or timer {Key} cannot be counted in the calendar {Calendar} and keeps its due time.", key, calendar.Id);
            return receipt;
        }
    }

    /// <summary>A timer that could not be counted again is not asked again either.</summary>
    private static DeadlineReceipt Marked(DeadlineReceipt receipt, WorkingCalendar calendar) =>
        receipt with { Calculation = receipt.Calculation! with { CalendarVersion = calendar.Version } };

    private void Tell(CommitContext commit, WorkingCalendar calendar, DeadlineMove move, Languages.LocalText name, bool isTask)
    {
        MoveTable.Add(commit, move);
        if (move.CaseNumber is not { } number)
            return;
        timeline(commit, new TimelineEntry(number, DeadlineTimeline.Moved)
        {
            TaskKey = isTask ? move.SourceKey : null,
            Facts = new Dictionary<string, TimelineValue>
            {
                ["name"] = TimelineValue.Of(name),
                ["old"] = TimelineValue.Of(move.OldDueAt),
                ["due"] = TimelineValue.Of(move.NewDueAt),
                ["calendar"] = TimelineValue.Of(calendar.Name),
            },
        });
    }

    // Whole milliseconds, as everything that is stored.
    internal static DateTimeOffset Whole(DateTimeOffset at) => DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());
}
