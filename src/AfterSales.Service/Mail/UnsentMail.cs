namespace AfterSales.Service.Mail;

/// <summary>A mail that has not gone out, with what is planned for it.</summary>
public sealed record UnsentMail
{
    public required long MailKey { get; init; }

    public required string ToName { get; init; }

    public required string ToAddress { get; init; }

    public required string Subject { get; init; }

    public required string Language { get; init; }

    public string? CaseNumber { get; init; }

    /// <summary>Given up; waits for a person.</summary>
    public required bool HasFailed { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required long Attempts { get; init; }

    /// <summary>When it is tried next; null when it is not.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>What the last attempt said.</summary>
    public string? Problem { get; init; }
}

/// <summary>How many mails have not gone out.</summary>
public sealed record UnsentCounts(int Waiting, int Failed);
