namespace AfterSales.Service.Notifications;

/// <summary>
/// One mail to be written to one receiver. Who and what is given; the words come from the template in the receiver's
/// language, and everything known about case and task is filled in by the notifier.
/// </summary>
/// <param name="Template">Folder name below <c>templates/</c>, such as <c>task</c>.</param>
public sealed record Notification(string Template, Receiver Receiver)
{
    /// <summary>The case it is about; its mails form one thread for each receiver.</summary>
    public string? CaseNumber { get; init; }

    /// <summary>
    /// What is known about the case, where the caller has it at hand. Left out, it comes from the task or from the
    /// stored case.
    /// </summary>
    public CaseFacts? Case { get; init; }

    /// <summary>The user task its link opens.</summary>
    public long? TaskKey { get; init; }

    /// <summary>What the link is for: doing the task, or deciding about it as somebody above.</summary>
    public TaskLinks.TaskLinkPurpose LinkPurpose { get; init; }

    /// <summary>
    /// More for the template, by name: strings, numbers, booleans, <see cref="DateTimeOffset"/>,
    /// <see cref="Languages.LocalText"/>, dictionaries and lists of these. Instants and texts are put into the receiver's
    /// language; a name that the notifier fills in itself is overridden.
    /// </summary>
    public IReadOnlyDictionary<string, object?> Model { get; init; } = new Dictionary<string, object?>();

    /// <summary>A second notification with the same key is not sent (within the retention of the outbox).</summary>
    public string? DedupeKey { get; init; }
}
