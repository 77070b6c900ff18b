using System.Text.RegularExpressions;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Designer;

/// <summary>
/// What a mail is called: the kind that stands at its head (<c>{{&gt; head kind="…"}}</c>) in each language, as its receivers know it. Several
/// mails may be called the same.
/// </summary>
internal static partial class MailTitles
{
    /// <summary>Null where the English file has no such head, or one that is put together from values.</summary>
    public static LocalText? Of(Func<Language, string?> file) =>
        Kind(file(Language.English)) is { } english ? new LocalText(english, Kind(file(Language.Persian)), Kind(file(Language.Chinese))) : null;

    private static string? Kind(string? file) =>
        file is not null && Head().Match(file) is { Success: true } head && head.Groups[1].Value.Trim() is { Length: > 0 } kind && !kind.Contains("{{", StringComparison.Ordinal) ? kind : null;

    [GeneratedRegex("""\{\{>\s*head\s[^}]*?kind="([^"\r\n]+)"[^}]*\}\}""", RegexOptions.CultureInvariant)]
    private static partial Regex Head();
}
