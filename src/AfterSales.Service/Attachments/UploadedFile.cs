namespace AfterSales.Service.Attachments;

/// <summary>A file as it came with a submission. Name and type are claims of the sender and are checked, never trusted.</summary>
/// <param name="Field">The form field it was chosen in.</param>
/// <param name="Length">Bytes; zero-length files are refused.</param>
/// <param name="Open">Opens the content from its beginning; called once, disposed by the caller.</param>
public sealed record UploadedFile(string Field, string FileName, long Length, Func<Stream> Open);
