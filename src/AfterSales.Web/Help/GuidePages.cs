using System.Text.RegularExpressions;
using AfterSales.Service.Languages;
using AfterSales.Web.Hosting;
using Markdig;
using Markdig.Renderers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.AspNetCore.Html;

namespace AfterSales.Web.Help;

/// <summary>
/// The pages under <c>docs/guide</c> as the product shows them at <c>/help</c>: the reader's language first, then what there is in English
/// only. Nothing but files of the documentation is read, whatever the address says. An installation without that folder has no help.
/// </summary>
public sealed partial class GuidePages(AfterSalesSettings settings)
{
    /// <summary>The page that lists the others.</summary>
    public const string First = "README";

    // Raw markup in a page is shown as text: what is shown is what Markdown can say.
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().DisableHtml().Build();

    private string Docs => Path.Combine(settings.HomeDirectory, "docs");

    /// <summary>Whether there is anything to show.</summary>
    public bool Exist => File.Exists(Path.Combine(Docs, "guide", "en", First + ".md"));

    /// <summary>A page by its name; null when there is none.</summary>
    public GuidePage? Find(string name, Language language)
    {
        if (!Name().IsMatch(name))
            return null;
        (string Folder, Language Language)[] places = [(Path.Combine("guide", language.Code()), language), (Path.Combine("guide", "en"), Language.English), ("guide", Language.English), ("", Language.English)];
        foreach (var (folder, spoken) in places)
            if (Path.Combine(Docs, folder, name + ".md") is var file && File.Exists(file))
                return new GuidePage(name, spoken, new HtmlString(Html(File.ReadAllText(file))));
        return null;
    }

    /// <summary>The file of a picture; null when there is none.</summary>
    public string? Picture(string name) => PictureName().IsMatch(name) && Path.Combine(Docs, "screenshots", name) is var file && File.Exists(file) ? file : null;

    private static string Html(string markdown)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var link in document.Descendants<LinkInline>())
            link.Url = Address(link.Url ?? "", link.IsImage);
        using var writer = new StringWriter();
        var renderer = new HtmlRenderer(writer);
        Pipeline.Setup(renderer);
        renderer.Render(document);
        return writer.ToString();
    }

    /// <summary>Where a link of a file leads within the product.</summary>
    private static string Address(string target, bool picture)
    {
        if (target.Contains("://", StringComparison.Ordinal) || target.StartsWith('#'))
            return target;
        if (picture)
            return "/help/pictures/" + Path.GetFileName(target);
        var (path, anchor) = target.Split('#') is [var before, var after] ? (before, "#" + after) : (target, "");
        if (OtherLanguage().Match(path) is { Success: true } other)
            return "/help?lang=" + other.Groups[1].Value;
        return path.EndsWith(".md", StringComparison.Ordinal) ? $"/help/{Path.GetFileNameWithoutExtension(path)}{anchor}" : "/help";
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9-]{0,60}$")]
    private static partial Regex Name();

    [GeneratedRegex("^[a-z0-9-]{1,60}\\.png$")]
    private static partial Regex PictureName();

    [GeneratedRegex("^\\.\\./(en|fa|zh)/README\\.md$")]
    private static partial Regex OtherLanguage();
}

/// <summary>A page of the guide.</summary>
/// <param name="Language">What it is written in: English where it has not been translated.</param>
public sealed record GuidePage(string Name, Language Language, IHtmlContent Html);
