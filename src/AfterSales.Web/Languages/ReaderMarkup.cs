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
        // A character that no text and no id holds marks the place until both sides are encoded.
        const string place = "\uE000";
        var parts = reader[key, place].Split(place);
        // A case number stays in one piece; an address may be longer than a phone is wide.
        var encoded = $"<bdi class=\"{(id.Length > 24 ? "id wrap" : "id")}\" dir=\"ltr\">{Encoder.Encode(id)}</bdi>";
        return new HtmlString(string.Join(encoded, parts.Select(Encoder.Encode)));
    }
}
