using AfterSales.Service.Calendars;
using AfterSales.Service.Languages;
using AfterSales.Service.Mail;

namespace AfterSales.Service.Notifications;

/// <summary>
/// What a template is told about a notification: case, task, due time and links, in the receiver's language and in the calendar of the
/// case. The same for mails that are sent and for those that a test run only shows.
/// </summary>
internal sealed class MailWriting(MailSettings settings, CalendarRegistry calendars, People.Directory directory)
{
    /// <param name="link">The address of the task for this receiver, until the given moment; null where there is none.</param>
    public Dictionary<string, object?> Model(Notification notification, TaskFacts? task, CaseFacts? caseFacts, DateTimeOffset now, Func<DateTimeOffset, string?> link)
    {
        var receiver = notification.Receiver;
        var calendar = CalendarOf(receiver, caseFacts);
        var format = LocalFormat.For(receiver.Language, calendar.Zone);
        var more = new Dictionary<string, object?>();
        AddLinks(more, now + settings.LinkLifetime, link);
        AddDue(more, notification, task, now, calendar, format, OwnCalendar(receiver));
        foreach (var (name, value) in notification.Model)
            if (name != "due" || value is not DateTimeOffset)
                more[name] = value;
        return MailModel.Build(settings, format, receiver, caseFacts, task, more);
    }

    private static void AddLinks(Dictionary<string, object?> more, DateTimeOffset ends, Func<DateTimeOffset, string?> linkUntil)
    {
        if (linkUntil(ends) is not { } link)
            return;
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
