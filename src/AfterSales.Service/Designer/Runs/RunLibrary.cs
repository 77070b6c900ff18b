using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Interpretation;
using AfterSales.Bpmn.Model;
using AfterSales.Feel.Dmn;
using AfterSales.Service.Forms;
using AfterSales.Service.Languages;
using AfterSales.Service.Mail.Templates;

namespace AfterSales.Service.Designer.Runs;

/// <summary>
/// What a test run executes: workflows, forms, decisions and mails as they would be if the drafts were in force. Immutable; made by
/// <see cref="RunLibraries"/>.
/// </summary>
public sealed class RunLibrary : IDecisionSource
{
    private readonly IReadOnlyDictionary<string, FormSchema> _forms;
    private readonly IReadOnlyDictionary<string, (DmnDecision Decision, string File)> _decisions;
    private readonly IReadOnlyDictionary<(string Name, Language Language), Lazy<MailTemplate>> _mails;
    private readonly MailTemplates _published;

    /// <param name="mails">Drafts of mails, by name and language; all others are those in use.</param>
    internal RunLibrary(
        IReadOnlyDictionary<string, RunProcess> processes, IReadOnlyDictionary<string, FormSchema> forms, IReadOnlyDictionary<string, (DmnDecision Decision, string File)> decisions,
        IReadOnlyDictionary<(string Name, Language Language), Lazy<MailTemplate>> mails, MailTemplates published, IReadOnlyList<RunProblem> problems) =>
        (Processes, _forms, _decisions, _mails, _published, Problems) = (processes, forms, decisions, mails, published, problems);

    internal IReadOnlyDictionary<string, RunProcess> Processes { get; }

    /// <summary>What is wrong with drafts that cannot be run, in the words of the reader or compiler.</summary>
    public IReadOnlyList<RunProblem> Problems { get; }

    /// <summary>The process as it would run; null when there is none that can.</summary>
    public CompiledProcess? Process(string id) => Processes.GetValueOrDefault(id)?.Compiled;

    /// <summary>Its name in every language; the id where it cannot be read.</summary>
    public LocalText NameOf(string id) => Process(id) is { } process ? Workflows.PartNames.Of(process) : new LocalText(id);

    /// <summary>The file of the process.</summary>
    public string? Xml(string id) => Processes.GetValueOrDefault(id)?.Xml;

    /// <summary>The form; null when there is none.</summary>
    public FormSchema? Form(string? id) => id is null ? null : _forms.GetValueOrDefault(id);

    public DmnDecision? Find(string decisionId, BindingType binding, string? versionTag) => _decisions.TryGetValue(decisionId, out var found) ? found.Decision : null;

    /// <summary>The file a decision stands in.</summary>
    internal string? FileOf(string decisionId) => _decisions.TryGetValue(decisionId, out var found) ? found.File : null;

    internal bool HasMail(string name) => _published.Has(name) || _mails.ContainsKey((name, Language.English));

    /// <exception cref="MailTemplateException">The template cannot be compiled.</exception>
    internal MailTemplate Mail(string name, Language language) => _mails.TryGetValue((name, language), out var draft) ? draft.Value : _published.Get(name, language);

    /// <summary>
    /// Whether a run that made use of these parts of <paramref name="other"/> goes the same way here: they are the same, and nothing that was
    /// looked for in vain is here now. Decisions are compared all together, since one that fails is not told of.
    /// </summary>
    internal bool IsAlikeFor(IReadOnlySet<ArtifactId> used, RunLibrary other) =>
        _forms.Count == other._forms.Count && _forms.Keys.All(other._forms.ContainsKey)
        && Processes.Count == other.Processes.Count && Processes.Keys.All(other.Processes.ContainsKey)
        && _decisions.Count == other._decisions.Count
        && _decisions.All(decision => other._decisions.TryGetValue(decision.Key, out var known) && ReferenceEquals(known.Decision, decision.Value.Decision))
        && MailNames.ToHashSet(StringComparer.Ordinal).SetEquals(other.MailNames)
        && used.All(part => part.Kind switch
        {
            ArtifactKind.Workflow => Xml(part.Name) == other.Xml(part.Name),
            ArtifactKind.Form => ReferenceEquals(Form(part.Name), other.Form(part.Name)),
            _ => true,
        });

    internal IEnumerable<string> MailNames => _published.Names.Concat(_mails.Keys.Select(key => key.Name)).Distinct();
}

/// <summary>A process that can be run, with its file.</summary>
internal sealed record RunProcess(CompiledProcess Compiled, string Xml);

/// <summary>Why something drafted cannot be run.</summary>
public sealed record RunProblem(ArtifactId Artifact, string? ElementId, string Message);
