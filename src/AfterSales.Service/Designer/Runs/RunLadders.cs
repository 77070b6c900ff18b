using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Interpretation;
using AfterSales.Bpmn.Model;
using AfterSales.Service.Calendars;
using AfterSales.Service.Deadlines;
using AfterSales.Service.Escalation;
using AfterSales.Service.Languages;
using AfterSales.Service.Notifications;
using AfterSales.Service.People;
using AfterSales.Service.Workflows;

namespace AfterSales.Service.Designer.Runs;

/// <summary>
/// Reminders and escalations of a run, in memory and by the rules of the real ones: policy by diagram or decision, rungs by share of the
/// working time, each person told in his working time, several tasks in one mail.
/// </summary>
internal sealed class RunLadders(RunParts parts, RunLibrary library, IReadOnlyDictionary<string, EscalationPolicy> policies)
{
    private readonly Dictionary<long, Ladder> _ladders = [];
    private readonly List<Notice> _notices = [];
    private long _key = 1;

    /// <summary>The decision that chose a policy, for what the run touched.</summary>
    public bool AskedDecision { get; private set; }

    public IEnumerable<(Ladder Ladder, Rung Rung)> Planned => _ladders.Values.SelectMany(ladder => ladder.Rungs.Where(rung => !rung.Settled).Select(rung => (ladder, rung)));

    /// <summary>The next moment at which somebody is to be told; null when nobody is.</summary>
    public DateTimeOffset? Next => Planned.Select(planned => (DateTimeOffset?)planned.Rung.At).Concat(_notices.Where(notice => !notice.Settled).Select(notice => (DateTimeOffset?)notice.NotBefore))
        .Where(at => at < DeadlineLedger.Held).Min();

    public void Open(UserTaskCreated task, CompiledProcess process, DeadlineRow limit, RunPart part, TaskFacts facts, DateTimeOffset now)
    {
        var element = process.Element(task.ElementId);
        var named = element.Properties.GetValueOrDefault(ElementProperties.EscalationPolicy);
        if (named is null && task.Assignee?.StartsWith(TaskLinks.TaskLinks.CustomerPrefix, StringComparison.Ordinal) == true)
            return;
        var policy = Policy(named ?? Asked(task, now));
        var ladder = _ladders[task.UserTaskKey] = new Ladder(
            part, facts, limit, new TaskHolders(task.Assignee, task.CandidateGroups, task.CandidateUsers), policy, element.Properties.GetValueOrDefault(ElementProperties.Urgent) == "true",
            process.Properties.GetValueOrDefault(ElementProperties.OwnerDepartment));
        ladder.Rungs.AddRange(policy.Steps.Select(step => new Rung(_key++, step)));
        Plan(ladder, [], now);
    }

    /// <summary>The limit of a task moved.</summary>
    public void Move(DeadlineRow limit, IReadOnlyList<PauseRow> pauses, DateTimeOffset now)
    {
        if (!_ladders.TryGetValue(limit.SourceKey, out var ladder))
            return;
        ladder.Limit = limit;
        Plan(ladder, pauses, now);
    }

    public void Close(long userTaskKey) => _ladders.Remove(userTaskKey);

    /// <summary>Tells everybody whose time has come. Returns the mails by person, and the tasks nobody could be told of.</summary>
    public (List<RunMail> Mails, List<RunPart> NobodyTold) Tell(DateTimeOffset now)
    {
        var nobody = new List<RunPart>();
        foreach (var ladder in _ladders.Values)
        {
            var told = new HashSet<string>(StringComparer.Ordinal);
            foreach (var rung in ladder.Rungs.Where(rung => !rung.Settled && rung.At <= now).OrderByDescending(rung => rung.Step.Share).ToList())
                Decide(ladder, rung, told, nobody, now);
        }
        var mails = new List<RunMail>();
        foreach (var byPerson in _notices.Where(notice => !notice.Settled && notice.NotBefore <= now).GroupBy(notice => notice.Person.Id).ToList())
            mails.AddRange(TellPerson(byPerson.First().Person, [.. byPerson], now));
        _notices.RemoveAll(notice => notice.Settled);
        return (mails, nobody);
    }

    private void Decide(Ladder ladder, Rung rung, HashSet<string> told, List<RunPart> nobody, DateTimeOffset now)
    {
        rung.Settled = true;
        if (rung.Step.Share < 1 && now >= ladder.Limit.AppliedDueAt)
            return;
        var found = false;
        foreach (var notice in rung.Step.Notices)
            foreach (var person in parts.Receivers.Find(notice, ladder.Holders, ladder.Owner, now))
            {
                found = true;
                if (told.Add(person.Id))
                    _notices.Add(new Notice(_key++, ladder, rung, person, notice.Template, ladder.Urgent || rung.Step.Urgent)
                    {
                        NotBefore = ladder.Urgent || rung.Step.Urgent ? now : WorkingTime.NextWorkingTime(parts.Calendars.FindOrStandard(person.CalendarId), now),
                    });
            }
        if (!found)
            nobody.Add(ladder.Part);
    }

    private IEnumerable<RunMail> TellPerson(Person person, List<Notice> due, DateTimeOffset now)
    {
        var calendar = parts.Calendars.FindOrStandard(person.CalendarId);
        var working = WorkingTime.IsWorkingTime(calendar, now);
        var told = new List<Notice>();
        foreach (var notice in due)
        {
            if (!working && !notice.Urgent)
            {
                notice.NotBefore = WorkingTime.NextWorkingTime(calendar, now);
                continue;
            }
            notice.Settled = true;
            var limit = notice.Ladder.Limit;
            if (_ladders.ContainsKey(limit.SourceKey) && limit.AppliedDueAt != DeadlineLedger.Held && !(notice.Rung.Step.Share < 1 && now >= limit.AppliedDueAt))
                told.Add(notice);
        }
        // The same task twice for one person: the higher rung says all.
        told = [.. told.GroupBy(notice => notice.Ladder).Select(same => same.MaxBy(notice => notice.Rung.Step.Share)!)];
        foreach (var notice in told.Where(notice => !notice.Rung.Step.Digest))
            yield return Single(person, notice, now);
        if (told.Where(notice => notice.Rung.Step.Digest).ToList() is { Count: > 0 } together)
            yield return together is [var only] ? Single(person, only, now) : Digest(person, together, now);
    }

    private RunMail Single(Person person, Notice notice, DateTimeOffset now)
    {
        var ladder = notice.Ladder;
        var next = ladder.Rungs.Where(rung => !rung.Settled && rung.At > now).MinBy(rung => rung.At) is { } rung ? rung.Due(ladder) : null;
        var before = ladder.Told.ToList();
        ladder.Told.Add((person.Id, now));
        var task = Escalated(notice);
        return Mail(ladder.Part, person, language => parts.EscalationMail.Single(person with { Language = language }, task, ladder.Holders, next, before, now), ladder.Facts, now);
    }

    private RunMail Digest(Person person, List<Notice> together, DateTimeOffset now)
    {
        foreach (var notice in together)
            notice.Ladder.Told.Add((person.Id, now));
        var tasks = together.ConvertAll(Escalated);
        return Mail(together[0].Ladder.Part, person, language => parts.EscalationMail.Digest(now, person with { Language = language }, tasks), null, now);
    }

    private RunMail Mail(RunPart part, Person person, Func<Language, Notification> notification, TaskFacts? facts, DateTimeOffset now) =>
        new(library, parts.Writing, now, part, notification, person.Language, facts, facts?.Case);

    private static EscalatedTask Escalated(Notice notice) => new(
        new DueNotice(
            notice.Key, notice.Rung.Key, notice.Ladder.Limit.SourceKey, notice.Ladder.Limit.CaseNumber, notice.Person.Id, notice.Template, notice.Urgent, notice.Rung.Step.Digest, notice.Rung.Step.Id,
            notice.Rung.Step.Share),
        notice.Ladder.Limit);

    private void Plan(Ladder ladder, IReadOnlyList<PauseRow> pauses, DateTimeOffset now)
    {
        var calendar = parts.Calendars.FindOrStandard(ladder.Limit.CalendarId);
        foreach (var rung in ladder.Rungs.Where(rung => !rung.Settled))
            rung.At = RungPlan.At(ladder.Limit, rung.Step.Share, calendar, pauses, now);
    }

    private string? Asked(UserTaskCreated task, DateTimeOffset now)
    {
        if (library.Find(PolicyChoice.DecisionId, BindingType.Latest, null) is not { } decision)
            return null;
        AskedDecision = true;
        return PolicyChoice.Asked(decision, task, now);
    }

    private EscalationPolicy Policy(string? id) => id is not null && policies.TryGetValue(id, out var named) ? named : policies[EscalationPolicy.StandardId];

    internal sealed class Ladder(RunPart part, TaskFacts facts, DeadlineRow limit, TaskHolders holders, EscalationPolicy policy, bool urgent, string? owner)
    {
        public RunPart Part => part;
        public TaskFacts Facts => facts;
        public DeadlineRow Limit { get; set; } = limit;
        public TaskHolders Holders => holders;
        public EscalationPolicy Policy => policy;
        public bool Urgent => urgent;
        public string? Owner => owner;
        public List<Rung> Rungs { get; } = [];
        public List<(string PersonId, DateTimeOffset At)> Told { get; } = [];
    }

    internal sealed class Rung(long key, EscalationStep step)
    {
        public long Key => key;
        public EscalationStep Step => step;
        public DateTimeOffset At { get; set; }
        public bool Settled { get; set; }

        public DueRung Due(Ladder ladder) => new(
            key, ladder.Limit.SourceKey, ladder.Limit.CaseNumber, step.Id, step.Share, step.Notices, ladder.Urgent || step.Urgent, step.Digest, ladder.Owner, At);
    }

    private sealed class Notice(long key, Ladder ladder, Rung rung, Person person, string template, bool urgent)
    {
        public long Key => key;
        public Ladder Ladder => ladder;
        public Rung Rung => rung;
        public Person Person => person;
        public string Template => template;
        public bool Urgent => urgent;
        public DateTimeOffset NotBefore { get; set; }
        public bool Settled { get; set; }
    }
}
