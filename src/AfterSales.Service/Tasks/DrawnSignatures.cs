using AfterSales.Service.Attachments;
using AfterSales.Service.Forms;

namespace AfterSales.Service.Tasks;

/// <summary>
/// A signature drawn on a page is posted as a <c>data:</c> URL with a small picture. It is treated like any uploaded file:
/// checked by content, stored once, referred to by id.
/// </summary>
internal static class DrawnSignatures
{
    private const string Prefix = "data:image/png;base64,";

    /// <summary>The answers without the pictures, and the pictures as files of their fields.</summary>
    public static (IFormValues Answers, IReadOnlyList<UploadedFile> Files) Extract(IFormValues answers)
    {
        var files = new List<UploadedFile>();
        var rest = new List<(string, string)>();
        foreach (var name in answers.Names)
            foreach (var text in answers.Get(name))
                if (text.StartsWith(Prefix, StringComparison.Ordinal) && Decode(text) is { } picture)
                    files.Add(new UploadedFile(name, "signature.png", picture.Length, () => new MemoryStream(picture, writable: false)));
                else
                    rest.Add((name, text));
        return files.Count == 0 ? (answers, files) : (FormValues.From(rest), files);
    }

    private static byte[]? Decode(string url)
    {
        var buffer = new byte[(url.Length - Prefix.Length) * 3 / 4 + 3];
        return Convert.TryFromBase64Chars(url.AsSpan(Prefix.Length), buffer, out var length) ? buffer[..length] : null;
    }
}
