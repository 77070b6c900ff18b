using Microsoft.AspNetCore.Razor.TagHelpers;

namespace AfterSales.Web.Components;

/// <summary>
/// <c>&lt;id-text&gt;CMP-2026-0093&lt;/id-text&gt;</c>: serials, case numbers, phones and addresses stay left to right, in Latin digits
/// and in one piece, also inside Persian text.
/// </summary>
[HtmlTargetElement("id-text")]
public sealed class IdTagHelper : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "bdi";
        output.Attributes.SetAttribute("class", output.Attributes.TryGetAttribute("class", out var more) ? $"id {more.Value}" : "id");
        output.Attributes.SetAttribute("dir", "ltr");
    }
}
