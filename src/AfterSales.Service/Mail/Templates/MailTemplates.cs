using AfterSales.Service.Languages;
using HandlebarsDotNet;

namespace AfterSales.Service.Mail.Templates;

/// <summary>
/// The templates of a folder: <c>name/{en,fa,zh}.hbs</c> with the layout in <c>_layout/</c>. Files as they came with the program have been checked when it
/// was built and are compiled when first used, for compiling them all is a third of a start; others are compiled at once.
/// </summary>
public sealed class MailTemplates
{
    private const string LayoutFolder = "_layout";

    /// <summary>Templates of documents stand beside those of mails and are read by others.</summary>
    private const string ReportsFolder = "reports";

    private readonly Lock _compiling = new();
    private readonly TemplateEngine _html;
    private readonly TemplateEngine _text;
    private readonly HandlebarsTemplate<object, object> _page;

    // Never changed, only replaced: mails are rendered while a process owner publishes.
    private volatile IReadOnlyDictionary<(string Name, Language Language), Loaded> _templates;

    /// <param name="folder">The folder with one folder per template.</param>
    /// <param name="strict">Names the model does not know are errors; for tests and for checking an edited template.</param>
    /// <exception cref="MailTemplateException">A file is missing or, other than the one that came with the program, cannot be compiled.</exception>
    public MailTemplates(string folder, bool strict = false)
    {
        if (!Directory.Exists(Path.Combine(folder, LayoutFolder)))
            throw new MailTemplateException($"{folder} holds no mail templates ({LayoutFolder} is missing).");
        _html = new TemplateEngine(Path.Combine(folder, LayoutFolder, "html"), html: true, strict);
        _text = new TemplateEngine(Path.Combine(folder, LayoutFolder, "text"), html: false, strict);
        _page = _html.Compile("{{> page}}");
        var templates = new Dictionary<(string, Language), Loaded>();
        foreach (var name in Directory.GetDirectories(folder).Select(path => Path.GetFileName(path)!).Where(name => name is not (LayoutFolder or ReportsFolder)))
            foreach (var language in LanguageCodes.All)
                templates[(name, language)] = Load(folder, Path.Combine(name, language.Code() + ".hbs"));
        _templates = templates;
        Shipped = templates.Keys.Select(key => key.Item1).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Names of the templates of the folder: mails the product sends by itself are among them.</summary>
    public IReadOnlySet<string> Shipped { get; }

    /// <summary>Names of all templates, sorted.</summary>
    public IReadOnlyList<string> Names => [.. _templates.Keys.Select(key => key.Name).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Where templates lie beside the program.</summary>
    public static string DefaultFolder => Path.Combine(AppContext.BaseDirectory, "templates");

    public bool Has(string name) => _templates.ContainsKey((name, Language.English));

    /// <exception cref="MailTemplateException">There is no such template, or somebody has broken the file that came with the program.</exception>
    public MailTemplate Get(string name, Language language) =>
        _templates.TryGetValue((name, language), out var template)
            ? template.Template.Value
            : throw new MailTemplateException($"There is no mail template '{name}'. There are: {string.Join(", ", Names)}.");

    /// <summary>The file of a template in a language as written; null where there is none.</summary>
    public string? Source(string name, Language language) => _templates.GetValueOrDefault((name, language))?.Source;

    /// <summary>Compiles a file without taking it into use; <paramref name="path"/> names it in problems.</summary>
    /// <exception cref="MailTemplateException">It cannot be compiled.</exception>
    public MailTemplate Compile(string path, string source)
    {
        var file = TemplateFile.Parse(source, path);
        try
        {
            lock (_compiling)
                return new MailTemplate(path, _text.Compile(file.Subject), _text.Compile(file.Preheader), _html.Compile(file.Body), _text.Compile(file.Body), _page);
        }
        catch (HandlebarsException failure)
        {
            throw new MailTemplateException($"{path}: {failure.Message}", failure);
        }
    }

    /// <summary>Takes the files of a template into use from the next mail on, instead of those of the folder.</summary>
    /// <exception cref="MailTemplateException">One of them cannot be compiled; nothing changes then.</exception>
    public void Put(string name, IReadOnlyDictionary<Language, string> files)
    {
        var compiled = LanguageCodes.All.ToDictionary(
            language => (name, language),
            language => new Loaded(new(Compile($"{name}/{language.Code()}.hbs", files[language])), files[language]));
        lock (_compiling)
            _templates = _templates.Where(entry => !compiled.ContainsKey(entry.Key)).Concat(compiled).ToDictionary();
    }

    private Loaded Load(string folder, string file)
    {
        var path = Path.Combine(folder, file);
        if (!File.Exists(path))
            throw new MailTemplateException($"{path} is missing; a template needs a file for each language.");
        var source = File.ReadAllText(path);
        var shipped = Path.Combine(DefaultFolder, file);
        var isShipped = File.Exists(shipped) && File.ReadAllText(shipped) == source;
        return new Loaded(isShipped ? new(() => Compile(path, source)) : new(Compile(path, source)), source);
    }

    private sealed record Loaded(Lazy<MailTemplate> Template, string Source);
}
