using AfterSales.Bpmn.Compilation;
using AfterSales.Bpmn.Interpretation;
using AfterSales.Bpmn.Interpretation.Migration;
using AfterSales.Bpmn.Model;
using AfterSales.Engine;
using AfterSales.Engine.Batches;
using AfterSales.Engine.Instances;
using AfterSales.Engine.Operations;
using AfterSales.Engine.Search;
using AfterSales.Service.Languages;
using AfterSales.Service.Workflows;

namespace AfterSales.Service.Designer.Migration;

/// <summary>
/// Takes running cases over to another version of their workflow: proposes which steps take the place of which, tells per case what
/// would happen or why not, and does it in small commits that a restart does not lose. Cases that do not fit stay as they are.
/// </summary>
public sealed class CaseMigration(ProcessEngine engine)
{
    /// <summary>How many cases a preview looks at.</summary>
    public const int MostLookedAt = 300;

    /// <summary>The versions of a workflow, the newest first; empty when it was never deployed.</summary>
    public async Task<IReadOnlyList<WorkflowVersion>> VersionsAsync(string workflow, CancellationToken ct = default)
    {
        var rows = await engine.Deployments.SearchProcessesAsync(SearchRequest.Where("processDefinitionId", workflow).OrderBy("version", descending: true).Take(1_000), ct).ConfigureAwait(false);
        var running = await engine.Instances.RunningByDefinitionAsync(ct).ConfigureAwait(false);
        return [.. rows.Value.Items.Select(row => new WorkflowVersion(row.ProcessDefinitionKey, row.Version, row.DeployedAt, running.GetValueOrDefault(row.ProcessDefinitionKey)))];
    }

    /// <summary>A migration as it would be. <paramref name="chosen"/> overrides the proposal; an empty target means that nothing takes the element's place.</summary>
    /// <param name="only">The instances it is about; null for all that run on the version. Those that do not run on it are left alone.</param>
    public async Task<MigrationView> PreviewAsync(
        WorkflowVersion from, WorkflowVersion to, IReadOnlyDictionary<string, string> chosen, IReadOnlyCollection<long>? only = null, CancellationToken ct = default)
    {
        var (source, target) = (Process(from), Process(to));
        var counts = await engine.History.StatisticsOfDefinitionAsync(from.DefinitionKey, Only(SearchRequest.Where("state", InstanceStates.Active), only), ct).ConfigureAwait(false);
        var inUse = counts.Value.Where(count => count.Active > 0).ToDictionary(count => count.ElementId, count => count.Active, StringComparer.Ordinal);
        var rows = Rows(source, target, inUse);
        var shown = rows.Where(row => row.InUse > 0 || row.Proposed is null || (chosen.TryGetValue(row.ElementId, out var other) && other != row.Proposed)).ToList();
        var found = await engine.Instances.SearchAsync(
            Only(SearchRequest.Where("processDefinitionKey", from.DefinitionKey).And("state", InstanceStates.Active), only).OrderBy("startDate").Take(MostLookedAt), ct).ConfigureAwait(false);
        var previews = await engine.Operations.PreviewMigrationAsync(
            [.. found.Value.Items.Select(instance => instance.ProcessInstanceKey)], Plan(to, rows, chosen), ct).ConfigureAwait(false);
        return new MigrationView(from, to, shown, rows.Count - shown.Count, [.. previews.Select(preview => Words(preview, source, target))],
            only is null ? from.Running : found.Value.Items.Count);
    }

    /// <summary>Begins the migration of all cases that run on the version, or only of some; which of them fit is found out one by one.</summary>
    /// <param name="only">As in the preview.</param>
    /// <returns>The key of the batch operation.</returns>
    public Task<Outcome<long>> ApplyAsync(
        WorkflowVersion from, WorkflowVersion to, IReadOnlyDictionary<string, string> chosen, string reason, string personId, IReadOnlyCollection<long>? only = null,
        CancellationToken ct = default) => engine.Batches.CreateAsync(
        new CreateBatch
        {
            Type = BatchTypes.Migrate,
            Filter = Only(SearchRequest.Where("processDefinitionKey", from.DefinitionKey), only),
            Migration = Plan(to, Rows(Process(from), Process(to), new Dictionary<string, long>()), chosen),
            Reason = reason.Trim(),
        }, personId, ct: ct);

    private static SearchRequest Only(SearchRequest request, IReadOnlyCollection<long>? only) =>
        only is null ? request : request.And("processInstanceKey", SearchOperator.In, [.. only.Select(key => (object?)key)]);

    private CompiledProcess Process(WorkflowVersion version) => engine.Deployments.Compiled(version.DefinitionKey)
        ?? throw new InvalidOperationException($"Expected process definition {version.DefinitionKey} to be deployed, but it is not.");

    private static MigrateInstances Plan(WorkflowVersion to, List<MappingRow> rows, IReadOnlyDictionary<string, string> chosen) => new(to.DefinitionKey,
        [.. rows.Select(row => (row.ElementId, Target: Target(row, chosen))).Where(pair => pair.Target is not null).Select(pair => new ElementMapping(pair.ElementId, pair.Target!))]);

    /// <summary>What was chosen where it is one of the options; whatever else a form may hold is not taken.</summary>
    private static string? Target(MappingRow row, IReadOnlyDictionary<string, string> chosen) => !chosen.TryGetValue(row.ElementId, out var target)
        ? row.Proposed
        : target.Length == 0 ? null : row.Options.Any(option => option.ElementId == target) ? target : row.Proposed;

    private static List<MappingRow> Rows(CompiledProcess source, CompiledProcess target, Dictionary<string, long> inUse)
    {
        var options = target.Elements.Where(HoldsWork).GroupBy(Kind).ToDictionary(
            kind => kind.Key, kind => (IReadOnlyList<MappingOption>)[.. kind.Select(element => new MappingOption(element.Id, PartNames.Of(element)))]);
        return [.. source.Elements.Where(HoldsWork).Select(element => new MappingRow(
            element.Id, PartNames.Of(element), element.Type.ToApiName(), inUse.GetValueOrDefault(element.Id),
            options.GetValueOrDefault(Kind(element), []).Any(option => option.ElementId == element.Id) ? element.Id : null,
            options.GetValueOrDefault(Kind(element), [])))];
    }

    private static (ElementType Type, Type? Event) Kind(CompiledElement element) => (element.Type, element.Event?.GetType());

    /// <summary>Whether a token may rest in it, or something be waited for by it.</summary>
    private static bool HoldsWork(CompiledElement element) => element.Type switch
    {
        ElementType.Process or ElementType.SequenceFlow or ElementType.MultiInstanceBody or ElementType.ExclusiveGateway or ElementType.ManualTask => false,
        ElementType.ParallelGateway or ElementType.InclusiveGateway or ElementType.ComplexGateway => element.Incoming.Count > 1,
        ElementType.StartEvent => element.Event is not null && element.ScopeIndex > 0 || element.IsParallelMultiple,
        ElementType.EndEvent or ElementType.IntermediateThrowEvent => element.Job is not null || element.Event is CompensateEvent or CancelEvent,
        _ => true,
    };

    private static CasePreview Words(MigrationPreview preview, CompiledProcess source, CompiledProcess target)
    {
        LocalText Old(string id) => source.FindElement(id) is { } element ? PartNames.Of(element) : new LocalText(id);
        LocalText New(string id) => target.FindElement(id) is { } element ? PartNames.Of(element) : new LocalText(id);
        LocalText Either(string id) => source.FindElement(id) is null ? New(id) : Old(id);
        var migrated = preview.Effects.OfType<InstanceMigrated>().FirstOrDefault();
        var lines = new List<PreviewLine>();
        foreach (var step in migrated?.Elements.Where(step => step.Type != ElementType.Process && step.Type != ElementType.MultiInstanceBody) ?? [])
            lines.Add(new(PreviewKind.Step, Old(step.FromElementId), New(step.ToElementId)));
        foreach (var wait in migrated?.Waits ?? [])
            lines.Add(new(wait.IsTimer ? PreviewKind.TimerKept : PreviewKind.MessageKept, Old(wait.FromElementId), New(wait.ToElementId)));
        foreach (var effect in preview.Effects)
            switch (effect)
            {
                case TimerScheduled timer:
                    lines.Add(new(PreviewKind.TimerBegun, null, New(timer.TargetElementId), timer.DueAt));
                    break;
                case SignalSubscriptionOpened signal:
                    lines.Add(new(PreviewKind.MessageBegun, null, New(signal.TargetElementId)));
                    break;
                case MessageSubscriptionOpened message:
                    lines.Add(new(PreviewKind.MessageBegun, null, New(message.TargetElementId)));
                    break;
            }
        lines.AddRange(preview.Ended.Select(ended => new PreviewLine(ended.IsTimer ? PreviewKind.TimerEnded : PreviewKind.MessageEnded, Old(ended.ElementId), null)));
        return new CasePreview(
            preview.ProcessInstanceKey, preview.BusinessKey, lines,
            [.. preview.Problems.Distinct().Select(problem => new PreviewProblem(problem.Code, Either(problem.ElementId), problem.Other is { } other ? New(other) : null, problem.Detail))],
            preview.Failure?.Message);
    }
}
