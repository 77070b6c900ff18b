using AfterSales.Service.Languages;

namespace AfterSales.Service.Records;

/// <summary>One filled field, with the wording the form had at that time, so that later forms do not rewrite history.</summary>
public sealed record RecordField
{
    /// <summary>The form key, dots for nesting.</summary>
    public required string Key { get; init; }

    public required LocalText Label { get; init; }

    public required RecordFieldKind Kind { get; init; }

    /// <summary>The values in words: one for most fields, several for lists and files. Empty when left blank.</summary>
    public IReadOnlyList<LocalText> Values { get; init => field = value ?? []; } = [];

    /// <summary>Joined behind a number, such as mm.</summary>
    public LocalText? Unit { get; init; }

    /// <summary>Ids of attachments for fields of kind Files and signatures drawn by hand.</summary>
    public IReadOnlyList<string> AttachmentIds { get; init => field = value ?? []; } = [];
}
