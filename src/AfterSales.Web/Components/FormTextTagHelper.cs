using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace AfterSales.Web.Components;

/// <summary>
/// <c>&lt;form-text text="…" /&gt;</c>: the Markdown of a form's notes. HTML inside it is shown as text, and links lead to web and mail
/// addresses only: a note is written by whoever designs the form, and read by everybody.
/// </summary>
[HtmlTargetElement("form-text", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FormTextTagHelper : TagHelper
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().Build();

    private static readonly HashSet<string> Schemes = new(StringComparer.OrdinalIgnoreCase) { "http", "https", "mailto" };

    public string Text { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        var document = Markdown.Parse(Text, Pipeline);
        foreach (var link in document.Descendants<LinkInline>().ToList())
            if (link.IsImage || !Uri.TryCreate(link.Url, UriKind.Absolute, out var address) || !Schemes.Contains(address.Scheme))
                link.ReplaceBy(new LiteralInline(link.FirstChild?.ToString() ?? ""));
        output.Content.SetHtmlContent(document.ToHtml(Pipeline));
    }
}
