using AfterSales.Feel.Values;
using AfterSales.Service.Cases;
using AfterSales.Service.Forms;
using AfterSales.Service.Languages;
using AfterSales.Service.People;
using AfterSales.Service.Records;
using AfterSales.Service.Tasks;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Tasks;

public sealed class TaskCompletionTests
{
    private static readonly TaskActor Sales = new TaskActor.Staff(TestPeople.Demo("sales-desk"));
    private static readonly TaskActor Buyer = new TaskActor.Customer("buyer@customer.example");
    private static readonly FormValues Packing = FormValues.From(("finding.cause", "packing"), ("finding.days", "۳"), ("finding.signature", "Sales desk"));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_complaint_runs_from_request_to_close_with_its_records_filed()
    {
        await using var service = await TestWorkflows.StartSmallAsync();
        var request = await service.SubmitAsync();
        var completion = service.Get<TaskCompletion>();
        var look = await OpenTaskAsync(service, request.CaseNumber);
        (await completion.SubmitAsync(look, Sales, Packing, [TestRequests.Photo("finding.photos", "裂纹.png")], Language.English, Ct))
            .ShouldBe(new TaskSubmission.Done(request.CaseNumber));

        var confirm = await OpenTaskAsync(service, request.CaseNumber);
        (await completion.SubmitAsync(confirm, Sales, FormValues.Empty, [], Language.English, Ct))
            .ShouldBeOfType<TaskSubmission.NotPossible>().Why.ShouldBeOfType<TaskLookup.Reassigned>("only the customer may confirm");
        (await completion.SubmitAsync(confirm, Buyer, FormValues.Empty, [], Language.Chinese, Ct)).ShouldBeOfType<TaskSubmission.Done>();
        await Eventually(async () => (await service.Get<CaseQueries>().FindAsync(request.CaseNumber, Ct))!.Status == CaseStatus.Closed);

        var view = (await service.Get<CaseQueries>().GetAsync(request.CaseNumber, TestPeople.Admin, Language.Chinese, Ct))!;
        view.Case.Outcome.ShouldBe("satisfied");
        view.Case.ClosedAt.ShouldNotBeNull();
        view.Records.Select(record => record.Number).ShouldBe(["CMP-2026-0001-CHF", "CMP-2026-0001-SVR"], ignoreOrder: true);
        view.Records.ShouldAllBe(record => record.FiledAt != null);
        view.Attachments.ShouldHaveSingleItem().FileName.ShouldBe("裂纹.png");
        view.Processes.ShouldHaveSingleItem().IsActive.ShouldBeFalse();
        view.Processes[0].State.Done.ShouldContain("look");
        view.Timeline[^1].Title.ShouldBe("已收到请求");
    }

    [Fact]
    public async Task Answers_become_a_signed_section_in_the_words_of_the_form()
    {
        await using var service = await TestWorkflows.StartSmallAsync();
        var request = await service.SubmitAsync();
        await service.Get<TaskCompletion>().SubmitAsync(
            await OpenTaskAsync(service, request.CaseNumber), Sales, Packing, [TestRequests.Photo("finding.photos")], Language.English, Ct);
        var record = (await service.Get<RecordQueries>().FindAsync("CMP-2026-0001-CHF", Ct)).ShouldNotBeNull();
        record.Name.In(Language.Chinese).ShouldBe("客诉处理单");
        var section = record.Sections.ShouldHaveSingleItem();
        section.Title.In(Language.Chinese).ShouldBe("判断");
        section.Role.ShouldBe("sales");
        section.FilledBy.ShouldBe("sales-desk");
        section.FilledByName.ShouldBe("Sales desk (demo)");
        section.FilledAt.ShouldBe(service.Clock.GetUtcNow());
        section.Fields.Select(field => field.Key).ShouldBe(["finding.cause", "finding.days", "finding.photos", "finding.signature"]);
        section.Fields[0].Label.In(Language.Chinese).ShouldBe("原因");
        section.Fields[0].Values.ShouldHaveSingleItem().In(Language.Chinese).ShouldBe("包装");
        section.Fields[1].Values.ShouldHaveSingleItem().English.ShouldBe("3");
        section.Fields[2].AttachmentIds.ShouldHaveSingleItem();
        section.Fields[3].Kind.ShouldBe(RecordFieldKind.Signature);
    }

    [Fact]
    public async Task Of_two_who_complete_at_once_one_wins_and_the_other_learns_who()
    {
        await using var service = await TestWorkflows.StartSmallAsync();
        var request = await service.SubmitAsync();
        var task = await OpenTaskAsync(service, request.CaseNumber);
        TaskActor second = new TaskActor.Staff(TestPeople.Demo("sales-desk-2"));
        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(i =>
            service.Get<TaskCompletion>().SubmitAsync(task, i % 2 == 0 ? Sales : second, Packing, [], Language.English, Ct)));
        results.OfType<TaskSubmission.Done>().ShouldHaveSingleItem();
        foreach (var lost in results.OfType<TaskSubmission.NotPossible>())
            lost.Why.ShouldBeOfType<TaskLookup.AlreadyDone>().ByName.ShouldBeOneOf(
                [.. new[] { "sales-desk", "sales-desk-2" }.Select(id => TestPeople.Demo(id).Name)], "the winner's name");
        (await service.Get<RecordQueries>().OfCaseAsync(request.CaseNumber, Ct)).ShouldHaveSingleItem().Sections.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Wrong_answers_change_nothing_and_come_back_with_the_form()
    {
        await using var service = await TestWorkflows.StartSmallAsync();
        var request = await service.SubmitAsync();
        var task = await OpenTaskAsync(service, request.CaseNumber);
        var answers = FormValues.From(("finding.cause", "gold"), ("finding.days", "2.5"), ("finding.colour", "red"));
        var form = (await service.Get<TaskCompletion>().SubmitAsync(task, Sales, answers, [], Language.English, Ct)).ShouldBeOfType<TaskSubmission.Invalid>().Form;
        form.Errors.Select(error => error.Field).ShouldBe(["finding.cause", "finding.days", "finding.colour"]);
        form.Fields[1].Value.ShouldBe("2.5");
        (await OpenTaskAsync(service, request.CaseNumber)).ShouldBe(task);
    }

    [Fact]
    public async Task A_department_that_has_nothing_to_do_with_it_is_refused()
    {
        await using var service = await TestWorkflows.StartSmallAsync();
        var task = await OpenTaskAsync(service, (await service.SubmitAsync()).CaseNumber);
        var production = new TaskActor.Staff(TestPeople.Demo("production-desk"));
        (await service.Get<TaskCompletion>().SubmitAsync(task, production, Packing, [], Language.English, Ct))
            .ShouldBeOfType<TaskSubmission.NotPossible>().Why.ShouldBeOfType<TaskLookup.NotAllowed>();
        (await service.Get<TaskQueries>().GetAsync(task, production, Ct)).ShouldBeOfType<TaskLookup.NotAllowed>();
        (await service.Get<TaskQueries>().GetAsync(task + 1, production, Ct)).ShouldBeOfType<TaskLookup.Unknown>();
    }

    [Fact]
    public async Task A_substitute_may_complete_only_while_the_assignee_is_away()
    {
        await using var service = await TestWorkflows.StartSmallAsync();
        var task = await OpenTaskAsync(service, (await service.SubmitAsync()).CaseNumber);
        await service.Get<TaskActions>().ClaimAsync(task, TestPeople.Demo("sales-desk"), Ct);
        TaskActor second = new TaskActor.Staff(TestPeople.Demo("sales-desk-2"));
        (await service.Get<TaskCompletion>().SubmitAsync(task, second, Packing, [], Language.English, Ct))
            .ShouldBeOfType<TaskSubmission.NotPossible>().Why.ShouldBeOfType<TaskLookup.Reassigned>();
        await service.Get<PeopleStore>().SaveAsync(TestPeople.Demo("sales-desk") with { AwayFrom = service.Clock.GetUtcNow() }, ct: Ct);
        (await service.Get<TaskCompletion>().SubmitAsync(task, second, Packing, [], Language.English, Ct)).ShouldBeOfType<TaskSubmission.Done>();
    }

    [Fact]
    public async Task A_drawn_signature_is_kept_as_a_picture_of_the_case()
    {
        await using var service = await TestWorkflows.StartSmallAsync();
        var request = await service.SubmitAsync();
        var answers = FormValues.From(("finding.cause", "packing"), ("finding.signature", "data:image/png;base64," + Convert.ToBase64String(TestRequests.Png)));
        (await service.Get<TaskCompletion>().SubmitAsync(await OpenTaskAsync(service, request.CaseNumber), Sales, answers, [], Language.English, Ct))
            .ShouldBeOfType<TaskSubmission.Done>();
        var view = (await service.Get<CaseQueries>().GetAsync(request.CaseNumber, TestPeople.Admin, Language.English, Ct))!;
        var picture = view.Attachments.ShouldHaveSingleItem();
        view.Records[0].Sections[0].Fields[3].AttachmentIds.ShouldBe([picture.Id]);
        var finding = (FeelContext)(await service.Engine.Variables.OfInstanceAsync(view.Processes[0].InstanceKey, "finding", Ct))!;
        finding["signature"].ShouldBe(FeelValue.Of(picture.Id));
    }

    private static async Task<long> OpenTaskAsync(TestService service, string caseNumber) =>
        (await service.Get<TaskQueries>().OfCaseAsync(caseNumber, TestPeople.Admin, Ct)).ShouldHaveSingleItem().Key;

    private static Task Eventually(Func<Task<bool>> condition) => TestService.EventuallyAsync(condition);
}
