using AfterSales.Service.Forms;
using AfterSales.Service.Languages;
using AfterSales.Service.People;
using AfterSales.Service.Tasks;
using AfterSales.Service.Tasks.Workload;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Tasks.Workload;

public sealed class WorkloadQueriesTests
{
    private static readonly Person First = TestPeople.Demo("sales-desk");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_work_is_counted_by_department_and_person_and_by_how_it_presses()
    {
        await using var service = await TestWorkflows.StartSmallAsync(TestWorkflows.Small.Replace(
            "<zeebe:formDefinition formId=\"look\" />", "<zeebe:formDefinition formId=\"look\" /><zeebe:taskSchedule dueDate=\"=now() + duration(&#34;P5D&#34;)\" />", StringComparison.Ordinal));
        var first = await NewTaskAsync(service, "a@customer.example");
        service.Clock.Advance(TimeSpan.FromDays(4));
        var second = await NewTaskAsync(service, "b@customer.example");
        var third = await NewTaskAsync(service, "c@customer.example");
        await service.Get<TaskActions>().ClaimAsync(second, First, Ct);
        await service.Get<TaskCompletion>().SubmitAsync(third, new TaskActor.Staff(First), FormValues.From([("finding.cause", "packing")]), [], Language.English, Ct);
        await HoldsAsync(service, overdue: 0, soon: 1);
        service.Clock.Advance(TimeSpan.FromDays(2));
        await HoldsAsync(service, overdue: 1, soon: 1);
        service.Clock.Advance(TimeSpan.FromDays(4));
        await HoldsAsync(service, overdue: 2, soon: 0);
        first.ShouldNotBe(second);
    }

    private static async Task HoldsAsync(TestService service, int overdue, int soon)
    {
        var report = await service.Get<WorkloadQueries>().ReadAsync("standard", null, Ct);
        var sales = report.Groups.Single(row => row.Id == "sales");
        (sales.Overdue, sales.DueSoon, sales.Total).ShouldBe((overdue, soon, 2), $"{report.AsOf:u} to {report.SoonUntil:u}");
        report.Groups.Single(row => row.Id == WorkloadReport.Customers).Total.ShouldBe(1, "one waits for its customer");
        report.People.Select(row => (row.Id, row.Total)).ShouldBe([(null, 1), (First.Id, 1)], ignoreOrder: true);
        var kind = report.Kinds.ShouldHaveSingleItem();
        (kind.Kind, kind.Open, kind.Overdue).ShouldBe(("complaint", 3, overdue));
        (await service.Get<WorkloadQueries>().ReadAsync("standard", "repair", Ct)).Groups.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_course_of_open_cases_knows_when_they_came_and_went()
    {
        await using var service = await TestWorkflows.StartSmallAsync();
        await NewTaskAsync(service, "a@customer.example");
        service.Clock.Advance(TimeSpan.FromDays(8));
        await NewTaskAsync(service, "b@customer.example");
        var kind = (await service.Get<WorkloadQueries>().ReadAsync("standard", null, Ct)).Kinds.ShouldHaveSingleItem();
        (kind.Open, kind.Change, kind.Weeks.Count).ShouldBe((2, 1, WorkloadQueries.Weeks));
        kind.Weeks.SkipLast(2).ShouldAllBe(count => count == 0);
        var csv = System.Text.Encoding.UTF8.GetString(WorkloadCsv.Write(await service.Get<WorkloadQueries>().ReadAsync("standard", null, Ct), Language.English));
        csv.ShouldContain("kind,complaint,Complaint,0,,2,1");
    }

    private static async Task<long> NewTaskAsync(TestService service, string email)
    {
        var request = await service.SubmitAsync(TestRequests.Complaint with { CustomerEmail = email });
        return (await service.Get<TaskQueries>().OfCaseAsync(request.CaseNumber, TestPeople.Admin, Ct)).ShouldHaveSingleItem().Key;
    }
}
