using HandlebarsDotNet;
using HandlebarsDotNet.Helpers;

namespace AfterSales.Service.Mail.Templates;

/// <summary>
/// Handlebars with the partials of one layout. Compiled templates may be rendered from several threads.
/// Models are dictionaries only, so that no template reaches into objects of the program.
/// </summary>
internal sealed class TemplateEngine
{
    private readonly IHandlebars _handlebars;

    /// <param name="layout">Folder with the partials, one per file.</param>
    /// <param name="html">Escape values for HTML; otherwise they are written as they are.</param>
    /// <param name="strict">A name the model does not know throws instead of giving nothing.</param>
    public TemplateEngine(string layout, bool html, bool strict)
    {
        _handlebars = Handlebars.Create(new HandlebarsConfiguration { NoEscape = !html, ThrowOnUnresolvedBindingExpression = strict });
        foreach (var file in Directory.GetFiles(layout, "*.hbs"))
            _handlebars.RegisterTemplate(Path.GetFileNameWithoutExtension(file), Partial(File.ReadAllText(file), html));
        _handlebars.RegisterHelper("id", (output, _, arguments) => WriteId(output, Argument(arguments, strict), html));
        _handlebars.RegisterHelper("colour", (output, _, arguments) => output.WriteSafeString(Tones.Colour(Argument(arguments, strict))));
        _handlebars.RegisterHelper("ground", (output, _, arguments) => output.WriteSafeString(Tones.Ground(Argument(arguments, strict))));
    }

    public HandlebarsTemplate<object, object> Compile(string template) => _handlebars.Compile(template);

    // A file ends with a line break that is not part of an HTML partial; in a text partial every line break counts.
    private static string Partial(string content, bool html)
    {
        var lines = content.ReplaceLineEndings("\n");
        return html ? lines.TrimEnd('\n') : lines;
    }

    private static string? Argument(Arguments arguments, bool strict)
    {
        var value = arguments.Length > 0 ? arguments[0] : null;
        if (value is UndefinedBindingResult missing)
            return strict ? throw new MailTemplateException($"'{missing}' is not in the model.") : null;
        return value?.ToString();
    }

    // Numbers of cases and serials run left to right, also within Persian text (UI.md, 5).
    private static void WriteId(EncodedTextWriter output, string? value, bool html)
    {
        if (string.IsNullOrEmpty(value))
            return;
        if (!html)
        {
            output.WriteSafeString(value);
            return;
        }
        output.WriteSafeString("<bdi dir=\"ltr\" style=\"font-family:ui-monospace,Consolas,'DejaVu Sans Mono',monospace;font-size:.94em;white-space:nowrap\">");
        output.Write(value, true);
        output.WriteSafeString("</bdi>");
    }
}
