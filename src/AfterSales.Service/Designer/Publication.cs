using AfterSales.Engine;
using AfterSales.Service.Mail.Templates;
using AfterSales.Service.Workflows;

namespace AfterSales.Service.Designer;

/// <summary>
/// Brings signed changes into force: workflows, forms and decisions by one deployment, mails from the next one that is written. Cases
/// that run stay on their version; the next case follows the new one.
/// </summary>
public sealed class Publication(ProcessEngine engine, WorkflowCatalog catalog, MailTemplates templates, PublishedArtifacts published) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>
    /// Deploys a change whose signatures are complete. One that was overtaken by another is withdrawn instead: it would undo what came
    /// between. Done twice, it does nothing the second time.
    /// </summary>
    public async Task<Outcome<Done>> BringIntoForceAsync(Release release, string actor, CancellationToken ct = default)
    {
        await _one.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            if (await OvertakenAsync(release, ct).ConfigureAwait(false) is { } overtaken)
            {
                await engine.WriteAsync(commit => ReleaseTable.Settle(commit, release.Key, ReleaseState.Withdrawn), actor, ct).ConfigureAwait(false);
                return overtaken;
            }
            var mails = release.Items.Where(item => item.Artifact.Kind == ArtifactKind.Mail).ToList();
            var versions = new Dictionary<ArtifactId, int>();
            foreach (var mail in mails)
                versions[mail.Artifact] = mail.BasedOn + 1;
            // Everything that can be refused comes before what cannot be undone.
            foreach (var mail in mails)
                Compile(mail);
            var resources = PublishingGate.Resources(release.Items);
            if (resources.Count > 0 && await engine.Deployments.DeployAsync(resources, actor, ct: ct).ConfigureAwait(false) is { IsOk: false } refused)
                return Failure.Conflict("The engine refuses the change: " + string.Join(" ", refused.Problems.Take(5)));
            foreach (var item in release.Items.Where(item => item.Artifact.Kind != ArtifactKind.Mail))
                versions[item.Artifact] = await published.VersionAsync(item.Artifact, ct).ConfigureAwait(false);
            await engine.WriteAsync(commit => Record(commit, release, versions), actor, ct).ConfigureAwait(false);
            foreach (var mail in mails)
                templates.Put(mail.Artifact.Name, MailSource.Read(mail.Content)!);
            await catalog.RefreshAsync(ct).ConfigureAwait(false);
            return default(Done);
        }
        catch (MailTemplateException wrong)
        {
            return Failure.Conflict(wrong.Message);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>At start: takes published mails into use, and finishes changes whose last signature was given just before the program ended.</summary>
    public async Task StartAsync(SignOff signOff, CancellationToken ct = default)
    {
        await TakeUpMailsAsync(ct).ConfigureAwait(false);
        foreach (var release in await engine.ReadAsync(db => ReleaseTable.Open(db), ct).ConfigureAwait(false))
            if (signOff.Next(release.Signatures) is null)
                await BringIntoForceAsync(release, release.PreparedBy, ct).ConfigureAwait(false);
    }

    /// <summary>Takes published mails into use, whichever node published them.</summary>
    /// <exception cref="MailTemplateException">One of them cannot be compiled here; those before it are in use.</exception>
    internal async Task TakeUpMailsAsync(CancellationToken ct)
    {
        await _one.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            foreach (var mail in (await engine.ReadAsync(db => ReleaseTable.InForce(db), ct).ConfigureAwait(false)).Where(item => item.Artifact.Kind == ArtifactKind.Mail))
                if (MailSource.Read(mail.Content) is { } files && files.Any(file => templates.Source(mail.Artifact.Name, file.Key) != file.Value))
                    templates.Put(mail.Artifact.Name, files);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private static void Record(Engine.Commits.CommitContext commit, Release release, Dictionary<ArtifactId, int> versions)
    {
        if (!ReleaseTable.Settle(commit, release.Key, ReleaseState.Published))
            return;
        foreach (var item in release.Items)
        {
            ReleaseTable.SetVersion(commit, release.Key, item.Artifact, versions[item.Artifact]);
            // A draft that went on meanwhile contains what is published now.
            if (!DraftTable.Remove(commit, item.Artifact, item.DraftRevision))
                DraftTable.Base(commit, item.Artifact, versions[item.Artifact]);
            RetiredTable.Restore(commit, item.Artifact);
        }
    }

    private async Task<Failure?> OvertakenAsync(Release release, CancellationToken ct)
    {
        foreach (var item in release.Items)
            if (await published.VersionAsync(item.Artifact, ct).ConfigureAwait(false) is var version && version != item.BasedOn
                && await published.ContentAsync(item.Artifact, ct).ConfigureAwait(false) != item.Content)
                return Failure.Conflict($"Version {version} of the {item.Artifact.KindCode} '{item.Artifact.Name}' came into force meanwhile; the change {release.Number} would undo it and is withdrawn.");
        return null;
    }

    private void Compile(ReleaseItem mail)
    {
        foreach (var (language, source) in MailSource.Read(mail.Content) ?? throw new MailTemplateException($"{mail.Artifact.Name} is no mail template."))
            templates.Compile($"{mail.Artifact.Name}/{Languages.LanguageCodes.Code(language)}.hbs", source);
    }
}
