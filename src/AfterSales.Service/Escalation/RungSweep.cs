using AfterSales.Engine;
using AfterSales.Engine.Commits;
using AfterSales.Engine.UserTasks;
using AfterSales.Service.Calendars;
using AfterSales.Service.Deadlines;
using AfterSales.Service.People;

namespace AfterSales.Service.Escalation;

/// <summary>
/// Decides whom the rungs that are due tell. Of several rungs of a task that are due together (the service was off, the clock was moved)
/// each person gets the highest one that concerns him, and a reminder is not sent once the due time has passed.
/// </summary>
internal sealed class RungSweep(ProcessEngine engine, CalendarRegistry calendars, ReceiverLookup receivers)
{
    private const int Batch = 100;

    public async Task<int> RunAsync(CancellationToken ct)
    {
        var done = 0;
        while (true)
        {
            var now = engine.Clock.GetUtcNow();
            var tasks = await engine.ReadAsync(db => EscalationTable.TasksWithDueRungs(db, now, Batch), ct);
            if (tasks.Count == 0)
                return done;
            foreach (var key in tasks)
            {
                var task = await engine.UserTasks.GetAsync(key, ct);
                await engine.WriteAsync(commit => Decide(commit, key, task), ct: ct);
                done++;
            }
        }
    }

    private void Decide(CommitContext commit, long taskKey, UserTaskRow? task)
    {
        var limit = DeadlineTable.BySource(commit.Connection, commit.Transaction, taskKey);
        if (task is null || limit is null || limit.EndedAt is not null)
        {
            EscalationTable.Stop(commit, taskKey);
            return;
        }
        var calendar = calendars.FindOrStandard(limit.CalendarId);
        var due = new List<DueRung>();
        foreach (var rung in EscalationTable.PlannedOf(commit, taskKey))
        {
            // The due time may have moved since (a pause was deducted); the rung moves with it.
            var at = RungPlan.At(commit, limit, rung.Share, calendar);
            if (at <= commit.Now)
                due.Add(rung);
            else if (at != rung.PlannedAt)
                EscalationTable.Postpone(commit, rung.Key, at);
        }
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var rung in due.OrderByDescending(rung => rung.Share))
            Tell(commit, rung, task, overtaken: rung.Share < 1 && commit.Now >= limit.AppliedDueAt, told);
    }

    private void Tell(CommitContext commit, DueRung rung, UserTaskRow task, bool overtaken, HashSet<string> told)
    {
        var (found, added) = (false, false);
        foreach (var notice in overtaken ? [] : rung.Notices)
            foreach (var person in receivers.Find(notice, task, rung.OwnerDepartment, commit.Now))
            {
                found = true;
                if (!told.Add(person.Id))
                    continue;
                added = true;
                EscalationTable.AddNotice(commit, rung, person.Id, notice.Template, FirstMoment(person, rung.Urgent, commit.Now));
            }
        EscalationTable.Settle(commit, rung.Key, added, added ? null : found || overtaken ? SkipReasons.Overtaken : SkipReasons.Nobody);
    }

    /// <summary>At once where it is urgent, else at the receiver's next working time.</summary>
    private DateTimeOffset FirstMoment(Person person, bool urgent, DateTimeOffset now) =>
        urgent ? now : WorkingTime.NextWorkingTime(calendars.FindOrStandard(person.CalendarId), now);
}
