using AfterSales.Service.Audit;
using AfterSales.Service.Languages;
using AfterSales.Service.People;
using AfterSales.Service.People.Editing;
using AfterSales.Service.Tasks;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.People;

public sealed class PeopleDeskTests
{
    private static readonly Person New = new()
    {
        Id = "paint-desk", Name = new LocalText("Paint desk", "میز رنگ", "喷漆台"), Email = "paint@demo.example", SuperiorId = "sales-head", Groups = ["paint-shop"],
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Mistakes_are_told_by_field_in_three_languages_and_nothing_is_stored()
    {
        await using var service = await TestService.StartAsync();
        var desk = service.Get<PeopleDesk>();
        var top = TestPeople.Demo("top-manager");
        (Person Entry, bool IsNew, string Field, string Key)[] cases =
        [
            (New with { Id = "Paint Desk" }, true, "id", "id"),
            (New with { Id = "sales-desk" }, true, "id", "idTaken"),
            (New with { Id = "admin" }, true, "id", "idReserved"),
            (New with { Name = new LocalText(" ") }, true, "nameEn", "name"),
            (New with { Email = "paint" }, true, "email", "email"),
            (New with { Email = TestPeople.Demo("sales-desk").Email.ToUpperInvariant() }, true, "email", "emailTaken"),
            (New with { CalendarId = "mars" }, true, "calendarId", "calendar"),
            (New with { SuperiorId = "paint-desk" }, true, "superiorId", "superiorSelf"),
            (New with { SuperiorId = "nobody" }, true, "superiorId", "superiorUnknown"),
            (top with { SuperiorId = "sales-desk" }, false, "superiorId", "superiorRing"),
            (New with { SubstituteId = "paint-desk" }, true, "substituteId", "substituteSelf"),
            (New with { AwayFrom = service.Clock.GetUtcNow(), AwayUntil = service.Clock.GetUtcNow() }, true, "awayUntil", "awayOrder"),
            (New with { AwayUntil = service.Clock.GetUtcNow() }, true, "awayFrom", "awayFrom"),
            (New with { Groups = ["Paint shop"] }, true, "otherGroups", "group"),
            (New with { Roles = [] }, true, "roles", "roles"),
            (New with { Roles = ["king"] }, true, "roles", "roles"),
        ];
        foreach (var (entry, isNew, field, key) in cases)
        {
            var fault = (await desk.SaveAsync(entry, isNew, "admin", Ct)).ShouldHaveSingleItem();
            (fault.Field, fault.Key).ShouldBe((field, key));
            foreach (var language in LanguageCodes.All)
                fault.In(language).Message.ShouldNotContain("{", Case.Sensitive, key);
        }
        service.Get<AfterSales.Service.People.Directory>().ById("paint-desk").ShouldBeNull();
        service.Get<AfterSales.Service.People.Directory>().ById("top-manager")!.SuperiorId.ShouldBeNull();
    }

    [Fact]
    public async Task The_last_administrator_stays_one()
    {
        await using var service = await TestService.StartAsync();
        var desk = service.Get<PeopleDesk>();
        var (first, second) = (New with { Roles = [AccountRoles.Admin] }, New with { Id = "second", Email = "second@demo.example", Roles = [AccountRoles.Admin, AccountRoles.Staff] });
        (await desk.SaveAsync(first, true, "admin", Ct)).ShouldBeEmpty();
        (await desk.SaveAsync(first with { Roles = [AccountRoles.Staff] }, false, "admin", Ct)).ShouldHaveSingleItem().Key.ShouldBe("lastAdmin");
        (await desk.LeaveAsync(first.Id, null, TestPeople.Admin, "Leaves", Ct)).Fault!.Key.ShouldBe("lastAdmin");
        (await desk.SaveAsync(second, true, "admin", Ct)).ShouldBeEmpty();
        // Both give the right up at the same moment: one of them keeps it.
        var both = await Task.WhenAll(
            desk.SaveAsync(first with { Roles = [AccountRoles.Staff] }, false, "admin", Ct), desk.SaveAsync(second with { Roles = [AccountRoles.Staff] }, false, "admin", Ct));
        both.Count(faults => faults.Count == 0).ShouldBe(1);
        service.Get<AfterSales.Service.People.Directory>().WithAccountRole(AccountRoles.Admin).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Who_leaves_hands_his_tasks_over_and_is_in_the_log()
    {
        await using var service = await TestWorkflows.StartSmallAsync();
        var desk = service.Get<PeopleDesk>();
        var task = await NewTaskOf(service, "sales-desk");
        (await desk.HeldByAsync("sales-desk", Ct)).ShouldHaveSingleItem().Others.ShouldBe(1);
        (await desk.LeaveAsync("sales-desk", "nobody", TestPeople.Admin, "Leaves", Ct)).Fault!.Key.ShouldBe("receiver");
        (await desk.LeaveAsync("sales-desk", null, TestPeople.Demo("sales-desk"), "Leaves", Ct)).Fault!.Key.ShouldBe("leaveSelf");
        var departure = await desk.LeaveAsync("sales-desk", "sales-desk-2", TestPeople.Admin, "Leaves", Ct);
        departure.ShouldBe(new Departure(1, null));
        (await service.Engine.UserTasks.GetAsync(task, Ct))!.Assignee.ShouldBe("sales-desk-2");
        service.Get<AfterSales.Service.People.Directory>().ById("sales-desk")!.Active.ShouldBeFalse();
        service.Get<AfterSales.Service.People.Directory>().InGroup("sales").ShouldNotContain(person => person.Id == "sales-desk");
        var log = await service.Get<AuditQueries>().FindAsync(new AuditFilter { Group = "person", Object = "sales-desk" }, Language.Persian, TimeZoneInfo.Utc, Ct);
        log.Lines.ShouldHaveSingleItem().Action.ShouldBe("person.left");
        (await desk.ReturnAsync("sales-desk", "admin", Ct)).ShouldBeEmpty();
        service.Get<AfterSales.Service.People.Directory>().ById("sales-desk")!.Active.ShouldBeTrue();
    }

    [Fact]
    public async Task Without_a_receiver_tasks_go_back_to_their_department_and_what_has_none_needs_somebody()
    {
        await using var service = await TestWorkflows.StartSmallAsync();
        var desk = service.Get<PeopleDesk>();
        var task = await NewTaskOf(service, "sales-desk");
        (await desk.LeaveAsync("sales-desk", null, TestPeople.Admin, "Leaves", Ct)).ShouldBe(new Departure(1, null));
        (await service.Engine.UserTasks.GetAsync(task, Ct))!.Assignee.ShouldBeNull();

        var alone = await NewTaskOf(service, "sales-desk-2");
        await service.Engine.WriteAsync(commit =>
        {
            using var command = commit.Connection.CreateCommand();
            (command.Transaction, command.CommandText) = (commit.Transaction, $"DELETE FROM task_candidates WHERE task_key = {alone}");
            command.ExecuteNonQuery();
        }, ct: Ct);
        (await desk.LeaveAsync("sales-desk-2", null, TestPeople.Admin, "Leaves", Ct)).Fault!.Key.ShouldBe("tasksNeedSomebody");
        service.Get<AfterSales.Service.People.Directory>().ById("sales-desk-2")!.Active.ShouldBeTrue("nobody leaves while his work would be left lying");
    }

    [Fact]
    public async Task Groups_tell_who_would_get_a_task_and_which_lack_people()
    {
        await using var service = await TestWorkflows.StartSmallAsync();
        await service.SubmitAsync();
        var store = service.Get<PeopleStore>();
        var now = service.Clock.GetUtcNow();
        await store.SaveAsync(TestPeople.Demo("sales-desk") with { AwayFrom = now, SubstituteId = "logistics-desk" }, ct: Ct);
        var sales = (await service.Get<GroupOverview>().AllAsync(Ct)).Single(group => group.Id == "sales");
        sales.WaitingTasks.ShouldBe(1);
        sales.Workflows.ShouldBe(["complaint-handling"]);
        sales.Receivers.Select(person => person.Id).ShouldContain("logistics-desk");
        sales.Receivers.Select(person => person.Id).ShouldNotContain("sales-desk");
        foreach (var member in sales.Members)
            await store.SaveAsync(member with { Active = false }, ct: Ct);
        var empty = (await service.Get<GroupOverview>().AllAsync(Ct))[0];
        empty.Id.ShouldBe("sales", "what lacks people comes first");
        (empty.LacksPeople, empty.Members.Count, empty.StandIns.Count > 0).ShouldBe((true, 0, true));
    }

    private static async Task<long> NewTaskOf(TestService service, string person)
    {
        var request = await service.SubmitAsync();
        var task = (await service.Get<TaskQueries>().OfCaseAsync(request.CaseNumber, TestPeople.Admin, Ct)).ShouldHaveSingleItem().Key;
        await service.Get<TaskActions>().ClaimAsync(task, TestPeople.Demo(person), Ct);
        return task;
    }
}
