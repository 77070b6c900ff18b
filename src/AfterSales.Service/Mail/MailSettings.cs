namespace AfterSales.Service.Mail;

/// <summary>
/// How mail leaves the service. Bound from <c>AfterSales:Mail</c>. Without any setting mails go to the
/// built-in mailbox, so that a fresh machine needs no mail server.
/// </summary>
public sealed class MailSettings
{
    /// <summary>Which transport carries the mails.</summary>
    public MailTransportKind Transport { get; set; } = MailTransportKind.Mailbox;

    /// <summary>Address in the From header and the envelope sender; its domain also ends every Message-ID.</summary>
    public string From { get; set; } = "aftersales@service.example";

    /// <summary>Display name beside <see cref="From"/> and the brand at the head of each mail.</summary>
    public string FromName { get; set; } = "AfterSales";

    /// <summary>Where answers go; empty leaves the header out and answers go to <see cref="From"/>.</summary>
    public string? ReplyTo { get; set; }

    /// <summary>Address of the web site as receivers reach it, without a trailing slash; every link in a mail begins with it.</summary>
    public string PublicUrl { get; set; } = "http://localhost:5080";

    /// <summary>Folder with the templates; null means <c>templates</c> beside the program.</summary>
    public string? TemplatesFolder { get; set; }

    /// <summary>How long a task link may be opened, whatever happens to the task.</summary>
    public TimeSpan LinkLifetime { get; set; } = TimeSpan.FromDays(30);

    /// <summary>When a mail that could not go out is tried again.</summary>
    public MailRetrySettings Retry { get; set; } = new();

    /// <summary>The mail server; read only when <see cref="Transport"/> is <see cref="MailTransportKind.Smtp"/>.</summary>
    public SmtpSettings Smtp { get; set; } = new();
}

/// <summary>The ways a mail can leave.</summary>
public enum MailTransportKind
{
    /// <summary>Mails are kept in the database and read at <c>/mailbox</c>.</summary>
    Mailbox,

    /// <summary>Mails are handed to a mail server.</summary>
    Smtp,
}
