using AfterSales.Engine.Commits;
using AfterSales.Engine.UserTasks;
using AfterSales.Service.Calendars;
using AfterSales.Service.Languages;
using AfterSales.Service.Mail;
using AfterSales.Service.Notifications;
using AfterSales.Service.People;
using AfterSales.Service.TaskLinks;
using Directory = AfterSales.Service.People.Directory;

namespace AfterSales.Service.Escalation;

/// <summary>What the mails of a ladder say beyond case and task: who was told already, who is next and when.</summary>
internal sealed class EscalationMail(Directory people, CalendarRegistry calendars, ReceiverLookup receivers, TaskLinks.TaskLinks links, MailSettings settings)
{
    /// <summary>One task, with the template of its rung.</summary>
    public Notification Single(CommitContext commit, Person person, EscalatedTask task, UserTaskRow? row)
    {
        var next = EscalationTable.PlannedOf(commit, task.Notice.UserTaskKey).FirstOrDefault(rung => rung.PlannedAt > commit.Now);
        var told = EscalationTable.ToldOf(commit, task.Notice.UserTaskKey).Select(t => (t.PersonId, t.At));
        return Single(person, task, row is null ? null : TaskHolders.Of(row), next, told, commit.Now);
    }

    /// <summary>One task, where it is known which rung comes next and who was told when.</summary>
    public Notification Single(
        Person person, EscalatedTask task, TaskHolders? holders, DueRung? next, IEnumerable<(string PersonId, DateTimeOffset At)> toldBefore, DateTimeOffset now)
    {
        var notice = task.Notice;
        var (words, format) = (TextCatalog.For(person.Language), LocalFormat.For(person.Language, calendars.FindOrStandard(task.Limit.CalendarId).Zone));
        var workers = holders is { } known ? receivers.Workers(known) : [];
        var nextPerson = next is null || holders is not { } held ? null : next.Notices
            .SelectMany(n => receivers.Find(n, held, next.OwnerDepartment, now))
            .FirstOrDefault(p => p.Id != person.Id && !IsWorker(p, workers, now));
        var told = toldBefore.Where(t => t.PersonId != person.Id).GroupBy(t => t.PersonId)
            .Select(t => words[
                "escalation.told", people.ById(t.Key)?.Name.In(person.Language) ?? t.Key,
                string.Join(words["escalation.and"], t.Select(each => format.ShortDateTime(each.At)))]);
        return new(notice.Template, To(person))
        {
            CaseNumber = notice.CaseNumber,
            TaskKey = notice.UserTaskKey,
            LinkPurpose = IsWorker(person, workers, now) ? TaskLinkPurpose.Work : TaskLinkPurpose.Decide,
            DedupeKey = $"escalation:{notice.Key}",
            Model = new Dictionary<string, object?>
            {
                ["due"] = task.Limit.AppliedDueAt,
                ["assignee"] = new Dictionary<string, object?> { ["name"] = Names(workers, person.Language, words) },
                ["told"] = string.Join(words["escalation.comma"], told) is { Length: > 0 } list ? list : null,
                ["next"] = new Dictionary<string, object?>
                {
                    ["name"] = nextPerson?.Name.In(person.Language),
                    ["at"] = nextPerson is null ? null : format.DateTime(next!.PlannedAt),
                    ["sentence"] = nextPerson is null ? null : words["escalation.next", format.DateTimeNear(next!.PlannedAt, now), nextPerson.Name],
                },
            },
        };
    }

    /// <summary>Several tasks at once: one mail instead of many.</summary>
    public Notification Digest(DateTimeOffset now, Person person, IReadOnlyList<EscalatedTask> tasks)
    {
        var format = LocalFormat.For(person.Language, calendars.FindOrStandard(person.CalendarId).Zone);
        List<object?> Entries(Func<EscalatedTask, bool> which) =>
            [.. tasks.Where(which).OrderBy(task => task.Limit.AppliedDueAt).Select(task => Entry(now, person, task, format))];
        var raised = Entries(task => task.Notice.Template == "escalation");
        var overdue = Entries(task => task.Notice is { Template: not "escalation", Share: >= 1 });
        var soon = Entries(task => task.Notice is { Template: not "escalation", Share: < 1 });
        return new("escalation-digest", To(person))
        {
            DedupeKey = $"escalation:{tasks[0].Notice.Key}",
            Model = new Dictionary<string, object?>
            {
                ["count"] = tasks.Count,
                ["today"] = format.Date(now),
                ["raised"] = raised,
                ["overdue"] = overdue,
                ["dueSoon"] = soon,
            },
        };
    }

    private Dictionary<string, object?> Entry(DateTimeOffset now, Person person, EscalatedTask task, LocalFormat format)
    {
        var notice = task.Notice;
        var purpose = notice.Template == "escalation" ? TaskLinkPurpose.Decide : TaskLinkPurpose.Work;
        var words = TextCatalog.For(person.Language);
        return new()
        {
            ["name"] = task.Limit.Name,
            ["caseNumber"] = notice.CaseNumber,
            ["customer"] = null,
            ["url"] = $"{settings.PublicUrl}/t/{links.Issue(notice.UserTaskKey, person.Id, now + settings.LinkLifetime, purpose)}",
            ["due"] = words[notice.Share < 1 ? "clock.due" : "clock.wasDue", format.DateTimeNear(task.Limit.AppliedDueAt, now)],
        };
    }

    private bool IsWorker(Person person, IReadOnlyList<Person> workers, DateTimeOffset now) =>
        workers.Any(worker => worker.Id == person.Id || people.ActingFor(worker, now).Id == person.Id);

    private static string Names(IReadOnlyList<Person> workers, Language language, TextCatalog words) => workers switch
    {
        [] => words["escalation.nobody"],
        { Count: <= 3 } => string.Join(words["escalation.comma"], workers.Select(worker => worker.Name.In(language))),
        _ => words["escalation.several", workers.Count],
    };

    private static Receiver To(Person person) => new(person.Id, person.Name.In(person.Language), person.Email, person.Language);
}
