using AfterSales.Engine;
using AfterSales.Engine.Deployments;
using AfterSales.Engine.Search;
using AfterSales.Service.Languages;
using AfterSales.Service.Mail.Templates;

namespace AfterSales.Service.Designer;

/// <summary>
/// What is in force: the versions the engine runs, and the mail templates in use. Versions of workflows, forms and decisions are those
/// of the engine; of a mail the shipped file is version 1 and every publication the next.
/// </summary>
public sealed class PublishedArtifacts(ProcessEngine engine, MailTemplates templates)
{
    private const int Most = 10_000;

    /// <summary>The number of the version in force; 0 when there is none.</summary>
    public async Task<int> VersionAsync(ArtifactId id, CancellationToken ct = default) => id.Kind switch
    {
        ArtifactKind.Workflow => (await engine.Deployments.LatestProcessAsync(id.Name, ct).ConfigureAwait(false))?.Version ?? 0,
        ArtifactKind.Form => (await engine.Deployments.LatestFormAsync(id.Name, ct).ConfigureAwait(false))?.Version ?? 0,
        ArtifactKind.Decision => (await DecisionsAsync(ct).ConfigureAwait(false)).GetValueOrDefault(id.Name).Version,
        _ => await MailVersionAsync(id, ct).ConfigureAwait(false),
    };

    /// <summary>The content in force; null when there is none.</summary>
    public Task<string?> ContentAsync(ArtifactId id, CancellationToken ct = default) => id.Kind switch
    {
        ArtifactKind.Workflow => ProcessAsync(SearchRequest.Where("processDefinitionId", id.Name).And("isLatestVersion", true), ct),
        ArtifactKind.Form => FormAsync(SearchRequest.Where("formId", id.Name).And("isLatestVersion", true), ct),
        ArtifactKind.Decision => DecisionAsync(id.Name, ct),
        _ => Task.FromResult(templates.Has(id.Name) ? MailSource.Write(LanguageCodes.All.ToDictionary(language => language, language => templates.Source(id.Name, language)!)) : null),
    };

    /// <summary>
    /// The content of any version; null when it is not known. Of decisions and mails only those that were published here, and the one
    /// in force, are kept.
    /// </summary>
    public async Task<string?> ContentAsync(ArtifactId id, int version, CancellationToken ct = default)
    {
        var content = id.Kind switch
        {
            ArtifactKind.Workflow => await ProcessAsync(SearchRequest.Where("processDefinitionId", id.Name).And("version", version), ct).ConfigureAwait(false),
            ArtifactKind.Form => await FormAsync(SearchRequest.Where("formId", id.Name).And("version", version), ct).ConfigureAwait(false),
            _ => null,
        };
        content ??= (await engine.ReadAsync(db => ReleaseTable.VersionsOf(db, id), ct).ConfigureAwait(false)).FirstOrDefault(item => item.Version == version)?.Content;
        return content ?? (await VersionAsync(id, ct).ConfigureAwait(false) == version ? await ContentAsync(id, ct).ConfigureAwait(false) : null);
    }

    /// <summary>The file name of every decision in force, with its version and the key it is read by.</summary>
    public async Task<Dictionary<string, (int Version, long Key, string? Name)>> DecisionsAsync(CancellationToken ct = default)
    {
        var rows = (await engine.Deployments.SearchDecisionsAsync(SearchRequest.Where("isLatestVersion", true).Take(Most), ct).ConfigureAwait(false)).Value.Items;
        // The last decision of a file is the one others ask for; it names the file.
        return rows.Where(row => row.ResourceName.EndsWith(".dmn", StringComparison.OrdinalIgnoreCase))
            .GroupBy(row => System.IO.Path.GetFileNameWithoutExtension(row.ResourceName), StringComparer.Ordinal)
            .ToDictionary(
                file => file.Key,
                file => (file.Max(row => row.Version), file.MaxBy(row => row.DecisionRequirementsKey)!.DecisionDefinitionKey, file.FirstOrDefault(row => row.DecisionDefinitionId == file.Key)?.Name ?? file.Last().Name),
                StringComparer.Ordinal);
    }

    /// <summary>The name of the file in force that holds a decision, by the decision's id.</summary>
    internal async Task<IReadOnlyDictionary<string, string>> DecisionFilesAsync(CancellationToken ct) =>
        (await engine.Deployments.SearchDecisionsAsync(SearchRequest.Where("isLatestVersion", true).Take(Most), ct).ConfigureAwait(false)).Value.Items
        .DistinctBy(row => row.DecisionDefinitionId)
        .ToDictionary(row => row.DecisionDefinitionId, row => System.IO.Path.GetFileNameWithoutExtension(row.ResourceName), StringComparer.Ordinal);

    private async Task<string?> ProcessAsync(SearchRequest request, CancellationToken ct) =>
        (await engine.Deployments.SearchProcessesAsync(request.Take(1), ct).ConfigureAwait(false)).Value.Items is [var row, ..]
            ? await engine.Deployments.XmlAsync(row.ProcessDefinitionKey, ct).ConfigureAwait(false)
            : null;

    private async Task<string?> FormAsync(SearchRequest request, CancellationToken ct) =>
        (await engine.Deployments.SearchFormsAsync(request.Take(1), ct).ConfigureAwait(false)).Value.Items is [var row, ..]
            ? (await engine.Deployments.GetFormAsync(row.FormKey, ct).ConfigureAwait(false))?.Schema
            : null;

    private async Task<string?> DecisionAsync(string name, CancellationToken ct) =>
        (await DecisionsAsync(ct).ConfigureAwait(false)).TryGetValue(name, out var found) ? await engine.Deployments.DecisionXmlAsync(found.Key, ct).ConfigureAwait(false) : null;

    private async Task<int> MailVersionAsync(ArtifactId id, CancellationToken ct)
    {
        if (!templates.Has(id.Name))
            return 0;
        var last = (await engine.ReadAsync(db => ReleaseTable.VersionsOf(db, id), ct).ConfigureAwait(false)).FirstOrDefault();
        return last?.Version ?? 1;
    }
}
