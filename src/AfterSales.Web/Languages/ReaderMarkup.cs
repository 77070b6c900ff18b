using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Microsoft.AspNetCore.Html;

namespace AfterSales.Web.Languages;

/// <summary>Sentences in which an id stands: the id keeps its own direction and digits.</summary>
public static partial class ReaderMarkup
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>The text of a key with one id in it, marked up as an id.</summary>
    public static IHtmlContent WithId(this Reader reader, string key, string id)
    {
        // A case number stays in one piece; an address may be longer than a phone is wide.
        var encoded = $"<bdi class=\"{(id.Length > 24 ? "id wrap" : "id")}\" dir=\"ltr\">{Encoder.Encode(id)}</bdi>";
        return Around(reader, key, encoded);
    }

    /// <summary>The text of a key with a name in it, which may be in another script than the sentence.</summary>
    public static IHtmlContent WithName(this Reader reader, string key, string name) =>
        Around(reader, key, $"<bdi>{Encoder.Encode(name)}</bdi>");

    /// <summary>A text somebody wrote or a subject of a mail, with the case and record numbers in it in one piece and in their own direction.</summary>
    public static IHtmlContent Marked(this Reader reader, string text)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var html = new StringBuilder();
        var from = 0;
        foreach (var id in Number().EnumerateMatches(text))
        {
            html.Append(Encoder.Encode(text[from..id.Index])).Append("<bdi class=\"id\" dir=\"ltr\">").Append(text, id.Index, id.Length).Append("</bdi>");
            from = id.Index + id.Length;
        }
        return new HtmlString(html.Append(Encoder.Encode(text[from..])).ToString());
    }

    /// <summary>CMP-2026-0014, or a record of that case: CMP-2026-0014-CHF.</summary>
    [GeneratedRegex("\\b[A-Z]{2,4}-\\d{4}-\\d{4,}(-[A-Z]{2,5})?\\b")]
    private static partial Regex Number();

    private static HtmlString Around(Reader reader, string key, string markup)
    {
        // A character that no text holds marks the place until what stands around it is encoded.
        const string place = "\uE000";
        return new HtmlString(string.Join(markup, reader[key, place].Split(place).Select(Encoder.Encode)));
    }
}
