using AfterSales.Engine;
using AfterSales.Service.Contracts;
using AfterSales.Service.Escalation;
using AfterSales.Service.Mail.Templates;
using AfterSales.Service.Workflows;

namespace AfterSales.Service.Designer;

/// <summary>
/// Takes something out of use. A retired workflow starts no new case, those that run go on to their end. A retired form, decision or mail is no
/// longer offered, and no change that names it is published; running cases still use it. What a workflow in force names is not retired, nor a
/// workflow that a message or the clock starts, nor what the product uses by itself.
/// </summary>
public sealed class Retirement(ProcessEngine engine, WorkflowCatalog catalog, PublishedArtifacts published, MailTemplates templates)
{
    /// <summary>Retires it; a conflict names the workflows that stand against it.</summary>
    public async Task<Outcome<Done>> RetireAsync(ArtifactId id, string reason, string by, CancellationToken ct = default)
    {
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > Releases.LongestText)
            return Failure.Invalid($"Say in at most {Releases.LongestText} characters why it is taken out of use.");
        if (await published.VersionAsync(id, ct).ConfigureAwait(false) == 0 || await engine.ReadAsync(db => RetiredTable.All(db).Contains(id), ct).ConfigureAwait(false))
            return Failure.NotFound($"There is no {id.KindCode} '{id.Name}' in use.");
        var decisionFiles = await published.DecisionFilesAsync(ct).ConfigureAwait(false);
        if (StartsByItself(id))
            return Failure.Conflict($"The workflow '{id.Name}' is started by a message or by the clock. Publish a version without that start first.");
        if (IsOfTheProduct(id, decisionFiles))
            return Failure.Conflict($"The product itself uses the {id.KindCode} '{id.Name}'.");
        var users = await UsersAsync(id, decisionFiles, ct).ConfigureAwait(false);
        if (users.Count > 0)
            return Failure.Conflict($"The {id.KindCode} '{id.Name}' is used by {string.Join(", ", users)}. Publish versions that do not use it first.");
        await engine.WriteAsync(commit => RetiredTable.Retire(commit, id, reason.Trim(), by), by, ct).ConfigureAwait(false);
        await catalog.RefreshAsync(ct).ConfigureAwait(false);
        return default(Done);
    }

    /// <summary>Puts it into use again.</summary>
    public async Task<Outcome<Done>> RestoreAsync(ArtifactId id, string by, CancellationToken ct = default)
    {
        var restored = await engine.WriteAsync(commit => RetiredTable.Restore(commit, id), by, ct).ConfigureAwait(false);
        await catalog.RefreshAsync(ct).ConfigureAwait(false);
        return restored ? default(Done) : Failure.NotFound($"The {id.KindCode} '{id.Name}' is not retired.");
    }

    private bool StartsByItself(ArtifactId id) =>
        id.Kind == ArtifactKind.Workflow && catalog.Find(id.Name) is { } workflow
        && engine.Deployments.Compiled(workflow.DefinitionKey)?.StartTriggers is { } start && (start.Messages.Count > 0 || start.Timers.Count > 0);

    // Some of the mails that came with the product are sent without a step that names them; so are two decisions asked.
    private bool IsOfTheProduct(ArtifactId id, IReadOnlyDictionary<string, string> decisionFiles) => id.Kind switch
    {
        ArtifactKind.Mail => templates.Shipped.Contains(id.Name),
        ArtifactKind.Decision => new[] { WarrantyDecision.Id, PolicyChoice.DecisionId }.Any(decision => decisionFiles.GetValueOrDefault(decision) == id.Name),
        _ => false,
    };

    private async Task<List<string>> UsersAsync(ArtifactId id, IReadOnlyDictionary<string, string> decisionFiles, CancellationToken ct)
    {
        var users = new List<string>();
        foreach (var workflow in catalog.Latest.Where(workflow => id != new ArtifactId(ArtifactKind.Workflow, workflow.ProcessId)))
            if (await engine.Deployments.XmlAsync(workflow.DefinitionKey, ct).ConfigureAwait(false) is { } xml
                && StepReferences.In(xml).Any(reference => reference.Artifact(decisionFiles) == id))
                users.Add(workflow.ProcessId);
        return users;
    }
}
