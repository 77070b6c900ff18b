using System.Text.RegularExpressions;
using HandlebarsDotNet;
using HandlebarsDotNet.Compiler;

namespace AfterSales.Service.Mail.Templates;

/// <summary>One template in one language, compiled. Rendering takes well under a millisecond.</summary>
public sealed partial class MailTemplate
{
    private readonly string _path;
    private readonly HandlebarsTemplate<object, object> _subject;
    private readonly HandlebarsTemplate<object, object> _preheader;
    private readonly HandlebarsTemplate<object, object> _bodyAsHtml;
    private readonly HandlebarsTemplate<object, object> _bodyAsText;
    private readonly HandlebarsTemplate<object, object> _page;

    internal MailTemplate(
        string path,
        HandlebarsTemplate<object, object> subject,
        HandlebarsTemplate<object, object> preheader,
        HandlebarsTemplate<object, object> bodyAsHtml,
        HandlebarsTemplate<object, object> bodyAsText,
        HandlebarsTemplate<object, object> page)
    {
        _path = path;
        _subject = subject;
        _preheader = preheader;
        _bodyAsHtml = bodyAsHtml;
        _bodyAsText = bodyAsText;
        _page = page;
    }

    /// <summary>Renders all parts.</summary>
    /// <exception cref="MailTemplateException">Strict templates only: the model lacks a name.</exception>
    public ComposedMail Render(IReadOnlyDictionary<string, object?> model)
    {
        try
        {
            var subject = HeaderText.OneLine(_subject(model));
            var page = new Dictionary<string, object?>(model)
            {
                ["subject"] = subject,
                ["preheader"] = HeaderText.OneLine(_preheader(model)),
                ["body"] = _bodyAsHtml(model),
            };
            return new ComposedMail(subject, _page(page), Tidy(_bodyAsText(model)));
        }
        catch (Exception failure) when (failure is HandlebarsException or HandlebarsUndefinedBindingException or MailTemplateException)
        {
            throw new MailTemplateException($"{_path}: {Innermost(failure).Message}", failure);
        }
    }

    // Parts that print nothing leave their line breaks behind.
    private static string Tidy(string text) => EmptyLines().Replace(TrailingBlanks().Replace(text.ReplaceLineEndings("\n"), ""), "\n\n").Trim() + "\n";

    private static Exception Innermost(Exception failure) => failure.InnerException is { } inner ? Innermost(inner) : failure;

    [GeneratedRegex(@"\n{3,}")]
    private static partial Regex EmptyLines();

    [GeneratedRegex(@"[ \t]+(?=\n|$)")]
    private static partial Regex TrailingBlanks();
}
