using AfterSales.Engine;
using AfterSales.Service.Audit;
using AfterSales.Service.Incidents;
using AfterSales.Service.Languages;
using AfterSales.Service.Tasks;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Incidents;

public sealed class IncidentDeskTests
{
    /// <summary>The small workflow whose first step needs a value that nobody gave.</summary>
    private static readonly string Stuck = TestWorkflows.Small.Replace(
        "<zeebe:formDefinition formId=\"look\" />",
        "<zeebe:formDefinition formId=\"look\" /><zeebe:taskSchedule dueDate=\"=if until = null then &#34;soon&#34; else until\" />",
        StringComparison.Ordinal);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stuck_step_is_told_with_its_case_corrected_and_tried_again()
    {
        await using var service = await TestWorkflows.StartSmallAsync(Stuck);
        var desk = service.Get<IncidentDesk>();
        var request = await service.SubmitAsync();
        var incident = (await desk.ListAsync(Ct)).ShouldHaveSingleItem();
        (incident.CaseNumber, incident.Type, incident.Step.In(Language.Persian), incident.Workflow.In(Language.Chinese))
            .ShouldBe((request.CaseNumber, "EXTRACT_VALUE_ERROR", "بررسی شکایت", "小投诉"));
        (await desk.CountAsync(Ct)).ShouldBe(1);
        (await desk.VariablesAsync(incident, Ct)).Single(variable => variable.Name == "case").MayChange.ShouldBeFalse();

        var (result, again) = await desk.RetryAsync(incident.Key, "admin", Ct);
        result.ShouldBe(RetryResult.StoppedAgain);
        incident = (await desk.ListAsync(Ct)).ShouldHaveSingleItem("the same step is stuck anew");
        again.ShouldNotBeNull().Key.ShouldBe(incident.Key);
        (await desk.CorrectAsync(incident, "case", "{}", "admin", Ct)).Failure.Kind.ShouldBe(FailureKind.Invalid);
        (await desk.CorrectAsync(incident, "un til", "1", "admin", Ct)).Failure.Kind.ShouldBe(FailureKind.Invalid);
        (await desk.CorrectAsync(incident, "until", "{\"a\":", "admin", Ct)).Failure.Kind.ShouldBe(FailureKind.Invalid);
        (await desk.CorrectAsync(incident, "until", "\"" + new string('x', IncidentDesk.LongestValue) + "\"", "admin", Ct)).Failure.Kind.ShouldBe(FailureKind.Invalid);
        (await desk.CorrectAsync(incident, "until", "\"2026-12-01T10:00:00Z\"", "admin", Ct)).IsOk.ShouldBeTrue();
        (await desk.RetryAsync(incident.Key, "admin", Ct)).ShouldBe(new Retry(RetryResult.Went));
        (await desk.RetryAsync(incident.Key, "admin", Ct)).ShouldBe(new Retry(RetryResult.Gone));
        (await desk.ListAsync(Ct)).ShouldBeEmpty();
        (await service.Get<TaskQueries>().OfCaseAsync(request.CaseNumber, Ct)).ShouldHaveSingleItem().DueAt.ShouldBe(new DateTimeOffset(2026, 12, 1, 10, 0, 0, TimeSpan.Zero));
        var log = (await service.Get<AuditQueries>().FindAsync(new AuditFilter { Group = "incident", Object = request.CaseNumber }, Language.English, TimeZoneInfo.Utc, Ct)).Lines;
        log.Select(line => line.Action).ShouldContain("incident.corrected");
        log.Single(line => line.Action == "incident.corrected").Title.ShouldBe("Values were corrected: until");
    }
}
