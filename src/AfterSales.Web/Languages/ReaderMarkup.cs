using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Html;

namespace AfterSales.Web.Languages;

/// <summary>Sentences in which an id stands: the id keeps its own direction and digits.</summary>
public static class ReaderMarkup
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

    private static HtmlString Around(Reader reader, string key, string markup)
    {
        // A character that no text holds marks the place until what stands around it is encoded.
        const string place = "\uE000";
        return new HtmlString(string.Join(markup, reader[key, place].Split(place).Select(Encoder.Encode)));
    }
}
