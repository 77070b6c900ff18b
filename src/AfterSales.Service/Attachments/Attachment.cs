namespace AfterSales.Service.Attachments;

/// <summary>A stored file of a case.</summary>
public sealed record Attachment
{
    /// <summary>Unguessable id, used in links.</summary>
    public required string Id { get; init; }

    public required string CaseNumber { get; init; }

    /// <summary>The sender's file name without any path, control or reserved characters.</summary>
    public required string FileName { get; init; }

    /// <summary>What the content was found to be; not what the sender claimed.</summary>
    public required string ContentType { get; init; }

    /// <summary>Bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Hex SHA-256 of the content, also its place in the store.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The form field it came from.</summary>
    public string? Field { get; init; }

    /// <summary>The task it was handed in with; null for the customer's request.</summary>
    public long? TaskKey { get; init; }

    /// <summary>A person id, or <c>customer:</c> and an address.</summary>
    public string? UploadedBy { get; init; }

    public DateTimeOffset UploadedAt { get; init; }

    /// <summary>Whether a browser may show it in the page: images and PDF only, everything else is downloaded.</summary>
    public bool ShownInline => AttachmentTypes.IsShownInline(ContentType);

    /// <summary>Whether it is a picture that can be shown as a thumbnail.</summary>
    public bool IsImage => ContentType.StartsWith("image/", StringComparison.Ordinal);
}
