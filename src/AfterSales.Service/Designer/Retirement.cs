using AfterSales.Engine;
using AfterSales.Service.Workflows;

namespace AfterSales.Service.Designer;

/// <summary>
/// Takes workflows out of use: they start no new case, those that run go on to their end. A workflow that others call, or that a message
/// or the clock starts, is not retired: its callers would stop.
/// </summary>
public sealed class Retirement(ProcessEngine engine, WorkflowCatalog catalog)
{
    public async Task<Outcome<Done>> RetireAsync(string processId, string reason, string by, CancellationToken ct = default)
    {
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > Releases.LongestText)
            return Failure.Invalid($"Say in at most {Releases.LongestText} characters why it is taken out of use.");
        if (catalog.Find(processId) is not { } workflow)
            return Failure.NotFound($"There is no workflow '{processId}' in use.");
        if (engine.Deployments.Compiled(workflow.DefinitionKey)?.StartTriggers is { } start && (start.Messages.Count > 0 || start.Timers.Count > 0))
            return Failure.Conflict($"The workflow '{processId}' is started by a message or by the clock. Publish a version without that start first.");
        var callers = await CallersAsync(processId, ct).ConfigureAwait(false);
        if (callers.Count > 0)
            return Failure.Conflict($"The workflow '{processId}' is called by {string.Join(", ", callers)}. Publish versions that do not call it first.");
        await engine.WriteAsync(commit => RetiredTable.Retire(commit, new ArtifactId(ArtifactKind.Workflow, processId), reason.Trim(), by), by, ct).ConfigureAwait(false);
        await catalog.RefreshAsync(ct).ConfigureAwait(false);
        return default(Done);
    }

    public async Task<Outcome<Done>> RestoreAsync(string processId, string by, CancellationToken ct = default)
    {
        var restored = await engine.WriteAsync(commit => RetiredTable.Restore(commit, new ArtifactId(ArtifactKind.Workflow, processId)), by, ct).ConfigureAwait(false);
        await catalog.RefreshAsync(ct).ConfigureAwait(false);
        return restored ? default(Done) : Failure.NotFound($"The workflow '{processId}' is not retired.");
    }

    private async Task<List<string>> CallersAsync(string processId, CancellationToken ct)
    {
        var callers = new List<string>();
        foreach (var workflow in catalog.Latest.Where(workflow => workflow.ProcessId != processId))
            if (await engine.Deployments.XmlAsync(workflow.DefinitionKey, ct).ConfigureAwait(false) is { } xml
                && xml.Contains($"processId=\"{processId}\"", StringComparison.Ordinal))
                callers.Add(workflow.ProcessId);
        return callers;
    }
}
