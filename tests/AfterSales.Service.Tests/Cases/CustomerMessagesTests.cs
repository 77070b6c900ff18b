using AfterSales.Service.Cases;
using AfterSales.Service.Languages;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Cases;

/// <summary>A workflow that listens for the customer's answer instead of a withdrawal.</summary>
public sealed class CustomerMessagesTests
{
    private static readonly string Listening = TestWorkflows.Small.Replace(CustomerMessages.Withdrawn, CustomerMessages.Replied, StringComparison.Ordinal);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_wakes_the_workflow_that_waits_for_it_and_keeps_its_files()
    {
        await using var service = await TestWorkflows.StartSmallAsync(Listening);
        var request = await service.SubmitAsync();
        (await service.Get<CaseQueries>().TrackAsync(request.TrackingCode, Language.English, Ct))!.CanReply.ShouldBeTrue();

        (await service.Get<CustomerMessages>().ReplyAsync(request.TrackingCode, "Since Monday", [TestRequests.Photo()], Language.English, Ct)).ShouldBeEmpty();

        await TestService.EventuallyAsync(async () => (await service.Get<CaseQueries>().FindAsync(request.CaseNumber, Ct))!.Status == CaseStatus.Declined);
        var view = (await service.Get<CaseQueries>().GetAsync(request.CaseNumber, TestPeople.Admin, Language.English, Ct))!;
        view.Timeline.ShouldContain(line => line.Kind == "case.replied");
        view.Attachments.ShouldHaveSingleItem();
        (await service.Engine.Variables.OfInstanceAsync(view.Case.ProcessInstanceKey!.Value, "customerReply", Ct))!.ToString()!.ShouldContain("Since Monday");
    }

    [Theory]
    [InlineData("  ", "text")]
    [InlineData("a page", "files")]
    public async Task An_answer_without_words_or_with_a_forbidden_file_changes_nothing(string text, string field)
    {
        await using var service = await TestWorkflows.StartSmallAsync(Listening);
        var request = await service.SubmitAsync();
        var page = TestRequests.Photo(name: "page.html") with { Length = 14, Open = () => new MemoryStream("<html></html>\n"u8.ToArray()) };

        var errors = await service.Get<CustomerMessages>().ReplyAsync(request.TrackingCode, text, field == "files" ? [page] : [], Language.English, Ct);

        errors.ShouldHaveSingleItem().Field.ShouldBe(field);
        var view = (await service.Get<CaseQueries>().GetAsync(request.CaseNumber, TestPeople.Admin, Language.English, Ct))!;
        view.Timeline.ShouldNotContain(line => line.Kind == "case.replied");
        view.Attachments.ShouldBeEmpty();
    }
}
