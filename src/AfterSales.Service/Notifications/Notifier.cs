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
    private readonly MailWriting writing = new(settings, calendars, directory);

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
        var mail = templates.Get(notification.Template, receiver.Language)
            .Render(writing.Model(notification, task, caseFacts, commit.Now, ends => LinkOf(notification, ends)));
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

    private string? LinkOf(Notification notification, DateTimeOffset ends) =>
        notification.TaskKey is { } taskKey && notification.Receiver.Id is { } personId
            ? $"{settings.PublicUrl}/t/{links.Issue(taskKey, personId, ends, notification.LinkPurpose)}"
            : null;
}
