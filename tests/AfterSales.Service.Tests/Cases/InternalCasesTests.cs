using System.Text;
using AfterSales.Engine.Deployments;
using AfterSales.Feel.Values;
using AfterSales.Service.Cases;
using AfterSales.Service.Intake;
using AfterSales.Service.Languages;
using AfterSales.Service.Mail;
using AfterSales.Service.Workflows;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Cases;

public sealed class InternalCasesTests
{
    private const string Kind = "corrective-action";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_case_of_the_company_runs_its_workflow_with_its_variables_and_nobody_gets_an_acknowledgement()
    {
        await using var service = await StartAsync();

        var opened = await OpenAsync(service, "Check all seals", "Since the recall.", "quality-desk", variables: new FeelContext([new("lot", FeelValue.Of("L-7"))]));

        opened.CaseNumber.ShouldBe("CAP-2026-0001");
        var view = (await service.Get<CaseQueries>().GetAsync(opened.CaseNumber, TestPeople.Admin, Language.English, Ct))!;
        (view.Case.CustomerEmail, view.Case.CustomerName, view.Case.Channel).ShouldBe(("aftersales@service.example", "AfterSales", Channels.Internal));
        view.Timeline.Select(line => line.Kind).ShouldBe(["task.created", "case.opened"]);
        view.Timeline[^1].ActorName.ShouldBe(TestPeople.Demo("quality-desk").Name.English);
        (await service.Engine.Variables.OfInstanceAsync(view.Processes[0].InstanceKey, "lot", Ct)).ShouldBe(FeelValue.Of("L-7"));
        (await service.Get<Mailbox>().ListAsync(new MailFilter { Template = "acknowledgement" }, Ct)).ShouldBeEmpty();
        (await service.Get<CaseQueries>().TrackAsync(opened.TrackingCode, Language.English, Ct))!.Timeline.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_case_may_concern_a_customer_and_follows_his_language_and_calendar()
    {
        await using var service = await StartAsync();
        var opened = await OpenAsync(service, "Visit", "", null, new CaseCustomer { Name = "Buyer", Email = "buyer@customer.example", Language = Language.Persian });
        var found = (await service.Get<CaseQueries>().FindAsync(opened.CaseNumber, Ct))!;
        (found.CustomerEmail, found.Language, found.CalendarId, found.Description).ShouldBe(("buyer@customer.example", Language.Persian, "iran", "Visit"));
    }

    [Fact]
    public async Task A_schedule_that_fires_twice_opens_one_case()
    {
        await using var service = await StartAsync();
        var all = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => service.Get<InternalCases>().OpenAsync(Kind, "Monthly", "Monthly", idempotencyKey: "monthly:2026-11", ct: Ct)));
        var numbers = all.Select(result => result.ShouldBeOfType<IntakeResult.Accepted>().Request).ToList();
        numbers.Select(request => request.CaseNumber).Distinct().ShouldHaveSingleItem();
        numbers.Count(request => !request.Repeated).ShouldBe(1);
    }

    [Theory]
    [InlineData("complaint", "S", "a@b.example", "kind")]
    [InlineData("no-such-kind", "S", "a@b.example", "kind")]
    [InlineData(Kind, " ", "a@b.example", "subject")]
    [InlineData(Kind, "S", "nobody", "customerEmail")]
    public async Task What_is_wrong_is_told_by_field_and_opens_nothing(string kind, string subject, string email, string field)
    {
        await using var service = await StartAsync();
        var result = await service.Get<InternalCases>().OpenAsync(kind, subject, "", onBehalfOf: new CaseCustomer { Name = "N", Email = email }, ct: Ct);
        result.ShouldBeOfType<IntakeResult.Invalid>().Errors.Select(error => error.Field).ShouldContain(field);
        (await service.Get<CaseQueries>().ListAsync(new CaseFilter(), TestPeople.Admin, Ct)).Total.ShouldBe(0);
    }

    private static async Task<SubmittedRequest> OpenAsync(
        TestService service, string subject, string description, string? by, CaseCustomer? customer = null, FeelContext? variables = null) =>
        (await service.Get<InternalCases>().OpenAsync(Kind, subject, description, by, customer, variables, ct: Ct)).ShouldBeOfType<IntakeResult.Accepted>().Request;

    /// <summary>A started service in which the small workflow stands in for both a complaint and a corrective action.</summary>
    private static async Task<TestService> StartAsync()
    {
        var service = await TestWorkflows.StartSmallAsync();
        var workflow = TestWorkflows.Small.Replace("process id=\"complaint-handling\"", "process id=\"corrective-action\"", StringComparison.Ordinal)
            .Replace("<zeebe:property name=\"case.status\" value=\"inProgress\" />", "", StringComparison.Ordinal);
        (await service.Engine.Deployments.DeployAsync([new DeploymentResource("other.bpmn", Encoding.UTF8.GetBytes(workflow))], ct: Ct)).Problems.ShouldBeEmpty();
        await service.Get<WorkflowCatalog>().RefreshAsync(Ct);
        return service;
    }
}
