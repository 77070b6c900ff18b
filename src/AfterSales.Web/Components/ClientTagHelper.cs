using Microsoft.AspNetCore.Razor.TagHelpers;

namespace AfterSales.Web.Components;

/// <summary><c>&lt;client entry="src/site.ts" /&gt;</c>: the style sheets and the module of one entry of the browser modules.</summary>
[HtmlTargetElement("client", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ClientTagHelper(ClientFiles files) : TagHelper
{
    /// <summary>The source file of the entry, as the manifest names it.</summary>
    public string Entry { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        var (styles, imports, script) = files.Entry(Entry);
        foreach (var style in styles)
            output.Content.AppendHtml($"""<link rel="stylesheet" href="{style}">""");
        foreach (var import in imports)
            output.Content.AppendHtml($"""<link rel="modulepreload" href="{import}">""");
        if (script is not null)
            output.Content.AppendHtml($"""<script type="module" src="{script}"></script>""");
    }
}
