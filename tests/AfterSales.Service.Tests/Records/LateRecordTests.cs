using AfterSales.Service.Cases;
using AfterSales.Service.Languages;
using AfterSales.Service.Records;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Records;

/// <summary>Records of work that goes on after the case was closed, a temporary service plan for example (INS-22).</summary>
public sealed class LateRecordTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_record_that_is_opened_after_the_case_was_closed_is_filed_at_once()
    {
        await using var service = await TestWorkflows.StartSmallAsync();
        var request = await service.SubmitAsync();
        await AppendAsync(service, request.CaseNumber, "complaint-handling-form");
        await service.Engine.WriteAsync(commit => CaseTable.SetStatus(commit, request.CaseNumber, CaseStatus.Closed), ct: Ct);
        service.Clock.Pin(service.Clock.GetUtcNow().AddDays(2));
        await AppendAsync(service, request.CaseNumber, "temp-service-plan");

        var records = (await service.Get<CaseQueries>().GetAsync(request.CaseNumber, TestPeople.Admin, Language.English, Ct))!.Records;
        records.Single(record => record.TypeId == "temp-service-plan").FiledAt.ShouldBe(service.Clock.GetUtcNow());
        records.Single(record => record.TypeId != "temp-service-plan").FiledAt.ShouldBe(service.Clock.GetUtcNow().AddDays(-2));
    }

    private static Task AppendAsync(TestService service, string caseNumber, string type) => service.Engine.WriteAsync(
        commit => RecordTable.Append(commit, new NewSection(caseNumber, type, new LocalText("Plan", "برنامه", "方案"))), ct: Ct);
}
