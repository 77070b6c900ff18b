using AfterSales.Service.Cases;
using AfterSales.Service.Languages;
using AfterSales.Service.People;
using AfterSales.Service.Tasks;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Tasks;

public sealed class TaskActionsTests
{
    private static readonly Person First = TestPeople.Demo("sales-desk");
    private static readonly Person Second = TestPeople.Demo("sales-desk-2");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_task_of_the_department_is_taken_by_one_and_seen_as_his()
    {
        await using var service = await TestWorkflows.StartSmallAsync();
        var task = await NewTaskAsync(service);
        var queries = service.Get<TaskQueries>();
        (await queries.CountsAsync(First, Ct)).ShouldBe(new InboxCounts(0, 1, 0, 1));
        var both = await Task.WhenAll(service.Get<TaskActions>().ClaimAsync(task, First, Ct), service.Get<TaskActions>().ClaimAsync(task, Second, Ct));
        both.OfType<TaskChange.Done>().ShouldHaveSingleItem();
        both.OfType<TaskChange.NotPossible>().ShouldHaveSingleItem().Why.ShouldBeOfType<TaskLookup.Reassigned>();
        var (winner, loser) = both[0] is TaskChange.Done ? (First, Second) : (Second, First);
        (await queries.CountsAsync(winner, Ct)).ShouldBe(new InboxCounts(1, 0, 0, 1));
        (await queries.CountsAsync(loser, Ct)).ShouldBe(new InboxCounts(0, 0, 0, 0));
        (await service.Get<TaskActions>().ClaimAsync(task, winner, Ct)).ShouldBeOfType<TaskChange.Done>("taking it again changes nothing");
    }

    [Fact]
    public async Task Giving_back_needs_a_reason_and_is_told_with_it()
    {
        await using var service = await TestWorkflows.StartSmallAsync();
        var task = await NewTaskAsync(service);
        var actions = service.Get<TaskActions>();
        await actions.ClaimAsync(task, First, Ct);
        (await actions.ReturnAsync(task, First, " ", Ct)).ShouldBe(new TaskChange.Invalid("tasks.reasonMissing"));
        (await actions.ReturnAsync(task, Second, "Mine", Ct)).ShouldBeOfType<TaskChange.NotPossible>();
        (await actions.ReturnAsync(task, First, "Not my product", Ct)).ShouldBeOfType<TaskChange.Done>();
        (await service.Get<TaskQueries>().InboxAsync(Second, InboxView.Group, Ct)).ShouldHaveSingleItem();
        var line = (await service.Get<CaseQueries>().GetAsync("CMP-2026-0001", TestPeople.Admin, Language.English, Ct))!.Timeline[0];
        line.Title.ShouldBe("Task given back: Look at the complaint");
        line.Detail.ShouldBe("Not my product");
        line.ActorName.ShouldBe("Sales desk (demo)");
    }

    [Fact]
    public async Task A_task_is_passed_on_by_its_holder_or_a_manager_but_not_by_others()
    {
        await using var service = await TestWorkflows.StartSmallAsync();
        var task = await NewTaskAsync(service);
        var actions = service.Get<TaskActions>();
        (await actions.ReassignAsync(task, First, Second.Id, "Knows it", Ct)).ShouldBeOfType<TaskChange.NotPossible>("nobody has it yet");
        await actions.ClaimAsync(task, First, Ct);
        (await actions.ReassignAsync(task, First, "nobody", "Knows it", Ct)).ShouldBe(new TaskChange.Invalid("tasks.unknownPerson"));
        (await actions.ReassignAsync(task, First, "rnd-desk", "Knows it", Ct)).ShouldBeOfType<TaskChange.Done>();
        (await actions.ReassignAsync(task, First, First.Id, "Back", Ct)).ShouldBeOfType<TaskChange.NotPossible>();
        (await actions.ReassignAsync(task, TestPeople.Demo("sales-head"), Second.Id, "Urgent", Ct)).ShouldBeOfType<TaskChange.Done>();
        (await service.Get<TaskQueries>().InboxAsync(Second, InboxView.Mine, Ct)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_substitute_sees_the_tasks_of_who_is_away_with_his_name()
    {
        await using var service = await TestWorkflows.StartSmallAsync();
        var task = await NewTaskAsync(service);
        await service.Get<TaskActions>().ClaimAsync(task, First, Ct);
        var away = First with { SubstituteId = "logistics-desk", AwayFrom = service.Clock.GetUtcNow(), AwayUntil = service.Clock.GetUtcNow().AddDays(1) };
        await service.Get<PeopleStore>().SaveAsync(away, ct: Ct);
        var substitute = TestPeople.Demo("logistics-desk");
        (await service.Get<TaskQueries>().InboxAsync(substitute, InboxView.Mine, Ct)).ShouldHaveSingleItem().OnBehalfOf!.English.ShouldBe("Sales desk (demo)");
        service.Clock.Pin(away.AwayUntil.Value);
        (await service.Get<TaskQueries>().InboxAsync(substitute, InboxView.Mine, Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Managers_see_every_task_and_production_sees_none()
    {
        await using var service = await TestWorkflows.StartSmallAsync();
        await NewTaskAsync(service);
        (await service.Get<TaskQueries>().InboxAsync(TestPeople.Demo("rnd-head"), InboxView.All, Ct)).ShouldHaveSingleItem();
        (await service.Get<TaskQueries>().InboxAsync(TestPeople.Demo("production-desk"), InboxView.All, Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Instructions_come_without_requirement_ids_and_never_in_a_foreign_language()
    {
        await using var service = await TestWorkflows.StartSmallAsync();
        var opened = await service.Get<TaskQueries>().GetAsync(await NewTaskAsync(service), new TaskActor.Staff(First), Ct);
        var view = opened.ShouldBeOfType<TaskLookup.Open>().View;
        view.Requirements.ShouldBe(["CMP-03", "CMP-04"]);
        var instructions = view.Instructions.ShouldNotBeNull();
        instructions.OnlyIn(Language.English).ShouldBe("Sales says what is the matter.");
        instructions.OnlyIn(Language.Persian).ShouldBe("مشکل را شرح دهید.");
        instructions.OnlyIn(Language.Chinese).ShouldBeNull("the diagram has no Chinese sentence");
    }

    private static async Task<long> NewTaskAsync(TestService service)
    {
        var request = await service.SubmitAsync();
        return (await service.Get<TaskQueries>().OfCaseAsync(request.CaseNumber, TestPeople.Admin, Ct)).ShouldHaveSingleItem().Key;
    }
}
