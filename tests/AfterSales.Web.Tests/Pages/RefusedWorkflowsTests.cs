using System.Net;
using AfterSales.Engine;
using AfterSales.Service;
using AfterSales.Service.Lint;
using AfterSales.Service.Workflows;
using AfterSales.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.Pages;

/// <summary>A file that was left out is told to those who oversee the work, in their language, and to whoever watches the service.</summary>
public sealed class RefusedWorkflowsTests(Site site) : IClassFixture<Site>
{
    /// <summary>Runs, but its end is named after nothing and nobody owns it: the self-check finds errors.</summary>
    private const string Careless =
        """<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t"><process id="careless" isExecutable="true"><startEvent id="s" /><sequenceFlow id="f" sourceRef="s" targetRef="e" /><endEvent id="e" /></process></definitions>""";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Managers_see_on_their_first_page_which_file_is_not_in_use_and_why()
    {
        using (var before = await site.SignInAsync("service-manager"))
        {
            (await before.GetAsync("/tasks")).All("[data-refused]").ShouldBeEmpty();
            (await before.GetAsync("/admin/workflows")).All("[data-refused-workflows]").ShouldBeEmpty();
        }
        await DeployAsync(("careless.bpmn", Careless));
        try
        {
            foreach (var language in (string[])["en", "fa", "zh"])
            {
                using var manager = await site.SignInAsync("service-manager", language: language);
                (await manager.GetAsync("/tasks")).One("[data-refused]").TextContent.ShouldContain("careless.bpmn");
                var page = await manager.GetAsync("/admin/workflows");
                page.Status.ShouldBe(HttpStatusCode.OK);
                page.One("[data-file='careless.bpmn']").TextContent.ShouldContain("LINT-");
            }
            using (var staff = await site.SignInAsync("sales-desk"))
            {
                (await staff.GetAsync("/tasks")).All("[data-refused]").ShouldBeEmpty();
                (await staff.GetAsync("/admin/workflows")).Status.ShouldNotBe(HttpStatusCode.OK);
            }
            using var watcher = new HttpClient { BaseAddress = site.Address };
            (await watcher.GetAsync("/health/workflows", Ct)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            (await watcher.GetAsync("/health/ready", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK, "the others run");
        }
        finally
        {
            await DeployAsync();
        }
        using var again = new HttpClient { BaseAddress = site.Address };
        (await again.GetAsync("/health/workflows", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>What a start does with a folder of these files.</summary>
    private async Task DeployAsync(params (string Name, string Content)[] files)
    {
        var folder = Directory.CreateTempSubdirectory("aftersales-").FullName;
        foreach (var (name, content) in files)
            await File.WriteAllTextAsync(Path.Combine(folder, name), content, Ct);
        var services = site.Services;
        var options = services.GetRequiredService<AfterSalesOptions>() with { WorkflowsDirectory = folder, Lint = new LintPolicy { Workflows = LintGate.Errors } };
        await new WorkflowLoader(
            services.GetRequiredService<ProcessEngine>(), services.GetRequiredService<WorkflowCatalog>(), services.GetRequiredService<RefusedWorkflows>(), options, NullLogger<WorkflowLoader>.Instance)
            .DeployAsync(Ct);
        Directory.Delete(folder, recursive: true);
    }
}
