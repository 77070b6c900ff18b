using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;

namespace AfterSales.Service.Languages;

/// <summary>
/// The product's words in one language: <c>TextCatalog.For(language)["deadline.dueBy", date]</c>.
/// Words live in <c>Texts/{en,fa,zh}/*.json</c>, embedded in each assembly; an assembly other than this one brings its own with
/// <see cref="Include"/> once at start. How a text may use its arguments is told at <see cref="TextTemplate"/>.
/// </summary>
/// <remarks>
/// A key that one language lacks falls back to English, and one that nobody knows comes out as <c>⟦key⟧</c>: a page with a hole is
/// better than no page. Tests keep both from happening (<see cref="TextCatalogCheck"/>).
/// </remarks>
public sealed class TextCatalog
{
    private static readonly ConcurrentDictionary<Language, TextCatalog> Catalogs = new();
    private static readonly Lock Gate = new();
    private static readonly HashSet<Assembly> Included = [];

    private readonly FrozenDictionary<string, TextTemplate> templates;

    static TextCatalog() => Include(typeof(TextCatalog).Assembly);

    private TextCatalog(Language language, IReadOnlyDictionary<string, TextTemplate> templates) =>
        (Language, this.templates) = (language, templates.ToFrozenDictionary(StringComparer.Ordinal));

    /// <summary>The language of these words.</summary>
    public Language Language { get; }

    /// <summary>Every key, sorted.</summary>
    public IEnumerable<string> Keys => templates.Keys.Order(StringComparer.Ordinal);

    /// <summary>The text, its arguments filled in: numbers in the language's digits, <see cref="LocalText"/> in the language.</summary>
    public string this[string key, params ReadOnlySpan<object?> args] =>
        Find(key) is { } template ? template.Fill(Language, args) : $"⟦{key}⟧";

    /// <summary>The words of this language, of every assembly included so far.</summary>
    public static TextCatalog For(Language language) => Catalogs[language];

    /// <summary>
    /// Adds the texts of an assembly; a second call for the same one does nothing. Of a key that stands in two files the first counts:
    /// the check in the tests refuses it, the running service must not fall over it.
    /// </summary>
    public static void Include(Assembly assembly)
    {
        lock (Gate)
        {
            if (!Included.Add(assembly))
                return;
            foreach (var language in LanguageCodes.All)
            {
                var all = Catalogs.TryGetValue(language, out var catalog)
                    ? catalog.templates.ToDictionary(StringComparer.Ordinal)
                    : new Dictionary<string, TextTemplate>(StringComparer.Ordinal);
                foreach (var (key, text) in TextFiles.Read(assembly, language))
                    all.TryAdd(key, TextTemplate.Parse(text));
                Catalogs[language] = new TextCatalog(language, all);
            }
        }
    }

    /// <summary>True when this language has its own text for the key.</summary>
    public bool Has(string key) => templates.ContainsKey(key);

    /// <summary>The text as written, or null; for checks and for clients that fill it in themselves.</summary>
    public TextTemplate? Template(string key) => templates.GetValueOrDefault(key);

    private TextTemplate? Find(string key) =>
        templates.TryGetValue(key, out var template) ? template
        : Language != Language.English ? Catalogs[Language.English].Template(key)
        : null;
}
