using Microsoft.AspNetCore.Razor.TagHelpers;

namespace AfterSales.Web.Components;

/// <summary>
/// <c>&lt;icon name="check" /&gt;</c>: decoration beside words, hidden from screen readers. Arrows and chevrons turn with the reading
/// direction; clocks, ticks and play do not.
/// </summary>
[HtmlTargetElement("icon", TagStructure = TagStructure.WithoutEndTag)]
public sealed class IconTagHelper : TagHelper
{
    private static readonly HashSet<string> Turning = ["arrow-left", "arrow-right", "chevron-left", "chevron-right", "logout", "login", "arrow-back-up", "send"];

    /// <summary>The icon's name in the set.</summary>
    public string Name { get; set; } = "";

    /// <summary>Further classes, such as <c>icon-lg</c>.</summary>
    public string? Class { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", string.Join(' ', new[] { "icon", Turning.Contains(Name) ? "mirror" : null, Class }.Where(c => c is not null)));
        output.Attributes.SetAttribute("viewBox", "0 0 24 24");
        output.Attributes.SetAttribute("fill", "none");
        output.Attributes.SetAttribute("stroke", "currentColor");
        output.Attributes.SetAttribute("stroke-width", "1.75");
        output.Attributes.SetAttribute("stroke-linecap", "round");
        output.Attributes.SetAttribute("stroke-linejoin", "round");
        output.Attributes.SetAttribute("aria-hidden", "true");
        output.Content.SetHtmlContent(IconSet.Drawing(Name));
    }
}
