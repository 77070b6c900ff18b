using System.Text;
using AfterSales.Service.Designer;
using AfterSales.Service.Languages;
using AfterSales.Service.Mail.Templates;
using AfterSales.Service.Workflows;
using AfterSales.TestSupport;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Designer;

/// <summary>Two services on one database: what is published on one counts on the other, without a restart.</summary>
public sealed class SharedPublicationTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mail_a_workflow_and_a_retirement_reach_the_other_node()
    {
        using var schema = TestSchema.New();
        await using var here = await TestService.StartAsync(database: schema.ConnectionString);
        await using var there = await TestService.StartAsync(database: schema.ConnectionString, ownTemplates: true);
        var watch = there.Get<PublicationWatch>();
        await watch.RunOnceAsync(Ct);
        (await watch.RunOnceAsync(Ct)).ShouldBeFalse("nothing has changed since");

        await PublishMailAsync(here, "case-closed", "All done. ");
        await watch.RunOnceAsync(Ct);
        there.Get<MailTemplates>().Get("case-closed", Language.English).Render(MailSample.For(Language.English)).Subject.ShouldStartWith("All done. ");

        var deployed = await here.Engine.Deployments.DeployAsync([new("handed-over.bpmn", Encoding.UTF8.GetBytes(TestWorkflows.Small.Replace("complaint-handling\"", "handed-over\"", StringComparison.Ordinal))), new("look.form", Encoding.UTF8.GetBytes(TestWorkflows.LookForm))], ct: Ct);
        deployed.Problems.ShouldBeEmpty();
        foreach (var node in new[] { here, there })
        {
            await node.Get<PublicationWatch>().RunOnceAsync(Ct);
            node.Get<WorkflowCatalog>().Find("handed-over").ShouldNotBeNull("what came in through the engine's API is in use on both");
        }

        (await here.Get<Retirement>().RetireAsync(new(ArtifactKind.Workflow, "handed-over"), "No longer needed", "owner", Ct)).IsOk.ShouldBeTrue();
        await watch.RunOnceAsync(Ct);
        there.Get<WorkflowCatalog>().Find("handed-over").ShouldBeNull();

        (await here.Get<Retirement>().RestoreAsync(new(ArtifactKind.Workflow, "handed-over"), "owner", Ct)).IsOk.ShouldBeTrue();
        await watch.RunOnceAsync(Ct);
        there.Get<WorkflowCatalog>().Find("handed-over").ShouldNotBeNull();
    }

    private static async Task PublishMailAsync(TestService service, string name, string subject)
    {
        var id = new ArtifactId(ArtifactKind.Mail, name);
        var templates = service.Get<MailTemplates>();
        var files = LanguageCodes.All.ToDictionary(
            language => language, language => templates.Source(name, language)!.Replace("=== subject ===\n", $"=== subject ===\n{subject}", StringComparison.Ordinal));
        var draft = (await service.Get<Drafts>().SaveAsync(id, 0, MailSource.Write(files), DesignerFixture.Owner.Id, Ct)).Value.Draft;
        var releases = service.Get<Releases>();
        var change = (await releases.ProposeAsync([new DraftReference(id, draft.Revision)], "For the test", "It is a test", DesignerFixture.Owner, Ct)).Value;
        await releases.SignAsync(change.Key, true, null, DesignerFixture.Manager, Ct);
        (await releases.SignAsync(change.Key, true, null, DesignerFixture.Chief, Ct)).Value.State.ShouldBe(ReleaseState.Published);
    }
}
