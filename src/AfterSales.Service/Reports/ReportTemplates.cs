using AfterSales.Service.Languages;
using AfterSales.Service.Mail.Templates;
using HandlebarsDotNet;

namespace AfterSales.Service.Reports;

/// <summary>The templates of reports: <c>reports/name/{en,fa,zh}.html</c> with the parts of <c>reports/_layout/</c>, compiled once.</summary>
internal sealed class ReportTemplates
{
    private readonly Dictionary<(string Name, Language Language), HandlebarsTemplate<object, object>> templates = [];

    /// <param name="folder">The folder of all templates.</param>
    /// <param name="strict">A name the model does not know is an error; for tests.</param>
    /// <exception cref="MailTemplateException">A file is missing or cannot be compiled.</exception>
    public ReportTemplates(string folder, bool strict = false)
    {
        var reports = Path.Combine(folder, "reports");
        if (!System.IO.Directory.Exists(Path.Combine(reports, "_layout")))
            throw new MailTemplateException($"{reports} holds no templates of reports (_layout is missing).");
        var engine = new TemplateEngine(Path.Combine(reports, "_layout"), html: true, strict);
        foreach (var kind in ReportKind.All)
            foreach (var language in LanguageCodes.All)
                templates[(kind.Id, language)] = Load(Path.Combine(reports, kind.Id, language.Code() + ".html"), engine);
    }

    /// <summary>The page of a report.</summary>
    public string Render(string name, Language language, IReadOnlyDictionary<string, object?> model) => templates[(name, language)](model);

    private static HandlebarsTemplate<object, object> Load(string path, TemplateEngine engine)
    {
        try
        {
            return engine.Compile(File.ReadAllText(path));
        }
        catch (Exception failure) when (failure is IOException or HandlebarsException)
        {
            throw new MailTemplateException($"{path}: {failure.Message}", failure);
        }
    }
}
