using AfterSales.Service.Calendars;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Notifications;

/// <summary>The due box: when, how long until or since then in working units, and the tone of it.</summary>
internal static class DueModel
{
    /// <param name="zone">Name of the zone the time is told in, where the reader's own is another; null otherwise.</param>
    /// <param name="why">Why it is due then, in the receiver's language; null when no receipt is known.</param>
    public static Dictionary<string, object?> Build(DateTimeOffset dueAt, DateTimeOffset now, WorkingCalendar calendar, LocalFormat format, string? why, string? zone = null)
    {
        var words = TextCatalog.For(format.Language);
        var left = WorkingTime.Between(calendar, now, dueAt).Span;
        var isLate = dueAt <= now;
        var at = zone is null ? format.DateTime(dueAt) : words["mail.due.inZone", format.DateTime(dueAt), zone];
        // Past its time but before any working time passed: the plain length says it better than "0 working hours".
        var length = left.IsZero ? format.Duration((dueAt - now).Duration()) : format.Duration(left.Absolute());
        return isLate
            ? MailModel.Map(
                ("headline", words["mail.due.late", length]),
                ("note", words["mail.due.wasDue", at]),
                ("tone", "bad"),
                ("why", why))
            : MailModel.Map(
                ("headline", words["mail.due.headline", at]),
                ("note", words["mail.due.left", length]),
                ("tone", left.Days < 2 ? "warn" : "plain"),
                ("why", why));
    }
}
