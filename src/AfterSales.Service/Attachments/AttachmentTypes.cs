using System.Text;

namespace AfterSales.Service.Attachments;

/// <summary>
/// What kinds of file are taken, found by looking at the content. A name proves nothing, and a page that calls itself a
/// picture must not run in the reader's browser.
/// </summary>
public static class AttachmentTypes
{
    /// <summary>How many bytes of the beginning <see cref="Sniff"/> wants to see.</summary>
    public const int BytesToSniff = 4096;

    /// <summary>A page of the service's own making.</summary>
    public const string Page = "text/html";

    private const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    private const string Excel = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const string PowerPoint = "application/vnd.openxmlformats-officedocument.presentationml.presentation";

    /// <summary>For the <c>accept</c> attribute of file inputs.</summary>
    public const string Accept = "image/jpeg,image/png,image/gif,image/webp,image/heic,application/pdf,.txt,.csv,.docx,.xlsx,.pptx,.odt,.ods";

    /// <summary>
    /// The content type of a file by its first bytes and, where those are shared by several kinds (text and CSV, the
    /// office formats, which are all zip archives), by its name. Null for what is not taken.
    /// </summary>
    public static string? Sniff(ReadOnlySpan<byte> start, string fileName)
    {
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
            return "image/jpeg";
        if (start.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]))
            return "image/png";
        if (start.StartsWith("GIF87a"u8) || start.StartsWith("GIF89a"u8))
            return "image/gif";
        if (start.Length >= 12 && start.StartsWith("RIFF"u8) && start[8..].StartsWith("WEBP"u8))
            return "image/webp";
        if (start.Length >= 12 && start[4..].StartsWith("ftyp"u8))
            return SniffIsoMedia(start[8..12]);
        if (start.StartsWith("%PDF-"u8))
            return "application/pdf";
        if (start.StartsWith("PK\x03\x04"u8))
            return SniffZip(start, fileName);
        return IsPlainText(start) ? SniffText(start, fileName) : null;
    }

    /// <summary>
    /// Shown in the browser rather than downloaded. Pages are never taken from a sender (<see cref="Sniff"/>); those the service makes
    /// itself, its reports, are shown without rights to run anything.
    /// </summary>
    public static bool IsShownInline(string contentType) =>
        contentType is "image/jpeg" or "image/png" or "image/gif" or "image/webp" or "application/pdf" or Page;

    /// <summary>The usual extension of a type, with its dot.</summary>
    public static string Extension(string contentType) => contentType switch
    {
        "image/jpeg" => ".jpg",
        "image/png" => ".png",
        "image/gif" => ".gif",
        "image/webp" => ".webp",
        "image/heic" => ".heic",
        "application/pdf" => ".pdf",
        "text/csv" => ".csv",
        Page => ".html",
        Word => ".docx",
        Excel => ".xlsx",
        PowerPoint => ".pptx",
        "application/vnd.oasis.opendocument.text" => ".odt",
        "application/vnd.oasis.opendocument.spreadsheet" => ".ods",
        _ => ".txt",
    };

    private static string? SniffIsoMedia(ReadOnlySpan<byte> brand) =>
        brand.SequenceEqual("heic"u8) || brand.SequenceEqual("heix"u8) || brand.SequenceEqual("mif1"u8) ? "image/heic" : null;

    /// <summary>Office files only: an archive of unknown content is not taken.</summary>
    private static string? SniffZip(ReadOnlySpan<byte> start, string fileName)
    {
        // OpenDocument stores its type first and uncompressed, so that it can be read off at a fixed place.
        if (start.IndexOf("mimetypeapplication/vnd.oasis.opendocument.text"u8) >= 0)
            return "application/vnd.oasis.opendocument.text";
        if (start.IndexOf("mimetypeapplication/vnd.oasis.opendocument.spreadsheet"u8) >= 0)
            return "application/vnd.oasis.opendocument.spreadsheet";
        var isOpenXml = start.IndexOf("[Content_Types].xml"u8) >= 0 || start.IndexOf("_rels/.rels"u8) >= 0;
        return isOpenXml
            ? Path.GetExtension(fileName).ToUpperInvariant() switch
            {
                ".DOCX" => Word,
                ".XLSX" => Excel,
                ".PPTX" => PowerPoint,
                _ => null,
            }
            : null;
    }

    private static bool IsPlainText(ReadOnlySpan<byte> start)
    {
        foreach (var b in start)
            if (b < 0x20 && b is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or 0x0C))
                return false;
        return start.Length > 0 && IsUtf8(start);
    }

    /// <summary>UTF-8, allowing a last character that the end of the sample cuts in two.</summary>
    private static bool IsUtf8(ReadOnlySpan<byte> start)
    {
        var strict = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
        try
        {
            strict.GetCharCount(start, flush: false);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static string? SniffText(ReadOnlySpan<byte> start, string fileName)
    {
        var text = Encoding.UTF8.GetString(start).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        // Markup stays out even as "text": a reader's browser might take it for a page.
        if (text.StartsWith('<'))
            return null;
        return string.Equals(Path.GetExtension(fileName), ".csv", StringComparison.OrdinalIgnoreCase) ? "text/csv" : "text/plain";
    }
}
