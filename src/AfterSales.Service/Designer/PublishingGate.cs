using System.Text;
using AfterSales.Bpmn.Lint;
using AfterSales.Bpmn.Reading;
using AfterSales.Engine;
using AfterSales.Engine.Deployments;
using AfterSales.Service.Designer.Scenarios;
using AfterSales.Service.Forms;
using AfterSales.Service.Languages;
using AfterSales.Service.Lint;
using AfterSales.Service.Mail.Templates;

namespace AfterSales.Service.Designer;

/// <summary>
/// Judges what is to be published by the very rules of the deployment and of the self-check (REQUIREMENTS 7.2), beside what is in force
/// and what is published together with it.
/// </summary>
public sealed class PublishingGate(ProcessEngine engine, WorkflowLint lint, MailPreviews previews, MailTemplates templates, PublishedArtifacts published, ScenarioBook scenarios, LiveCoverage live)
{
    /// <summary>The rule that asks for test runs on record.</summary>
    public const string TestRuns = "LINT-25";

    /// <summary>The files as the engine takes them; mails are no matter of the engine.</summary>
    public static IReadOnlyList<DeploymentResource> Resources(IEnumerable<ReleaseItem> items) =>
    [
        .. items.Where(item => item.Artifact.Kind != ArtifactKind.Mail)
            .Select(item => new DeploymentResource(item.Artifact.Path, Encoding.UTF8.GetBytes(item.Content))),
    ];

    public async Task<GateReport> JudgeAsync(IReadOnlyList<ReleaseItem> items, CancellationToken ct = default)
    {
        var findings = new List<GateFinding>();
        foreach (var item in items)
            findings.AddRange(item.Artifact.Kind == ArtifactKind.Mail ? OfMail(item) : OfIdentity(item));
        var run = await scenarios.RunAsync([.. items.Select(item => (item.Artifact, item.Content))], ct).ConfigureAwait(false);
        var resources = Resources(items);
        if (resources.Count > 0)
        {
            findings.AddRange(await Task.Run(() => OfEngine(items, resources), ct).ConfigureAwait(false));
            findings.AddRange(await OfSelfCheckAsync(items, resources, new ScenarioCoverage(run), ct).ConfigureAwait(false));
        }
        findings.AddRange(OfMissingMails(items));
        findings.AddRange(await OfRetiredAsync(items, ct).ConfigureAwait(false));
        findings.AddRange(run.Where(result => !result.Passed).Select(result => OfScenario(items, result)));
        return new GateReport([.. findings.DistinctBy(finding => (finding.Artifact, finding.Rule, finding.ElementId, finding.Message.English)).OrderByDescending(finding => finding.Weight)])
        {
            Scenarios = run,
        };
    }

    /// <summary>
    /// Judges one workflow that is being drawn, beside all drafts: what is not published yet counts as there. That ways were not tried in a test run
    /// yet (LINT-25) is only good to know while one draws.
    /// </summary>
    public async Task<LintedFile> LintAsync(ArtifactId id, string content, IReadOnlyList<Draft> drafts, CancellationToken ct = default)
    {
        var others = drafts.Where(draft => draft.Artifact != id).ToList();
        var resources = new List<DeploymentResource> { new(id.Path, Encoding.UTF8.GetBytes(content)) };
        resources.AddRange(others.Where(draft => draft.Artifact.Kind is ArtifactKind.Form or ArtifactKind.Decision)
            .Select(draft => new DeploymentResource(draft.Artifact.Path, Encoding.UTF8.GetBytes(draft.Content))));
        var runs = await live.OfAsync(others.Select(draft => (draft.Artifact, draft.Content)).Append((id, content)), ct).ConfigureAwait(false);
        var judged = (await lint.LintAsync(resources, runs, ct).ConfigureAwait(false))[0];
        return judged.Report is not { } report ? judged : judged with
        {
            Report = report with { Findings = [.. report.Findings.Select(finding => finding.RuleId == TestRuns ? finding with { Severity = LintSeverity.Information } : finding)] },
        };
    }

    private static GateFinding OfScenario(IReadOnlyList<ReleaseItem> items, ScenarioResult result)
    {
        var workflow = new ArtifactId(ArtifactKind.Workflow, result.Scenario.ProcessId);
        string In(Language language) => TextCatalog.For(language)["designer.scenario.fails", result.Scenario.Name, result.Departure!.Why.In(language)];
        return new GateFinding(
            items.Any(item => item.Artifact == workflow) ? workflow : items[0].Artifact, GateWeight.Error, "scenario", result.Departure!.ElementId,
            new LocalText(In(Language.English), In(Language.Persian), In(Language.Chinese)));
    }

    // A file that carries another id than the draft would come into force beside what it was meant to replace.
    private static IEnumerable<GateFinding> OfIdentity(ReleaseItem item)
    {
        var ids = item.Artifact.Kind switch
        {
            ArtifactKind.Workflow => BpmnReader.Read(Encoding.UTF8.GetBytes(item.Content)).Model?.Processes.Select(process => process.Id),
            ArtifactKind.Form => FormId(item.Content) is { } id ? [id] : null,
            _ => null,
        };
        if (ids is not null && ids.ToList() is var found && (found.Count != 1 || found[0] != item.Artifact.Name))
            yield return Error(item, "identity", null, Say("designer.gate.identity", item.Artifact.Name, string.Join(", ", found)));
    }

    private IEnumerable<GateFinding> OfMail(ReleaseItem item)
    {
        if (MailSource.Read(item.Content) is not { } files)
        {
            yield return Error(item, "mail", null, Say("designer.gate.mailFile"));
            yield break;
        }
        foreach (var (language, source) in files)
            if (previews.Render(item.Artifact.Name, language, source) is { } preview)
                if (preview.Problem is { } problem)
                    yield return Error(item, "mail", language.Code(), new LocalText(problem));
                else if (preview.Unknown is { } unknown)
                    yield return new GateFinding(item.Artifact, GateWeight.Warning, "mail-name", language.Code(), Say("designer.gate.mailName", unknown));
    }

    private IEnumerable<GateFinding> OfEngine(IReadOnlyList<ReleaseItem> items, IReadOnlyList<DeploymentResource> resources)
    {
        foreach (var problem in engine.Deployments.Check(resources))
            yield return new GateFinding(Artifact(items, problem.Resource), GateWeight.Error, problem.Code, problem.Element, new LocalText(problem.Message));
        foreach (var item in items.Where(item => item.Artifact.Kind == ArtifactKind.Form))
            foreach (var problem in FormSchema.Parse(item.Content, engine.Feel).Problems)
                yield return Error(item, "form", problem.ComponentId, new LocalText(problem.Message));
    }

    private async Task<IEnumerable<GateFinding>> OfSelfCheckAsync(IReadOnlyList<ReleaseItem> items, IReadOnlyList<DeploymentResource> resources, ScenarioCoverage runs, CancellationToken ct)
    {
        var judged = await lint.LintAsync(resources, runs, ct).ConfigureAwait(false);
        return judged.Where(file => file.Report is not null).SelectMany(file => file.Report!.Findings.Select(finding => new GateFinding(
            Artifact(items, file.Name),
            finding.Severity switch { LintSeverity.Error => GateWeight.Error, LintSeverity.Warning => GateWeight.Warning, _ => GateWeight.Hint },
            finding.RuleId, finding.ElementId, new LocalText(finding.Message.English, finding.Message.Persian, finding.Message.Chinese))));
    }

    // A step that names a mail nobody wrote would stop its case.
    private IEnumerable<GateFinding> OfMissingMails(IReadOnlyList<ReleaseItem> items)
    {
        var names = items.Where(item => item.Artifact.Kind == ArtifactKind.Mail).Select(item => item.Artifact.Name).Concat(templates.Names).ToHashSet(StringComparer.Ordinal);
        return items.Where(item => item.Artifact.Kind == ArtifactKind.Workflow)
            .SelectMany(item => StepReferences.In(item.Content).Where(reference => reference.Kind == ArtifactKind.Mail && !names.Contains(reference.Name))
                .Select(reference => Error(item, "mail-missing", reference.ElementId, Say("designer.gate.mailMissing", reference.Name))));
    }

    // What was taken out of use comes back by a decision, not by being named; what is published in the same change is in use again.
    private async Task<IEnumerable<GateFinding>> OfRetiredAsync(IReadOnlyList<ReleaseItem> items, CancellationToken ct)
    {
        var retired = await engine.ReadAsync(db => RetiredTable.All(db), ct).ConfigureAwait(false);
        retired.ExceptWith(items.Select(item => item.Artifact));
        if (retired.Count == 0)
            return [];
        var decisionFiles = await published.DecisionFilesAsync(ct).ConfigureAwait(false);
        return items.Where(item => item.Artifact.Kind == ArtifactKind.Workflow)
            .SelectMany(item => StepReferences.In(item.Content).Where(reference => retired.Contains(reference.Artifact(decisionFiles)))
                .Select(reference => Error(item, "retired", reference.ElementId, Say("designer.gate.retired", reference.Name))));
    }

    private static string? FormId(string content)
    {
        try
        {
            using var document = System.Text.Json.JsonDocument.Parse(content);
            return document.RootElement.ValueKind == System.Text.Json.JsonValueKind.Object && document.RootElement.TryGetProperty("id", out var id)
                && id.ValueKind == System.Text.Json.JsonValueKind.String ? id.GetString() : null;
        }
        catch (Exception broken) when (broken is System.Text.Json.JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static ArtifactId Artifact(IReadOnlyList<ReleaseItem> items, string path) =>
        items.FirstOrDefault(item => item.Artifact.Path == path)?.Artifact ?? items[0].Artifact;

    private static GateFinding Error(ReleaseItem item, string rule, string? element, LocalText message) => new(item.Artifact, GateWeight.Error, rule, element, message);

    private static LocalText Say(string key, params object?[] args) => new(
        TextCatalog.For(Language.English)[key, args], TextCatalog.For(Language.Persian)[key, args], TextCatalog.For(Language.Chinese)[key, args]);
}
