using AfterSales.Service.Languages;

namespace AfterSales.Service.Mail;

/// <summary>A mail as it was rendered, with what became of it: what the case page, the mailbox and <c>/api/mail</c> show.</summary>
public sealed record MailView
{
    /// <summary>Key of the mail, also of its outbox item.</summary>
    public required long MailKey { get; init; }

    /// <summary>With angle brackets; the same over all attempts.</summary>
    public required string MessageId { get; init; }

    public string? CaseNumber { get; init; }

    /// <summary>The user task the mail's link opens, when it has one.</summary>
    public long? TaskKey { get; init; }

    /// <summary>Name of the template, such as <c>task</c>.</summary>
    public required string Template { get; init; }

    public required Language Language { get; init; }

    /// <summary>Id of the person it went to; null for customers and plain addresses.</summary>
    public string? PersonId { get; init; }

    public required string ToName { get; init; }

    public required string ToAddress { get; init; }

    public required string Subject { get; init; }

    public required string Html { get; init; }

    public required string Text { get; init; }

    /// <summary>The addresses the mail links to, in their order, each once.</summary>
    public required IReadOnlyList<string> Links { get; init; }

    public required MailState State { get; init; }

    /// <summary>When it was caused.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When a server or the mailbox took it; null before.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>Attempts so far.</summary>
    public int Attempts { get; init; }

    /// <summary>What the last failed attempt said.</summary>
    public string? Problem { get; init; }
}

/// <summary>What became of a mail.</summary>
public enum MailState
{
    /// <summary>Written, not yet taken by the server. Waits as long as the server is away.</summary>
    Waiting,

    /// <summary>Taken by the server or the mailbox.</summary>
    Sent,

    /// <summary>Refused for good, or not deliverable for too long; a person has to look.</summary>
    Failed,
}
