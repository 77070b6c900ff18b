using AfterSales.Engine;
using AfterSales.Engine.Commits;
using AfterSales.Engine.UserTasks;
using AfterSales.Service.Calendars;
using AfterSales.Service.Deadlines;
using AfterSales.Service.Notifications;
using AfterSales.Service.People;
using AfterSales.Service.Timeline;
using Directory = AfterSales.Service.People.Directory;

namespace AfterSales.Service.Escalation;

/// <summary>
/// Sends what is due to each person: a mail of its own for one task, one digest for several. A notice is claimed in the commit that
/// queues its mail, so that it is told once or, if the commit fails, not at all.
/// </summary>
internal sealed class NoticeSweep(
    ProcessEngine engine, CalendarRegistry calendars, Directory people, INotifier notifier, EscalationMail mail, TimelineWriter timeline)
{
    private const int Batch = 100;

    public async Task<int> RunAsync(CancellationToken ct)
    {
        var sent = 0;
        while (true)
        {
            var now = engine.Clock.GetUtcNow();
            var persons = await engine.ReadAsync(db => EscalationTable.PersonsWithDueNotices(db, now, Batch), ct);
            if (persons.Count == 0)
                return sent;
            foreach (var person in persons)
            {
                var tasks = new Dictionary<long, UserTaskRow?>();
                foreach (var key in await engine.ReadAsync(db => EscalationTable.DueTasksOf(db, person, now), ct))
                    tasks[key] = await engine.UserTasks.GetAsync(key, ct);
                sent += await engine.WriteAsync(commit => Tell(commit, person, tasks), ct: ct);
            }
        }
    }

    private int Tell(CommitContext commit, string personId, Dictionary<long, UserTaskRow?> tasks)
    {
        var due = EscalationTable.DueFor(commit, personId);
        if (people.ById(personId) is not { Active: true } person)
        {
            foreach (var notice in due)
                EscalationTable.SkipNotice(commit, notice.Key, SkipReasons.Nobody);
            return 0;
        }
        var calendar = calendars.FindOrStandard(person.CalendarId);
        var working = WorkingTime.IsWorkingTime(calendar, commit.Now);
        var claimed = new List<EscalatedTask>();
        foreach (var notice in due)
        {
            if (DeadlineTable.BySource(commit.Connection, commit.Transaction, notice.UserTaskKey) is not { EndedAt: null } limit)
                EscalationTable.SkipNotice(commit, notice.Key, SkipReasons.TaskEnded);
            else if (limit.AppliedDueAt == DeadlineLedger.Held)
                EscalationTable.SkipNotice(commit, notice.Key, SkipReasons.Paused);
            else if (!working && !notice.Urgent)
                EscalationTable.PostponeNotice(commit, notice.Key, WorkingTime.NextWorkingTime(calendar, commit.Now));
            else if (notice.Share < 1 && commit.Now >= limit.AppliedDueAt)
                EscalationTable.SkipNotice(commit, notice.Key, SkipReasons.Overtaken);
            else
                claimed.Add(new(notice, limit));
        }
        // The same task twice for one person (rungs that were due on different days, told on one morning): the higher one says all.
        foreach (var group in claimed.GroupBy(task => task.Notice.UserTaskKey).Where(group => group.Count() > 1).ToList())
            foreach (var lower in group.OrderByDescending(task => task.Notice.Share).Skip(1))
            {
                EscalationTable.SkipNotice(commit, lower.Notice.Key, SkipReasons.Overtaken);
                claimed.Remove(lower);
            }
        claimed.RemoveAll(task => !EscalationTable.Claim(commit, task.Notice.Key));
        if (claimed.Count == 0)
            return 0;

        var mails = claimed.Where(task => !task.Notice.Digest).Select(task => new List<EscalatedTask> { task }).ToList();
        if (claimed.Where(task => task.Notice.Digest).ToList() is { Count: > 0 } together)
            mails.Add(together);
        foreach (var told in mails)
            Send(commit, person, told, tasks);
        return mails.Count;
    }

    private void Send(CommitContext commit, Person person, List<EscalatedTask> told, Dictionary<long, UserTaskRow?> tasks)
    {
        var mailKey = notifier.Enqueue(commit, told is [var single]
            ? mail.Single(commit, person, single, tasks.GetValueOrDefault(single.Notice.UserTaskKey))
            : mail.Digest(commit.Now, person, told));
        foreach (var task in told)
        {
            EscalationTable.SetMail(commit, task.Notice.Key, mailKey);
            if (task.Notice.CaseNumber is { } number)
                timeline(commit, Entry(number, task, person.Id));
        }
    }

    private static TimelineEntry Entry(string caseNumber, EscalatedTask task, string personId) => new(caseNumber, task.Notice switch
    {
        { Share: < 1 } => EscalationTimeline.Reminded,
        { Template: "escalation" } => EscalationTimeline.Escalated,
        _ => EscalationTimeline.ToldOverdue,
    })
    {
        TaskKey = task.Notice.UserTaskKey,
        Facts = new Dictionary<string, TimelineValue>
        {
            ["task"] = TimelineValue.Of(task.Limit.Name),
            ["person"] = TimelineValue.Person(personId),
            ["due"] = TimelineValue.Of(task.Limit.AppliedDueAt),
        },
    };
}

/// <summary>A notice with the limit it is about.</summary>
internal sealed record EscalatedTask(DueNotice Notice, DeadlineRow Limit);
