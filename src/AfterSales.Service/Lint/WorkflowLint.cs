using System.Collections.Concurrent;
using AfterSales.Bpmn.Lint;
using AfterSales.Bpmn.Model;
using AfterSales.Bpmn.Reading;
using AfterSales.Engine;
using AfterSales.Engine.Deployments;
using AfterSales.Engine.Search;
using AfterSales.Service.Forms;
using AfterSales.Service.Schedules;

namespace AfterSales.Service.Lint;

/// <summary>A file that was judged: its report, or why it could not be read.</summary>
public sealed record LintedFile(string Name, LintReport? Report, IReadOnlyList<BpmnProblem> Unreadable);

/// <summary>
/// Judges workflows beside what is deployed: a draft may call deployed flows, use deployed forms and decisions, and name roles
/// somebody has. Files judged together know each other; of one id the file wins.
/// </summary>
public sealed class WorkflowLint(ProcessEngine engine, People.Directory people)
{
    private const int MostDefinitions = 10_000;

    // What is deployed under a key never changes, and one look at a drawing needs all of it.
    private readonly ConcurrentDictionary<long, BpmnModel?> _workflows = new();
    private readonly ConcurrentDictionary<long, FormSchema?> _forms = new();

    /// <summary>Judges BPMN files; other files of the same call (forms, decisions) count as there.</summary>
    /// <param name="runs">What recorded test runs of these files passed; null leaves LINT-25 unjudged.</param>
    public async Task<IReadOnlyList<LintedFile>> LintAsync(IReadOnlyList<DeploymentResource> files, ILintRuns? runs = null, CancellationToken ct = default)
    {
        var library = await LibraryAsync(files, ct).ConfigureAwait(false) with { Runs = runs };
        // Rules compute; a large diagram must not hold up the thread that answers other requests.
        return await Task.Run(
            () => files.Where(file => file.Name.EndsWith(".bpmn", StringComparison.OrdinalIgnoreCase)).Select(file => Judge(file, library)).ToList(), ct).ConfigureAwait(false);
    }

    private static LintedFile Judge(DeploymentResource file, LintLibrary library) => BpmnReader.Read(file.Content) switch
    {
        { Model: { } model } => new LintedFile(file.Name, Linter.Lint(model, library), []),
        var read => new LintedFile(file.Name, null, read.Problems),
    };

    private async Task<LintLibrary> LibraryAsync(IReadOnlyList<DeploymentResource> files, CancellationToken ct)
    {
        var given = LintLibraries.Of(files, engine.Feel);
        var drafts = given.Workflows!.SelectMany(model => model.Processes).Select(process => process.Id).ToHashSet(StringComparer.Ordinal);
        var workflows = given.Workflows!.ToList();
        var deployed = (await engine.Deployments.SearchProcessesAsync(Latest("processDefinitionId"), ct).ConfigureAwait(false)).Value.Items;
        foreach (var row in deployed)
            if (!drafts.Contains(row.ProcessDefinitionId) && await WorkflowAsync(row.ProcessDefinitionKey, ct).ConfigureAwait(false) is { } model)
                workflows.Add(model);
        var forms = new List<FormSchema>(LintLibraries.Forms(files, engine.Feel));
        var shown = (await engine.Deployments.SearchFormsAsync(Latest("formId"), ct).ConfigureAwait(false)).Value.Items;
        foreach (var row in shown)
            if (await FormAsync(row.FormKey, ct).ConfigureAwait(false) is { } schema)
                forms.Add(schema);
        Forget(_workflows, deployed.Select(row => row.ProcessDefinitionKey));
        Forget(_forms, shown.Select(row => row.FormKey));
        var decisions = (await engine.Deployments.SearchDecisionsAsync(new SearchRequest().Take(MostDefinitions), ct).ConfigureAwait(false)).Value.Items.Select(row => row.DecisionDefinitionId);
        var schedules = await engine.ReadAsync(db => ScheduleTable.All(db).Select(stored => stored.Schedule.Id).ToHashSet(StringComparer.Ordinal), ct).ConfigureAwait(false);
        return LintLibraries.Of(workflows, forms, decisions.Concat(given.Decisions!), engine.Feel) with
        {
            Staffing = new Staffing(people),
            // An office may have added schedules of its own.
            Schedules = schedules,
        };
    }

    private async Task<BpmnModel?> WorkflowAsync(long key, CancellationToken ct)
    {
        if (!_workflows.TryGetValue(key, out var model) && await engine.Deployments.XmlAsync(key, ct).ConfigureAwait(false) is { } xml)
            model = _workflows[key] = BpmnReader.Read(System.Text.Encoding.UTF8.GetBytes(xml)).Model;
        return model;
    }

    private async Task<FormSchema?> FormAsync(long key, CancellationToken ct)
    {
        if (!_forms.TryGetValue(key, out var schema) && await engine.Deployments.GetFormAsync(key, ct).ConfigureAwait(false) is { } form)
            schema = _forms[key] = FormSchema.Parse(form.Schema, engine.Feel).Schema;
        return schema;
    }

    // Older versions are not asked for again.
    private static void Forget<T>(ConcurrentDictionary<long, T> known, IEnumerable<long> latest)
    {
        foreach (var old in known.Keys.Except(latest).ToList())
            known.TryRemove(old, out _);
    }

    private static SearchRequest Latest(string order) => SearchRequest.Where("isLatestVersion", true).OrderBy(order).Take(MostDefinitions);
}
