using System.Text;
using AfterSales.Engine;
using AfterSales.Engine.Deployments;

namespace AfterSales.Service.Designer;

/// <summary>What the designer published, laid over the files of the workflows folder.</summary>
internal static class PublishedFiles
{
    /// <summary>The files with published contents in place of their own, and published files that are in no folder beside them.</summary>
    public static async Task<IReadOnlyList<DeploymentResource>> OverAsync(IReadOnlyList<DeploymentResource> files, ProcessEngine engine, CancellationToken ct)
    {
        var published = (await engine.ReadAsync(db => ReleaseTable.InForce(db), ct).ConfigureAwait(false))
            .Where(item => item.Artifact.Kind != ArtifactKind.Mail)
            .ToDictionary(item => item.Artifact.Path, item => new DeploymentResource(item.Artifact.Path, Encoding.UTF8.GetBytes(item.Content)), StringComparer.Ordinal);
        return published.Count == 0 ? files : [.. files.Where(file => !published.ContainsKey(file.Name)).Concat(published.Values).OrderBy(file => file.Name, StringComparer.Ordinal)];
    }
}
