namespace AfterSales.Service.Attachments;

/// <summary>How much may be uploaded.</summary>
public static class AttachmentLimits
{
    /// <summary>Bytes of one file.</summary>
    public const long OneFile = 10 * 1024 * 1024;

    /// <summary>Bytes of all files of one submission; what follows is refused.</summary>
    public const long OneRequest = 50 * 1024 * 1024;

    /// <summary>Files of one submission.</summary>
    public const int Files = 20;
}
