using System.Globalization;
using System.Text;

namespace AfterSales.Service.Attachments;

/// <summary>Makes a sender's file name harmless to show, to send in a header and to save anywhere.</summary>
public static class FileNames
{
    private const int Longest = 120;
    private const string Reserved = "\"*/:<>?\\|";

    /// <summary>
    /// The last part of the name, without control, direction and reserved characters, with the extension that belongs to
    /// the content. Never empty, never a path.
    /// </summary>
    public static string Clean(string name, string contentType)
    {
        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var kept = new StringBuilder();
        foreach (var c in last.Normalize(NormalizationForm.FormC))
            if (!Reserved.Contains(c) && !char.IsControl(c) && !IsInvisible(c))
                kept.Append(c);
        var clean = kept.ToString().Trim(' ', '.');
        var extension = AttachmentTypes.Extension(contentType);
        var stem = Path.GetFileNameWithoutExtension(clean).Trim(' ', '.');
        if (stem.Length == 0)
            stem = "file";
        if (stem.Length > Longest)
            stem = stem[..(char.IsHighSurrogate(stem[Longest - 1]) ? Longest - 1 : Longest)];
        var own = Path.GetExtension(clean);
        var keepsOwn = contentType is "image/jpeg" && own.Equals(".jpeg", StringComparison.OrdinalIgnoreCase);
        return stem + (keepsOwn ? own : extension);
    }

    /// <summary>Direction marks can make a name read backwards; only the half-space of Persian is wanted.</summary>
    private static bool IsInvisible(char c) => c != '\u200c' && CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format;
}
