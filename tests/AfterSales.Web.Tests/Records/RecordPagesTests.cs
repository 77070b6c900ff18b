using System.Net;
using System.Text.Json;
using AfterSales.Service.Tasks;
using AfterSales.Web.Tests.Support;
using AfterSales.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace AfterSales.Web.Tests.Records;

/// <summary>Records found, exported and corrected, by those who may.</summary>
public sealed class RecordPagesTests : IClassFixture<Site>
{
    private readonly Site site;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public RecordPagesTests(Site site) => this.site = site;

    [Fact]
    public async Task A_record_is_found_by_its_words_exported_and_corrected_with_a_reason()
    {
        var number = await RegisteredAsync("Weld bead number 17-β broke off");
        using var sales = await site.SignInAsync("sales-desk");

        var found = await sales.GetAsync("/records?q=" + Uri.EscapeDataString("number 17-β"));
        found.All("[data-records] tbody tr").Select(row => row.GetAttribute("data-record")).ShouldBe([$"{number}-CIR"]);
        (await sales.GetAsync("/records?q=nowhere-to-be-found")).All("[data-records]").ShouldBeEmpty();

        var csv = await sales.Client.GetAsync("/api/records.csv?text=" + Uri.EscapeDataString("17-β"), Ct);
        csv.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        var bytes = await csv.Content.ReadAsByteArrayAsync(Ct);
        bytes[..3].ShouldBe([0xEF, 0xBB, 0xBF], "a spreadsheet knows UTF-8 by it");
        System.Text.Encoding.UTF8.GetString(bytes).ShouldContain("Weld bead number 17-β broke off");

        var page = await sales.GetAsync($"/cases/{number}/records/{number}-CIR");
        page.One("[data-original]").TextContent.ShouldBe("客户信息记录表");
        var form = await sales.GetAsync(page.One("[data-action=correct-section]").GetAttribute("href")!);
        (await sales.SubmitAsync(form, "form[data-form=correction]", ("text:registration.summary", "Weld bead 18"))).One("#reason-problem").TextContent.ShouldBe("Please say why it is corrected.");
        var done = await sales.SubmitAsync(form, "form[data-form=correction]", ("text:registration.summary", "Weld bead 18"), ("reason", "Counted again"));
        done.Status.ShouldBe(HttpStatusCode.Redirect);
        var corrected = await sales.FollowAsync(done);
        corrected.Text.ShouldContain("Weld bead 18");
        corrected.Text.ShouldContain("Counted again");
        corrected.One(".printonly.replaced").TextContent.ShouldContain("17-β", customMessage: "on paper, where nothing unfolds, it is written out");
        corrected.One("details.quietdetails").TextContent.ShouldContain("17-β", customMessage: "what stood there stays readable");

        using var answer = JsonDocument.Parse(await sales.Client.GetStringAsync($"/api/records/{number}-CIR", Ct));
        var section = answer.RootElement.GetProperty("sections")[0];
        section.GetProperty("revision").GetInt32().ShouldBe(2);
        section.GetProperty("earlierRevisions")[0].GetProperty("revision").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Who_does_not_see_the_case_finds_no_record_of_it()
    {
        var number = await RegisteredAsync("Nobody in production sees this");
        using var production = await site.SignInAsync("production-desk");
        (await production.GetAsync($"/records?q={number}")).All("[data-records]").ShouldBeEmpty();
        (await production.Client.GetAsync($"/api/records/{number}-CIR", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await production.GetAsync($"/cases/{number}/records/{number}-CIR/correct/1")).Status.ShouldBe(HttpStatusCode.NotFound);
        using var colleague = await site.SignInAsync("sales-desk-2");
        (await colleague.GetAsync($"/cases/{number}/records/{number}-CIR")).All("[data-action=correct-section]").ShouldBeEmpty("only who filled it, managers and admins correct it");
    }

    [Theory]
    [InlineData("/api/records?take=0")]
    [InlineData("/api/records?take=many")]
    [InlineData("/api/records?skip=-1")]
    [InlineData("/api/records?from=yesterday")]
    [InlineData("/api/records?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z")]
    [InlineData("/api/records?kind=unheard-of")]
    [InlineData("/api/records?language=de")]
    [InlineData("/api/records.csv?language=de")]
    public async Task A_question_that_makes_no_sense_is_told_so(string address)
    {
        using var sales = await site.SignInAsync("sales-desk");
        var answer = await sales.Client.GetAsync(address, Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    /// <summary>A complaint that sales has registered with this summary.</summary>
    private async Task<string> RegisteredAsync(string summary)
    {
        var request = await site.ComplainAsync();
        var tasks = site.Services.GetRequiredService<TaskQueries>();
        var task = await Eventually.FoundAsync("the task of sales", async () => (await tasks.OfCaseAsync(request.CaseNumber)) is [var first, ..] ? first : null);
        using var sales = await site.SignInAsync("sales-desk");
        var page = await sales.GetAsync($"/tasks/{task.Key}");
        var done = await sales.SubmitAsync(page, "form.taskform",
            ("registration.summary", summary), ("registration.subject", "function"), ("registration.quantity", "12"), ("registration.cause", "nonconforming"),
            ("registration.urgency", "high"), ("registration.inScope", "yes"), ("registration.signature", "Sales desk"));
        done.Status.ShouldBe(HttpStatusCode.Redirect, done.Text);
        return request.CaseNumber;
    }
}
