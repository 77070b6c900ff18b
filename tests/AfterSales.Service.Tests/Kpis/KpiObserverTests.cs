using AfterSales.Service.Kpis;
using AfterSales.Service.Storage;
using AfterSales.Service.Tasks;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Kpis;

/// <summary>What completed steps leave behind for the figures, by the real engine.</summary>
public sealed class KpiObserverTests
{
    // "look" is done by staff, "confirm" by the customer; "file" is an automatic step.
    private static readonly string Marked = TestWorkflows.Small
        .Replace("""<zeebe:property name="record" value="complaint-handling-form" />""", """<zeebe:property name="kpi.event" value="first-answer" /><zeebe:property name="record" value="complaint-handling-form" />""", StringComparison.Ordinal)
        .Replace("""<zeebe:property name="case.status" value="waitingForCustomer" />""", """<zeebe:property name="kpi.event" value="resolved, accepted, no-such-event" /><zeebe:property name="case.status" value="waitingForCustomer" />""", StringComparison.Ordinal);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_mark_of_a_completed_step_is_one_event_credited_to_who_worked()
    {
        await using var service = await TestWorkflows.StartSmallAsync(Marked);
        await TestService.EventuallyAsync(() => Task.FromResult(true));
        var request = await service.SubmitAsync();
        await CompleteAsync(service, request.CaseNumber, "look", "sales-1", """{"finding": {"cause": "packing"}}""");
        service.Clock.Advance(TimeSpan.FromHours(3));
        await CompleteAsync(service, request.CaseNumber, "confirm", "customer:buyer@customer.example", "{}");

        var events = await EventsAsync(service);

        events.Select(one => one.Event).ShouldBe(["first-answer", "accepted", "resolved"], ignoreOrder: true);
        events.ShouldAllBe(one => one.Person == "sales-1" && one.Role == "sales", "what the customer confirms is the work of who worked before");
        events.ShouldAllBe(one => one.CaseNumber == request.CaseNumber);
        events.Single(one => one.Event == "resolved").At.ShouldBe(service.Clock.GetUtcNow().ToUnixTimeMilliseconds());
    }

    [Fact]
    public async Task A_step_that_is_given_up_is_no_event()
    {
        await using var service = await TestWorkflows.StartSmallAsync(Marked);
        var request = await service.SubmitAsync();
        await service.Engine.Messages.PublishAsync(new AfterSales.Engine.Messages.PublishMessage("complaint-withdrawn", request.CaseNumber), ct: Ct);
        await TestService.EventuallyAsync(() => service.Engine.ReadAsync(db => db.List<string>("SELECT status FROM cases").Single() == "declined", Ct));

        (await EventsAsync(service)).ShouldBeEmpty("the first answer was never given");
    }

    [Fact]
    public void Marks_are_read_as_a_list_and_unknown_words_are_none() =>
        KpiMarks.Read(" first-answer,rework , nonsense,rework").ShouldBe(["first-answer", "rework"]);

    [Fact]
    public void Every_indicator_has_a_source_and_words_in_three_languages()
    {
        foreach (var kpi in KpiCatalog.Shipped.All)
        {
            Service.Kpis.Sources.KpiSources.All.ContainsKey(kpi.Source).ShouldBeTrue(kpi.Id);
            foreach (var text in new[] { kpi.Name, kpi.Definition })
                new[] { text.English, text.Persian, text.Chinese }.ShouldAllBe(words => !string.IsNullOrWhiteSpace(words), kpi.Id);
        }
        KpiCatalog.Shipped.Find("installation-7-days")!.Target.ShouldBe(new KpiTarget(KpiComparator.MoreThan, 90), "KPI-01 says more than 90 %");
        KpiCatalog.Shipped.Find("satisfaction")!.Target.ShouldBe(new KpiTarget(KpiComparator.AtLeast, 70), "KPI-02 says at least 70 %");
        KpiCatalog.Shipped.Find("satisfaction")!.Warning.ShouldBe(new KpiTarget(KpiComparator.AtLeast, 80), "KPI-03 says 80 points");
    }

    private static async Task CompleteAsync(TestService service, string caseNumber, string element, string by, string variables)
    {
        long key = 0;
        await TestService.EventuallyAsync(async () => (key = await service.Engine.ReadAsync(db => db.List<long>(
            "SELECT task_key FROM tasks WHERE case_number = @caseNumber AND element_id = @element AND ended_at IS NULL", new { caseNumber, element }).FirstOrDefault(), Ct)) != 0);
        (await service.Engine.UserTasks.CompleteAsync(key, (AfterSales.Feel.Values.FeelContext)AfterSales.Feel.Values.FeelJson.Parse(variables), by: by, ct: Ct)).IsOk.ShouldBeTrue();
    }

    private static Task<List<EventRow>> EventsAsync(TestService service) => service.Engine.ReadAsync(db => db.List<EventRow>(
        "SELECT event AS Event, case_number AS CaseNumber, person_id AS Person, role_id AS Role, happened_at AS At FROM kpi_event ORDER BY event_key"), Ct);

    private sealed class EventRow
    {
        public string Event { get; init; } = "";
        public string CaseNumber { get; init; } = "";
        public string? Person { get; init; }
        public string? Role { get; init; }
        public long At { get; init; }
    }
}
