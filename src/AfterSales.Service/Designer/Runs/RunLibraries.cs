using System.Collections.Concurrent;
using System.Text;
using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Reading;
using AfterSales.Engine;
using AfterSales.Engine.Search;
using AfterSales.Feel.Dmn;
using AfterSales.Service.Forms;
using AfterSales.Service.Languages;
using AfterSales.Service.Mail.Templates;
using AfterSales.Service.Workflows;

namespace AfterSales.Service.Designer.Runs;

/// <summary>
/// Puts together what a test run executes: what is in force, and over it drafts. What was read and compiled once is kept as long as its
/// content stays the same.
/// </summary>
public sealed class RunLibraries(ProcessEngine engine, WorkflowCatalog catalog, PublishedArtifacts published, MailTemplates templates)
{
    private const int MostKept = 400;
    private const int Most = 10_000;
    private readonly ConcurrentDictionary<(ArtifactId Artifact, string Content), Read> _drafts = new();
    private readonly ConcurrentDictionary<long, string> _xml = new();
    private readonly ConcurrentDictionary<long, FormSchema?> _forms = new();
    private readonly ConcurrentDictionary<long, IReadOnlyList<DmnDecision>> _decisions = new();

    /// <summary>What is in force with all drafts over it.</summary>
    public async Task<RunLibrary> WithDraftsAsync(CancellationToken ct = default) =>
        await WithAsync((await engine.ReadAsync(db => DraftTable.All(db), ct).ConfigureAwait(false)).Select(draft => (draft.Artifact, draft.Content)), ct).ConfigureAwait(false);

    /// <summary>What is in force with these files over it. A file that cannot be read is left out and told; what is in force under its name is not run instead.</summary>
    public async Task<RunLibrary> WithAsync(IEnumerable<(ArtifactId Artifact, string Content)> files, CancellationToken ct = default)
    {
        var processes = await ProcessesAsync(ct).ConfigureAwait(false);
        var forms = await FormsAsync(ct).ConfigureAwait(false);
        var decisions = await DecisionsAsync(ct).ConfigureAwait(false);
        var mails = new Dictionary<(string, Language), Lazy<MailTemplate>>();
        var problems = new List<RunProblem>();
        foreach (var (artifact, content) in files)
        {
            if (artifact.Kind == ArtifactKind.Mail)
            {
                foreach (var (language, source) in MailSource.Read(content) ?? new Dictionary<Language, string>())
                    mails[(artifact.Name, language)] = new Lazy<MailTemplate>(() => templates.Compile($"{artifact.Name}/{language.Code()}.hbs", source));
                continue;
            }
            var read = ReadOnce(artifact, content);
            problems.AddRange(read.Problems);
            switch (artifact.Kind)
            {
                case ArtifactKind.Workflow:
                    processes.Remove(artifact.Name);
                    foreach (var process in read.Processes)
                        processes[process.Id] = new RunProcess(process, content);
                    break;
                case ArtifactKind.Form:
                    forms.Remove(artifact.Name);
                    if (read.Form is { } form)
                        forms[form.Id] = form;
                    break;
                default:
                    foreach (var old in decisions.Where(pair => pair.Value.File == artifact.Name).Select(pair => pair.Key).ToList())
                        decisions.Remove(old);
                    foreach (var decision in read.Decisions)
                        decisions[decision.Id] = (decision, artifact.Name);
                    break;
            }
        }
        return new RunLibrary(processes, forms, decisions, mails, templates, problems);
    }

    private async Task<Dictionary<string, RunProcess>> ProcessesAsync(CancellationToken ct)
    {
        var processes = new Dictionary<string, RunProcess>(StringComparer.Ordinal);
        foreach (var workflow in catalog.Latest)
            if (engine.Deployments.Compiled(workflow.DefinitionKey) is { } compiled)
            {
                if (!_xml.TryGetValue(workflow.DefinitionKey, out var xml))
                    xml = _xml[workflow.DefinitionKey] = await engine.Deployments.XmlAsync(workflow.DefinitionKey, ct).ConfigureAwait(false) ?? "";
                processes[workflow.ProcessId] = new RunProcess(compiled, xml);
            }
        return processes;
    }

    private async Task<Dictionary<string, FormSchema>> FormsAsync(CancellationToken ct)
    {
        var forms = new Dictionary<string, FormSchema>(StringComparer.Ordinal);
        foreach (var row in (await engine.Deployments.SearchFormsAsync(SearchRequest.Where("isLatestVersion", true).Take(Most), ct).ConfigureAwait(false)).Value.Items)
        {
            if (!_forms.TryGetValue(row.FormKey, out var schema))
                schema = _forms[row.FormKey] = (await engine.Deployments.GetFormAsync(row.FormKey, ct).ConfigureAwait(false)) is { } form ? FormSchema.Parse(form.Schema, engine.Feel).Schema : null;
            if (schema is not null)
                forms[row.FormId] = schema;
        }
        return forms;
    }

    private async Task<Dictionary<string, (DmnDecision Decision, string File)>> DecisionsAsync(CancellationToken ct)
    {
        var decisions = new Dictionary<string, (DmnDecision Decision, string File)>(StringComparer.Ordinal);
        foreach (var (file, (_, key, _)) in await published.DecisionsAsync(ct).ConfigureAwait(false))
        {
            if (!_decisions.TryGetValue(key, out var known))
                known = _decisions[key] = await engine.Deployments.DecisionXmlAsync(key, ct).ConfigureAwait(false) is { } xml
                    ? DmnReader.Read(Encoding.UTF8.GetBytes(xml), engine.Feel).Model?.Decisions ?? [] : [];
            foreach (var decision in known)
                decisions[decision.Id] = (decision, file);
        }
        return decisions;
    }

    private Read ReadOnce(ArtifactId artifact, string content)
    {
        if (_drafts.Count > MostKept)
            _drafts.Clear();
        return _drafts.GetOrAdd((artifact, content), key => artifact.Kind switch
        {
            ArtifactKind.Workflow => OfWorkflow(artifact, content),
            ArtifactKind.Form => OfForm(artifact, content),
            _ => OfDecision(artifact, content),
        });
    }

    private Read OfWorkflow(ArtifactId artifact, string content)
    {
        var read = BpmnReader.Read(Encoding.UTF8.GetBytes(content));
        var compilation = read.Model is { } model ? ProcessCompiler.Compile(model, engine.Feel) : null;
        return new Read
        {
            Processes = compilation?.Processes ?? [],
            Problems = [.. read.Problems.Concat(compilation?.Problems ?? []).Select(problem => new RunProblem(artifact, problem.ElementId, problem.Message))],
        };
    }

    private Read OfForm(ArtifactId artifact, string content)
    {
        var parse = FormSchema.Parse(content, engine.Feel);
        return new Read { Form = parse.Schema, Problems = [.. parse.Problems.Select(problem => new RunProblem(artifact, problem.ComponentId, problem.Message))] };
    }

    private Read OfDecision(ArtifactId artifact, string content)
    {
        var read = DmnReader.Read(Encoding.UTF8.GetBytes(content), engine.Feel);
        return new Read { Decisions = read.Model?.Decisions ?? [], Problems = [.. read.Problems.Select(problem => new RunProblem(artifact, null, problem.ToString()))] };
    }

    private sealed record Read
    {
        public IReadOnlyList<CompiledProcess> Processes { get; init; } = [];

        public FormSchema? Form { get; init; }

        public IReadOnlyList<DmnDecision> Decisions { get; init; } = [];

        public IReadOnlyList<RunProblem> Problems { get; init; } = [];
    }
}
