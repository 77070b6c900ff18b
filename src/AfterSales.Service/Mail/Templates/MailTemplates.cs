using AfterSales.Service.Languages;
using HandlebarsDotNet;

namespace AfterSales.Service.Mail.Templates;

/// <summary>The templates of a folder, compiled: <c>name/{en,fa,zh}.hbs</c> with the layout in <c>_layout/</c>.</summary>
public sealed class MailTemplates
{
    private const string LayoutFolder = "_layout";

    /// <summary>Templates of documents stand beside those of mails and are read by others.</summary>
    private const string ReportsFolder = "reports";

    private readonly Dictionary<(string Name, Language Language), MailTemplate> _templates = [];

    /// <param name="folder">The folder with one folder per template.</param>
    /// <param name="strict">Names the model does not know are errors; for tests and for checking an edited template.</param>
    /// <exception cref="MailTemplateException">A file is missing or cannot be compiled.</exception>
    public MailTemplates(string folder, bool strict = false)
    {
        if (!Directory.Exists(Path.Combine(folder, LayoutFolder)))
            throw new MailTemplateException($"{folder} holds no mail templates ({LayoutFolder} is missing).");
        var html = new TemplateEngine(Path.Combine(folder, LayoutFolder, "html"), html: true, strict);
        var text = new TemplateEngine(Path.Combine(folder, LayoutFolder, "text"), html: false, strict);
        var page = html.Compile("{{> page}}");
        Names = [.. Directory.GetDirectories(folder).Select(path => Path.GetFileName(path)!).Where(name => name is not (LayoutFolder or ReportsFolder)).Order(StringComparer.Ordinal)];
        foreach (var name in Names)
            foreach (var language in LanguageCodes.All)
                _templates[(name, language)] = Load(Path.Combine(folder, name, language.Code() + ".hbs"), html, text, page);
    }

    /// <summary>Names of all templates, sorted.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Where templates lie beside the program.</summary>
    public static string DefaultFolder => Path.Combine(AppContext.BaseDirectory, "templates");

    public bool Has(string name) => _templates.ContainsKey((name, Language.English));

    /// <exception cref="MailTemplateException">There is no such template.</exception>
    public MailTemplate Get(string name, Language language) =>
        _templates.TryGetValue((name, language), out var template)
            ? template
            : throw new MailTemplateException($"There is no mail template '{name}'. There are: {string.Join(", ", Names)}.");

    private static MailTemplate Load(string path, TemplateEngine html, TemplateEngine text, HandlebarsTemplate<object, object> page)
    {
        if (!File.Exists(path))
            throw new MailTemplateException($"{path} is missing; a template needs a file for each language.");
        var file = TemplateFile.Parse(File.ReadAllText(path), path);
        try
        {
            return new MailTemplate(path, text.Compile(file.Subject), text.Compile(file.Preheader), html.Compile(file.Body), text.Compile(file.Body), page);
        }
        catch (HandlebarsException failure)
        {
            throw new MailTemplateException($"{path}: {failure.Message}", failure);
        }
    }
}
