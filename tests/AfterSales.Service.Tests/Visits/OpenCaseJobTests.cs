using AfterSales.Engine.Jobs;
using AfterSales.Feel.Values;
using AfterSales.Service.Cases;
using AfterSales.Service.Languages;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Visits;

/// <summary>What is heard at a visit becomes a case of its own (VIS-02, CMP-01, REP-01).</summary>
public sealed class OpenCaseJobTests
{
    private const string JobType = "aftersales:open-case:1";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static FeelContext Finding(string kind, string? email = "lina@sunpack.example", string? subject = "Seam porous") => new(
    [
        new("kind", FeelValue.Of(kind)), new("subject", FeelValue.Of(subject)), new("description", FeelValue.Of("Porous since Monday.")), new("urgency", FeelValue.Of("high")),
        new("customer", new FeelContext([new("name", FeelValue.Of("Li Na")), new("email", FeelValue.Of(email)), new("company", FeelValue.Of("Sun Pack"))])),
        new("case", new FeelContext([new("number", FeelValue.Of("VIS-2026-0001")), new("language", FeelValue.Of("zh"))])),
    ]);

    [Fact]
    public async Task A_finding_becomes_a_complaint_of_the_customer_in_the_language_of_the_visit()
    {
        await using var service = await TestService.StartAsync(workflows: TestWorkflows.Shipped);

        var key = await OneStepProcess.RunAsync(service, JobType, Finding("complaint"));

        (await OneStepProcess.ResultAsync(service, key, "opened")).ShouldContain("CMP-2026-");
        var opened = (await service.Get<CaseQueries>().FindAsync("CMP-2026-0001", Ct)).ShouldNotBeNull();
        opened.CustomerEmail.ShouldBe("lina@sunpack.example");
        opened.Urgency.ShouldBe(Urgency.High);
        opened.Channel.ShouldBe("visit");
        opened.Language.ShouldBe(Language.Chinese, "that of the visit while nobody knows better");
    }

    [Fact]
    public async Task A_job_that_runs_twice_opens_one_case()
    {
        await using var service = await TestService.StartAsync(workflows: TestWorkflows.Shipped);
        var handler = service.Get<IServiceProvider>().GetServices<IJobHandler>().Single(handler => handler.JobType == JobType);
        var job = new ActivatedJob(4711, JobType, 1, 1, "customer-visit", 1, 2, "Task_open", 3, "test", DateTimeOffset.MaxValue, new Dictionary<string, string>(), Finding("complaint"));

        await handler.HandleAsync(job, Ct);
        await handler.HandleAsync(job with { Attempt = 2 }, Ct);

        (await service.Get<CaseQueries>().FindAsync("CMP-2026-0001", Ct)).ShouldNotBeNull();
        (await service.Get<CaseQueries>().FindAsync("CMP-2026-0002", Ct)).ShouldBeNull("the second run found the first case");
    }

    [Theory]
    [InlineData("monthly-report", "lina@sunpack.example", "Seam porous", "kind")]
    [InlineData("complaint", "no address", "Seam porous", "customerEmail")]
    [InlineData("complaint", null, "Seam porous", "customerEmail")]
    [InlineData("complaint", "lina@sunpack.example", null, "subject")]
    public async Task What_cannot_be_opened_becomes_an_incident_that_names_the_input(string kind, string? email, string? subject, string named)
    {
        await using var service = await TestService.StartAsync(workflows: TestWorkflows.Shipped);

        await OneStepProcess.RunAsync(service, JobType, Finding(kind, email, subject));

        (await OneStepProcess.IncidentAsync(service)).ShouldContain(named);
    }
}
