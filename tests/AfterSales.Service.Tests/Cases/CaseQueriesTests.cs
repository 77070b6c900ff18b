using AfterSales.Service.Attachments;
using AfterSales.Service.Cases;
using AfterSales.Service.Languages;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Cases;

public sealed class CaseQueriesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Staff_see_the_cases_their_department_owns_or_works_on_and_no_others()
    {
        await using var service = await TestWorkflows.StartSmallAsync();
        var request = await service.SubmitAsync(null, TestRequests.Photo());
        var cases = service.Get<CaseQueries>();
        foreach (var (id, sees) in new[] { ("sales-desk", true), ("service-desk", true), ("production-desk", false), ("rnd-head", true) })
        {
            var person = TestPeople.Demo(id);
            (await cases.ListAsync(new CaseFilter(), person, Ct)).Total.ShouldBe(sees ? 1 : 0, id);
            ((await cases.GetAsync(request.CaseNumber, person, Language.English, Ct)) is not null).ShouldBe(sees, id);
        }
        var file = (await cases.GetAsync(request.CaseNumber, TestPeople.Admin, Language.English, Ct))!.Attachments[0];
        (await service.Get<AttachmentQueries>().OpenAsync(file.Id, TestPeople.Demo("production-desk"), Ct)).ShouldBeNull();
        using var content = await service.Get<AttachmentQueries>().OpenAsync(file.Id, TestPeople.Demo("sales-desk"), Ct);
        content.ShouldNotBeNull();
        (await service.Get<AttachmentQueries>().OpenAsync(file.Id, "CMP-2026-0002", Ct)).ShouldBeNull("a link to one case opens no file of another");
    }

    [Fact]
    public async Task An_unknown_number_is_null() =>
        (await (await TestWorkflows.StartSmallAsync()).Get<CaseQueries>().GetAsync("CMP-1999-0001", TestPeople.Admin, Language.English, Ct)).ShouldBeNull();

    [Theory]
    [InlineData("seal", 1)]
    [InlineData("HX20", 1)]
    [InlineData("cmp-2026-0002", 1)]
    [InlineData("۰۰۰۱", 1)]
    [InlineData("customer.example", 2)]
    [InlineData("100%", 0)]
    [InlineData("_", 0)]
    public async Task Cases_are_found_by_any_part_of_what_names_them(string text, int count)
    {
        await using var service = await TestWorkflows.StartSmallAsync();
        await service.SubmitAsync();
        await service.SubmitAsync(TestRequests.Complaint with { CustomerEmail = "other@customer.example", SerialNumber = "ZZ-1", Subject = "Pump is loud" });
        (await service.Get<CaseQueries>().ListAsync(new CaseFilter { Text = text }, TestPeople.Admin, Ct)).Total.ShouldBe(count);
    }

    [Fact]
    public async Task A_list_says_whose_turn_it_is_and_pages()
    {
        await using var service = await TestWorkflows.StartSmallAsync();
        for (var i = 0; i < 3; i++)
            await service.SubmitAsync(TestRequests.Complaint with { SerialNumber = null });
        var page = await service.Get<CaseQueries>().ListAsync(new CaseFilter { IsOpen = true, Take = 2, Skip = 1 }, TestPeople.Admin, Ct);
        page.Total.ShouldBe(3);
        page.Items.Select(item => item.Case.Number).ShouldBe(["CMP-2026-0002", "CMP-2026-0001"]);
        page.Items[0].WaitingRoles.ShouldBe(["sales"]);
        (await service.Get<CaseQueries>().ListAsync(new CaseFilter { IsOpen = false }, TestPeople.Admin, Ct)).Total.ShouldBe(0);
    }

    [Fact]
    public async Task The_customer_sees_his_case_by_its_code_without_internal_steps()
    {
        await using var service = await TestWorkflows.StartSmallAsync();
        var request = await service.SubmitAsync(null, TestRequests.Photo());
        var tracked = (await service.Get<CaseQueries>().TrackAsync(request.TrackingCode, Language.English, Ct)).ShouldNotBeNull();
        tracked.Case.Number.ShouldBe(request.CaseNumber);
        tracked.Timeline.Select(line => line.Kind).ShouldNotContain("task.created");
        tracked.Timeline[0].Title.ShouldBe("We have your request");
        tracked.Timeline.ShouldAllBe(line => line.ActorName == null);
        tracked.Attachments.ShouldHaveSingleItem();
        tracked.CanWithdraw.ShouldBeTrue();
        tracked.CanReply.ShouldBeFalse();
        foreach (var code in new[] { "", "x", request.TrackingCode[..23] + "!", request.TrackingCode[..23] + (request.TrackingCode[23] == 'A' ? "B" : "A") })
            (await service.Get<CaseQueries>().TrackAsync(code, Language.English, Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task A_withdrawal_ends_the_case_once()
    {
        await using var service = await TestWorkflows.StartSmallAsync();
        var request = await service.SubmitAsync();
        var messages = service.Get<CustomerMessages>();
        (await messages.WithdrawAsync("unknown", null, Ct)).ShouldBeFalse();
        (await messages.WithdrawAsync(request.TrackingCode, "Solved by itself", Ct)).ShouldBeTrue();
        await TestService.EventuallyAsync(async () => (await service.Get<CaseQueries>().FindAsync(request.CaseNumber, Ct))!.Status == CaseStatus.Declined);
        (await messages.WithdrawAsync(request.TrackingCode, null, Ct)).ShouldBeFalse("nobody listens any more");
        var timeline = (await service.Get<CaseQueries>().GetAsync(request.CaseNumber, TestPeople.Admin, Language.English, Ct))!.Timeline;
        timeline.Count(line => line.Kind == "case.withdrawn").ShouldBe(1);
        timeline.ShouldContain(line => line.Kind == "task.cancelled");
    }
}
