using System.Text;
using AfterSales.Service.Audit;
using AfterSales.Service.Languages;
using AfterSales.Service.People;
using AfterSales.Service.Tasks;
using Dapper;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Audit;

public sealed class AuditQueriesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_log_is_searched_by_person_action_object_and_period_and_turned_in_pages()
    {
        await using var service = await TestWorkflows.StartSmallAsync();
        var start = service.Clock.GetUtcNow();
        var request = await service.SubmitAsync();
        var task = (await service.Get<TaskQueries>().OfCaseAsync(request.CaseNumber, TestPeople.Admin, Ct)).ShouldHaveSingleItem().Key;
        service.Clock.Pin(start.AddHours(1));
        await service.Get<TaskActions>().ClaimAsync(task, TestPeople.Demo("sales-desk"), Ct);
        service.Clock.Pin(start.AddHours(2));
        await service.Get<PeopleStore>().SaveAsync(TestPeople.Demo("sales-desk") with { Phone = "+98 21 5" }, "admin", Ct);

        var all = (await FindAsync(service, new AuditFilter())).Lines;
        all[0].Action.ShouldBe("person.changed");
        all[0].Detail.ShouldBe("phone: – → +98 21 5");
        all[1].ShouldSatisfyAllConditions(line => line.Action.ShouldBe("task.claimed"), line => line.ActorName.ShouldBe("Sales desk (demo)"), line => line.Title.ShouldBe("Task taken: Look at the complaint"));
        all.ShouldAllBe(line => line.Actor != null, "what the service does by itself is no deed of a person");

        (await FindAsync(service, new AuditFilter { Actor = "sales-desk" })).Lines.ShouldHaveSingleItem().ObjectId.ShouldBe(request.CaseNumber);
        (await FindAsync(service, new AuditFilter { Group = "person" })).Lines.ShouldHaveSingleItem();
        (await FindAsync(service, new AuditFilter { Object = request.CaseNumber.ToLowerInvariant()[..6] })).Lines.ShouldAllBe(line => line.ObjectKind == "case");
        (await FindAsync(service, new AuditFilter { Object = "%" })).Lines.ShouldBeEmpty("signs with a meaning in patterns stand for themselves");
        (await FindAsync(service, new AuditFilter { From = start.AddHours(1), Until = start.AddHours(2) })).Lines.ShouldHaveSingleItem().Action.ShouldBe("task.claimed");
        var second = await FindAsync(service, new AuditFilter { Skip = 1, Take = 1 });
        (second.Lines.ShouldHaveSingleItem().Action, second.HasMore).ShouldBe(("task.claimed", all.Count > 2));
        (await FindAsync(service, new AuditFilter { Skip = 1000 })).HasMore.ShouldBeFalse();

        var csv = Encoding.UTF8.GetString(AuditCsv.Write(all)).Split("\r\n");
        csv[0].ShouldEndWith("at,actor,actorName,action,objectKind,objectId,title,detail");
        csv.Length.ShouldBe(all.Count + 2);
    }

    [Fact]
    public async Task What_the_service_seeds_is_no_deed_of_a_person()
    {
        await using var service = await TestService.StartAsync();
        (await FindAsync(service, new AuditFilter { Group = "person" })).Lines.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_log_is_read_by_its_indexes()
    {
        await using var service = await TestService.StartAsync();
        var plan = await service.Engine.ReadAsync(db => db.Query<(long, long, long, string Detail)>(
            "EXPLAIN QUERY PLAN SELECT kind FROM timeline WHERE actor IS NOT NULL ORDER BY happened_at DESC LIMIT 101").Select(row => row.Detail).ToList(), Ct);
        Assert.SkipWhen(service.Get<AfterSalesOptions>().Database is not null, "Plans are SQLite's here.");
        plan.ShouldHaveSingleItem().ShouldContain("timeline_people");
    }

    private static Task<AuditPage> FindAsync(TestService service, AuditFilter filter) =>
        service.Get<AuditQueries>().FindAsync(filter, Language.English, TimeZoneInfo.Utc, Ct);
}
