using AfterSales.Service.Designer;
using AfterSales.Service.Workflows;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Designer;

public sealed class RestartTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_published_counts_at_the_next_start_instead_of_the_file()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("aftersales-").FullName;
        try
        {
            System.IO.Directory.CreateDirectory(Path.Combine(folder, "forms"));
            await File.WriteAllTextAsync(Path.Combine(folder, "forms", "kept.form"), DesignerFixture.FormFile("kept", "Shipped"), Ct);
            await using var service = await TestService.StartAsync(workflows: folder);
            var id = DesignerFixture.Form("kept");
            var releases = service.Get<Releases>();
            await service.Get<Drafts>().SaveAsync(id, 0, DesignerFixture.FormFile("kept", "Edited"), "owner", Ct);
            var change = (await releases.ProposeAsync([new DraftReference(id, 1)], "Note", null, DesignerFixture.Owner, Ct)).Value;
            await releases.SignAsync(change.Key, true, null, DesignerFixture.Manager, Ct);
            await releases.SignAsync(change.Key, true, null, DesignerFixture.Chief, Ct);

            await service.Get<WorkflowLoader>().DeployAsync(Ct);

            var form = (await service.Engine.Deployments.LatestFormAsync("kept", Ct)).ShouldNotBeNull();
            form.Version.ShouldBe(2);
            form.Schema.ShouldContain("Edited");
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }
}
