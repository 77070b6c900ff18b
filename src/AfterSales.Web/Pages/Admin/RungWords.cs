using AfterSales.Service.Escalation;
using AfterSales.Web.Languages;

namespace AfterSales.Web.Pages.Admin;

/// <summary>A rung in plain words: when, who is told what, and how.</summary>
public static class RungWords
{
    public static string Sentence(Reader reader, EscalationStep step)
    {
        var percent = reader.Format.Number(step.Share * 100);
        var when = step.Share == 1 ? reader["web.rules.whenDue"] : step.Share < 1 ? reader["web.rules.whenBefore", percent] : reader["web.rules.whenAfter", percent];
        var told = string.Join(reader["web.layout.comma"], step.Notices.Select(notice => reader["web.rules.tells", Receiver(reader, notice), reader[$"web.rules.mail.{notice.Template}"]]));
        var how = (step.Urgent ? reader["web.rules.atAnyHour"] : "") + (step.Digest ? "" : reader["web.rules.oneMailEach"]);
        return reader["web.rules.rung", when, told, how];
    }

    private static string Receiver(Reader reader, EscalationNotice notice) => notice.To == EscalationReceiver.Group
        ? reader.Role(notice.Group)
        : reader[$"web.rules.receiver.{notice.To.ToString().ToLowerInvariant()}"];
}
