using AfterSales.Service.Cases;
using AfterSales.Service.Forms;
using AfterSales.Service.Languages;
using AfterSales.Service.Records;
using AfterSales.Service.Tasks;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Records;

public sealed class RecordCorrectionsTests
{
    private const string Number = "CMP-2026-0001-CHF";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_correction_is_a_new_revision_and_the_earlier_one_stays()
    {
        await using var service = await StartFilledAsync();
        (await CorrectAsync(service, "sales-desk", "finding.days", "5", "Counted again")).ShouldBe(RecordCorrection.Done);
        (await CorrectAsync(service, "quality-head", "finding.days", "6", "Counted once more")).ShouldBe(RecordCorrection.Done);
        var section = (await service.Get<RecordQueries>().FindAsync(Number, Ct))!.Sections.ShouldHaveSingleItem();
        section.Revision.ShouldBe(3);
        section.RevisionReason.ShouldBe("Counted once more");
        section.FilledBy.ShouldBe("quality-head");
        Days(section).ShouldBe("6");
        section.Fields[0].Values.ShouldHaveSingleItem().English.ShouldBe("Packing", "what was not corrected stays");
        section.EarlierRevisions.Select(Days).ShouldBe(["3", "5"]);
        var told = (await service.Get<CaseQueries>().GetAsync("CMP-2026-0001", TestPeople.Admin, Language.English, Ct))!.Timeline[0];
        told.Kind.ShouldBe("record.corrected");
        told.Detail.ShouldBe("Counted once more");
    }

    [Theory]
    [InlineData("sales-desk", "finding.days", " ", RecordCorrection.ReasonMissing)]
    [InlineData("sales-desk-2", "finding.days", "Typo", RecordCorrection.NotAllowed)]
    [InlineData("production-desk", "finding.days", "Typo", RecordCorrection.Unknown)]
    [InlineData("sales-desk", "finding.colour", "Typo", RecordCorrection.NotCorrectable)]
    [InlineData("sales-desk", "finding.signature", "Typo", RecordCorrection.NotCorrectable)]
    public async Task What_cannot_be_corrected_is_told_and_changes_nothing(string person, string field, string reason, RecordCorrection answer)
    {
        await using var service = await StartFilledAsync();
        (await CorrectAsync(service, person, field, "x", reason)).ShouldBe(answer);
        (await service.Get<RecordQueries>().FindAsync(Number, Ct))!.Sections[0].Revision.ShouldBe(1);
    }

    private static string Days(RecordSection section) => section.Fields.Single(field => field.Key == "finding.days").Values[0].English;

    private static Task<RecordCorrection> CorrectAsync(TestService service, string person, string field, string text, string reason) =>
        service.Get<RecordCorrections>().CorrectAsync(Number, 1, new Dictionary<string, string> { [field] = text }, TestPeople.Demo(person), reason, Ct);

    private static async Task<TestService> StartFilledAsync()
    {
        var service = await TestWorkflows.StartSmallAsync();
        var request = await service.SubmitAsync();
        var task = (await service.Get<TaskQueries>().OfCaseAsync(request.CaseNumber, Ct))[0].Key;
        var answers = FormValues.From(("finding.cause", "packing"), ("finding.days", "3"), ("finding.signature", "Sales desk"));
        (await service.Get<TaskCompletion>().SubmitAsync(task, new TaskActor.Staff(TestPeople.Demo("sales-desk")), answers, [], Language.English, Ct))
            .ShouldBeOfType<TaskSubmission.Done>();
        return service;
    }
}
