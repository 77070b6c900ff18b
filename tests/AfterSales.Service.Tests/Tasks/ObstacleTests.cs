using AfterSales.Service.Cases;
using AfterSales.Service.Forms;
using AfterSales.Service.Languages;
using AfterSales.Service.Mail;
using AfterSales.Service.People;
using AfterSales.Service.Tasks;
using AfterSales.Service.Tasks.Obstacles;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Tasks;

public sealed class ObstacleTests
{
    private static readonly Person First = TestPeople.Demo("sales-desk");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_superior_is_told_and_it_stands_in_the_way_until_he_says_that_it_is_gone()
    {
        await using var service = await TestWorkflows.StartSmallAsync();
        var (number, task) = await NewTaskAsync(service);
        await service.Get<TaskActions>().ClaimAsync(task, First, Ct);
        var desk = service.Get<ObstacleDesk>();
        (await desk.ReportAsync(task, First, "part", "The pump is not in stock", Ct)).ShouldBeOfType<TaskChange.Done>();
        var superior = service.Get<AfterSales.Service.People.Directory>().Superior(First)!;
        (await MailsAsync(service, "obstacle")).ShouldHaveSingleItem().PersonId.ShouldBe(superior.Id);
        var open = (await desk.OpenAsync(superior, Ct)).ShouldHaveSingleItem();
        (open.Reason, open.Text, open.ReportedBy, open.CaseNumber).ShouldBe(("part", "The pump is not in stock", First.Id, number));
        (await ItemAsync(service, task)).Obstacle.ShouldBe("part");

        (await desk.SolveAsync(task, open.Key, TestPeople.Demo("production-desk"), "No", Ct)).ShouldBeOfType<TaskChange.NotPossible>();
        (await desk.SolveAsync(task, open.Key, superior, "Taken from the other line", Ct)).ShouldBeOfType<TaskChange.Done>();
        (await desk.OpenAsync(superior, Ct)).ShouldBeEmpty();
        (await ItemAsync(service, task)).Obstacle.ShouldBeNull();
        (await MailsAsync(service, "obstacle-removed")).ShouldHaveSingleItem().PersonId.ShouldBe(First.Id);
        var lines = (await service.Get<CaseQueries>().GetAsync(number, TestPeople.Admin, Language.English, Ct))!.Timeline;
        lines[0].Title.ShouldBe("Obstacle removed: Look at the complaint");
        lines[0].Detail.ShouldBe("Taken from the other line");
        lines.ShouldContain(line => line.Detail == "A part or material is missing. The pump is not in stock");
        lines.Where(line => line.Kind.StartsWith("obstacle", StringComparison.Ordinal)).ShouldAllBe(line => !line.ForCustomer);
    }

    [Fact]
    public async Task What_stood_in_the_way_of_a_task_is_gone_when_the_task_is_done_and_stays_on_record()
    {
        await using var service = await TestWorkflows.StartSmallAsync();
        var (_, task) = await NewTaskAsync(service);
        var desk = service.Get<ObstacleDesk>();
        await desk.ReportAsync(task, First, "time", "Too much to do", Ct);
        await service.Get<TaskCompletion>().SubmitAsync(task, new TaskActor.Staff(First), FormValues.From([("finding.cause", "packing")]), [], Language.English, Ct);
        (await desk.OpenAsync(TestPeople.Admin, Ct)).ShouldBeEmpty();
        var kept = (await service.Engine.ReadAsync(db => ObstacleTable.OfTask(db, task), Ct)).ShouldHaveSingleItem();
        (kept.IsOpen, kept.ClosedBy).ShouldBe((false, null));
    }

    [Fact]
    public async Task A_report_needs_a_reason_of_the_list_words_and_somebody_who_may_do_the_task()
    {
        await using var service = await TestWorkflows.StartSmallAsync();
        var (_, task) = await NewTaskAsync(service);
        var desk = service.Get<ObstacleDesk>();
        (await desk.ReportAsync(task, First, "weather", "Rain", Ct)).ShouldBe(new TaskChange.Invalid("held.obstacle.reasonMissing"));
        (await desk.ReportAsync(task, First, "part", "  ", Ct)).ShouldBe(new TaskChange.Invalid("held.obstacle.textMissing"));
        (await desk.ReportAsync(task, First, "part", new string('x', ObstacleDesk.LongestText + 1), Ct)).ShouldBe(new TaskChange.Invalid("held.obstacle.tooLong"));
        (await desk.ReportAsync(task, TestPeople.Demo("production-desk"), "part", "Pump", Ct)).ShouldBeOfType<TaskChange.NotPossible>();
        (await desk.OpenAsync(TestPeople.Admin, Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Somebody_whom_the_case_does_not_concern_sees_no_obstacle_of_it_and_another_task_solves_none()
    {
        await using var service = await TestWorkflows.StartSmallAsync();
        var (_, task) = await NewTaskAsync(service);
        var (_, other) = await NewTaskAsync(service, "other@customer.example");
        var desk = service.Get<ObstacleDesk>();
        await desk.ReportAsync(task, First, "part", "Pump", Ct);
        (await desk.OpenAsync(TestPeople.Demo("production-desk"), Ct)).ShouldBeEmpty();
        var key = (await desk.OpenAsync(First, Ct)).ShouldHaveSingleItem().Key;
        await desk.SolveAsync(other, key, First, null, Ct);
        (await desk.OpenAsync(First, Ct)).ShouldHaveSingleItem("it belongs to another task");
    }

    private static async Task<(string Number, long Task)> NewTaskAsync(TestService service, string email = "buyer@customer.example")
    {
        var request = await service.SubmitAsync(TestRequests.Complaint with { CustomerEmail = email });
        return (request.CaseNumber, (await service.Get<TaskQueries>().OfCaseAsync(request.CaseNumber, TestPeople.Admin, Ct)).ShouldHaveSingleItem().Key);
    }

    private static async Task<TaskListItem> ItemAsync(TestService service, long task) =>
        (await service.Get<TaskQueries>().InboxAsync(TestPeople.Admin, InboxView.All, Ct)).Single(one => one.Key == task);

    private static Task<IReadOnlyList<MailView>> MailsAsync(TestService service, string template) =>
        service.Get<Mailbox>().ListAsync(new MailFilter { Template = template }, Ct);
}
