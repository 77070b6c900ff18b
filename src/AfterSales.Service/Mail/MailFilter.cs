namespace AfterSales.Service.Mail;

/// <summary>Which mails to list; what is null does not narrow. The newest come first.</summary>
public sealed record MailFilter
{
    public string? CaseNumber { get; init; }

    public long? TaskKey { get; init; }

    /// <summary>Whole address, upper and lower case alike.</summary>
    public string? To { get; init; }

    /// <summary>Whom the mail was written to; customers are nobody here.</summary>
    public string? PersonId { get; init; }

    public string? Template { get; init; }

    public MailState? State { get; init; }

    /// <summary>Mails with a smaller key than this: the next page after the last one shown.</summary>
    public long? Before { get; init; }

    /// <summary>1 to 500.</summary>
    public int Limit { get; init; } = 100;
}
