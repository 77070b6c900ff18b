using AfterSales.Service.Cases;
using AfterSales.Service.Deadlines;
using AfterSales.Service.Forms;
using AfterSales.Service.Languages;
using AfterSales.Service.Mail;
using AfterSales.Service.People;
using AfterSales.Service.Tasks;
using AfterSales.Service.Tasks.Questions;
using AfterSales.Service.Timeline;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Tasks;

public sealed class TaskQuestionTests
{
    private static readonly Person First = TestPeople.Demo("sales-desk");
    private static readonly Person Second = TestPeople.Demo("sales-desk-2");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_question_goes_to_the_customer_and_its_answer_comes_back_to_who_has_the_task()
    {
        await using var service = await TestWorkflows.StartSmallAsync();
        var (number, code, task) = await NewTaskAsync(service);
        await service.Get<TaskActions>().ClaimAsync(task, First, Ct);
        (await service.Get<TaskQuestions>().AskAsync(task, First, "  Which gas do you use?\r\n", Ct)).ShouldBeOfType<TaskChange.Done>();
        var open = (await service.Get<CustomerAnswers>().OpenAsync(code, Ct)).ShouldHaveSingleItem();
        open.Text.ShouldBe("Which gas do you use?");
        (await MailsAsync(service, "question")).ShouldHaveSingleItem().Links
            .ShouldContain(link => link.EndsWith($"/track/{code}/answer/{open.Key}", StringComparison.Ordinal));
        (await OneAsync(service, task)).AskedAt.ShouldNotBeNull("the list shows that the task waits for the customer");

        await service.Get<TaskActions>().ReassignAsync(task, First, Second.Id, "On leave", Ct);
        (await service.Get<CustomerAnswers>().AnswerAsync(code, open.Key, "Argon 4.8", [TestRequests.Photo()], Language.Chinese, Ct)).ShouldBeEmpty();
        (await service.Get<CustomerAnswers>().AnswerAsync(code, open.Key, "Argon 5.0", [], Language.Chinese, Ct)).ShouldBeEmpty();
        var view = await ViewAsync(service, task);
        var answered = view.Questions.ShouldHaveSingleItem();
        (answered.Answer, answered.End).ShouldBe(("Argon 4.8", QuestionEnd.Answered), "the first answer stays");
        view.Case!.Attachments.ShouldHaveSingleItem();
        (await OneAsync(service, task)).AskedAt.ShouldBeNull();
        (await MailsAsync(service, "question-answered")).ShouldHaveSingleItem().PersonId.ShouldBe(Second.Id, "the task changed hands while it waited");
        var told = await service.Get<TimelineQueries>().ForCustomerAsync(number, Language.English, Ct);
        told.ShouldContain(line => line.Title == "We have a question for you" && line.Detail == "Which gas do you use?");
        told.ShouldContain(line => line.Title == "You answered our question" && line.Detail == "Argon 4.8");
    }

    [Fact]
    public async Task A_question_of_one_case_is_not_there_for_the_code_of_another()
    {
        await using var service = await TestWorkflows.StartSmallAsync();
        var (_, code, task) = await NewTaskAsync(service);
        var other = (await service.SubmitAsync(TestRequests.Complaint with { CustomerEmail = "other@customer.example" })).TrackingCode;
        await service.Get<TaskQuestions>().AskAsync(task, First, "Which gas?", Ct);
        var answers = service.Get<CustomerAnswers>();
        var key = (await answers.OpenAsync(code, Ct)).ShouldHaveSingleItem().Key;
        (await answers.FindAsync(other, key, Ct)).ShouldBeNull();
        (await answers.FindAsync("x", key, Ct)).ShouldBeNull();
        (await answers.AnswerAsync(other, key, "Mine", [], Language.English, Ct)).ShouldHaveSingleItem().Field.ShouldBe("text");
        (await answers.OpenAsync(code, Ct)).ShouldHaveSingleItem("nobody else answered it");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Only_a_clock_whose_policy_deducts_pauses_stands_still_while_the_customer_is_asked(bool deducts)
    {
        await using var service = await TestWorkflows.StartSmallAsync(Due(deducts));
        var (number, code, task) = await NewTaskAsync(service);
        var clocks = service.Get<DeadlineQueries>();
        var before = clocks.ForTask(task)!.DueAt;
        await service.Get<TaskQuestions>().AskAsync(task, First, "Which gas?", Ct);
        service.Clock.Advance(TimeSpan.FromHours(1));
        (clocks.ForTask(task)!.State == DeadlineState.Paused).ShouldBe(deducts);
        service.Clock.Advance(TimeSpan.FromHours(23));
        var key = (await service.Get<CustomerAnswers>().OpenAsync(code, Ct))[0].Key;
        await service.Get<CustomerAnswers>().AnswerAsync(code, key, "Argon", [], Language.English, Ct);
        clocks.ForTask(task)!.DueAt.ShouldBe(deducts ? before.AddDays(1) : before);
        (await service.Engine.ReadAsync(db => PauseTable.OfCase(db, null, number), Ct)).ShouldHaveSingleItem().EndedAt.ShouldNotBeNull("recorded in any case");
    }

    [Fact]
    public async Task A_task_waits_for_one_answer_and_its_end_closes_the_question()
    {
        await using var service = await TestWorkflows.StartSmallAsync(Due(deducts: true));
        var (number, code, task) = await NewTaskAsync(service);
        var questions = service.Get<TaskQuestions>();
        (await questions.AskAsync(task, First, "One", Ct)).ShouldBeOfType<TaskChange.Done>();
        (await questions.AskAsync(task, First, "Two", Ct)).ShouldBe(new TaskChange.Invalid("held.question.waits"));
        (await questions.WithdrawAsync(task, First, Ct)).ShouldBeOfType<TaskChange.Done>();
        (await questions.AskAsync(task, First, "Two", Ct)).ShouldBeOfType<TaskChange.Done>();
        var key = (await service.Get<CustomerAnswers>().OpenAsync(code, Ct)).ShouldHaveSingleItem().Key;
        var answers = FormValues.From([("finding.cause", "packing")]);
        (await service.Get<TaskCompletion>().SubmitAsync(task, new TaskActor.Staff(First), answers, [], Language.English, Ct)).ShouldBeOfType<TaskSubmission.Done>();
        (await service.Get<CustomerAnswers>().OpenAsync(code, Ct)).ShouldBeEmpty();
        (await service.Get<CustomerAnswers>().FindAsync(code, key, Ct))!.Value.Question.End.ShouldBe(QuestionEnd.TaskEnded);
        (await service.Engine.ReadAsync(db => PauseTable.OfCase(db, null, number), Ct)).ShouldAllBe(pause => pause.EndedAt != null);
    }

    [Fact]
    public async Task Whoever_may_not_do_the_task_asks_nothing_and_an_empty_question_is_none()
    {
        await using var service = await TestWorkflows.StartSmallAsync();
        var (_, code, task) = await NewTaskAsync(service);
        var questions = service.Get<TaskQuestions>();
        (await questions.AskAsync(task, TestPeople.Demo("production-desk"), "Why?", Ct)).ShouldBeOfType<TaskChange.NotPossible>();
        (await questions.AskAsync(task, First, " \u200b\n", Ct)).ShouldBe(new TaskChange.Invalid("held.question.missing"));
        (await questions.AskAsync(task, First, new string('x', TaskQuestions.LongestText + 1), Ct)).ShouldBe(new TaskChange.Invalid("held.question.tooLong"));
        (await questions.AskAsync(12345, First, "Why?", Ct)).ShouldBeOfType<TaskChange.NotPossible>().Why.ShouldBeOfType<TaskLookup.Unknown>();
        (await service.Get<CustomerAnswers>().OpenAsync(code, Ct)).ShouldBeEmpty();
    }

    private static string Due(bool deducts) => TestWorkflows.Small
        .Replace("<zeebe:formDefinition formId=\"look\" />", "<zeebe:formDefinition formId=\"look\" /><zeebe:taskSchedule dueDate=\"=now() + duration(&#34;P5D&#34;)\" />", StringComparison.Ordinal)
        .Replace("<zeebe:property name=\"case.status\" value=\"inProgress\" />", $"<zeebe:property name=\"case.status\" value=\"inProgress\" /><zeebe:property name=\"deductPauses\" value=\"{(deducts ? "true" : "false")}\" />", StringComparison.Ordinal);

    private static async Task<(string Number, string Code, long Task)> NewTaskAsync(TestService service)
    {
        var request = await service.SubmitAsync();
        return (request.CaseNumber, request.TrackingCode, (await service.Get<TaskQueries>().OfCaseAsync(request.CaseNumber, TestPeople.Admin, Ct)).ShouldHaveSingleItem().Key);
    }

    private static async Task<TaskListItem> OneAsync(TestService service, long task) =>
        (await service.Get<TaskQueries>().InboxAsync(TestPeople.Admin, InboxView.All, Ct)).Single(one => one.Key == task);

    private static async Task<TaskView> ViewAsync(TestService service, long task) =>
        (await service.Get<TaskQueries>().GetAsync(task, new TaskActor.Staff(TestPeople.Admin), Ct)).ShouldBeOfType<TaskLookup.Open>().View;

    private static Task<IReadOnlyList<MailView>> MailsAsync(TestService service, string template) =>
        service.Get<Mailbox>().ListAsync(new MailFilter { Template = template }, Ct);
}
