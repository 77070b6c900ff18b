using AfterSales.Service.Timeline;

namespace AfterSales.Service.Mail;

/// <summary>What the timeline of a case tells about its mails.</summary>
internal static class MailTimeline
{
    /// <summary>A mail that nobody will get: somebody has to find another way.</summary>
    public const string FailedKind = "mail.failed";

    /// <summary>A mail to the customer. Those to staff are told by the tasks they belong to.</summary>
    public const string WrittenKind = "mail.written";

    public static TimelineEntry Failed(string caseNumber, MailRow mail, string reason) => new(caseNumber, FailedKind)
    {
        TaskKey = mail.TaskKey,
        Facts = new Dictionary<string, TimelineValue>
        {
            ["to"] = TimelineValue.Of(mail.ToAddress),
            ["subject"] = TimelineValue.Of(mail.Subject),
            ["reason"] = TimelineValue.Of(reason),
        },
    };

    public static TimelineEntry Written(string caseNumber, MailRow mail) => new(caseNumber, WrittenKind)
    {
        ForCustomer = true,
        TaskKey = mail.TaskKey,
        Facts = new Dictionary<string, TimelineValue> { ["subject"] = TimelineValue.Of(mail.Subject) },
    };
}
