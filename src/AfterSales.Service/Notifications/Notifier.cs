using System.Text.Json;
using AfterSales.Engine.Commits;
using AfterSales.Service.Calendars;
using AfterSales.Service.Cases;
using AfterSales.Service.Deadlines;
using AfterSales.Service.Languages;
using AfterSales.Service.Mail;
using AfterSales.Service.Mail.Templates;
using AfterSales.Service.TaskLinks;

namespace AfterSales.Service.Notifications;

/// <summary>See <see cref="INotifier"/>.</summary>
internal sealed class Notifier(
    MailSettings settings, MailTemplates templates, TaskLinks.TaskLinks links, CalendarRegistry calendars, People.Directory directory, TimelineWriter? timeline = null) : INotifier
{
    public long Enqueue(CommitContext commit, Notification notification)
    {
        var key = commit.Outbox.Enqueue(MailOutbox.OutboxKind, "", notification.DedupeKey is { } dedupe ? "mail:" + dedupe : null);
        if (notification.DedupeKey is not null && MailRows.Exists(commit, key))
            return key;

        var receiver = notification.Receiver;
        var task = notification.TaskKey is { } taskKey ? TaskMailRows.Find(commit, taskKey) : null;
        var caseFacts = notification.Case ?? task?.Case
            ?? (notification.CaseNumber is { } number && CaseTable.Find(commit, number) is { } stored ? CaseFacts.Of(stored) : null);
        var caseNumber = notification.CaseNumber ?? caseFacts?.Number;
        var calendar = CalendarOf(receiver, caseFacts);
        var format = LocalFormat.For(receiver.Language, calendar.Zone);

        var more = new Dictionary<string, object?>();
        AddLinks(more, notification, commit.Now);
        AddDue(more, notification, task, commit.Now, calendar, format, OwnCalendar(receiver));
        foreach (var (name, value) in notification.Model)
            if (name != "due" || value is not DateTimeOffset)
                more[name] = value;

        var mail = templates.Get(notification.Template, receiver.Language)
            .Render(MailModel.Build(settings, format, receiver, caseFacts, task, more));
        Store(commit, key, notification, caseNumber, mail);
        return key;
    }

    private void Store(CommitContext commit, long key, Notification notification, string? caseNumber, ComposedMail mail)
    {
        var receiver = notification.Receiver;
        var previous = caseNumber is null ? null : MailRows.LastInThread(commit, caseNumber, receiver.Email);
        var root = caseNumber is null ? null : MessageIds.Thread(caseNumber, settings.From);
        var row = new MailRow
        {
            MailKey = key,
            MessageId = MessageIds.Mail(key, settings.From),
            CaseNumber = caseNumber,
            TaskKey = notification.TaskKey,
            Template = notification.Template,
            Language = receiver.Language.Code(),
            PersonId = receiver.IsCustomer ? null : receiver.Id,
            ToName = HeaderText.OneLine(receiver.Name),
            ToAddress = receiver.Email.Trim(),
            Subject = mail.Subject,
            Html = mail.Html,
            Text = mail.Text,
            Links = JsonSerializer.Serialize(mail.Links),
            InReplyTo = previous ?? root,
            Thread = JsonSerializer.Serialize(new[] { root, previous }.OfType<string>()),
            CreatedAt = commit.Now.ToUnixTimeMilliseconds(),
        };
        MailRows.Insert(commit, row);
        if (caseNumber is not null && receiver.IsCustomer)
            timeline?.Invoke(commit, MailTimeline.Written(caseNumber, row));
    }

    private void AddLinks(Dictionary<string, object?> more, Notification notification, DateTimeOffset now)
    {
        if (notification.TaskKey is not { } taskKey || notification.Receiver.Id is not { } personId)
            return;
        var ends = now + settings.LinkLifetime;
        var link = $"{settings.PublicUrl}/t/{links.Issue(taskKey, personId, ends, notification.LinkPurpose)}";
        more["link"] = link;
        more["linkEnds"] = ends;
        // Marks the page reads to open the right panel; like every GET they change nothing.
        more["cannotLink"] = link + "?cannot=1";
        more["reassignLink"] = link + "?pass=1";
    }

    // The caller may know a later due time than the one the task began with.
    private static void AddDue(
        Dictionary<string, object?> more, Notification notification, TaskFacts? task, DateTimeOffset now, WorkingCalendar calendar, LocalFormat format, WorkingCalendar? own)
    {
        var given = notification.Model.GetValueOrDefault("due") as DateTimeOffset?;
        if ((given ?? task?.DueAt) is not { } dueAt)
            return;
        var why = given is null || given == task?.DueAt ? task?.Why.GetValueOrDefault(format.Language.Code()) : null;
        var isAbroad = own is not null && own.Zone.GetUtcOffset(dueAt) != calendar.Zone.GetUtcOffset(dueAt);
        more["due"] = DueModel.Build(dueAt, now, calendar, format, why, isAbroad ? calendar.ZoneName.In(format.Language) : null);
    }

    // Times are told in the site's zone and calendar, as on its pages (UI.md section 4): the receipt below the due time tells them so too.
    private WorkingCalendar CalendarOf(Receiver receiver, CaseFacts? caseFacts) =>
        calendars.Find(caseFacts?.CalendarId) ?? OwnCalendar(receiver) ?? calendars.Standard;

    private WorkingCalendar? OwnCalendar(Receiver receiver) =>
        receiver is { IsCustomer: false, Id: { } id } && directory.ById(id) is { } person ? calendars.Find(person.CalendarId) : null;
}
