using System.Diagnostics;
using AfterSales.Service.Kpis;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Kpis;

/// <summary>Indicators from stored cases: KPI-01 to KPI-06.</summary>
public sealed class KpiQueriesTests
{
    private static readonly TimeZoneInfo Tehran = TimeZoneInfo.FindSystemTimeZoneById("Asia/Tehran");
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static DateTimeOffset Now => new(2026, 11, 21, 8, 30, 0, TimeSpan.Zero);

    public static TheoryData<int, bool, string> Seeds => new() { { 1, false, "Asia/Shanghai" }, { 2, true, "Asia/Tehran" }, { 3, false, "Asia/Tehran" }, { 4, true, "UTC" } };

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Every_figure_of_every_period_is_that_of_counting_by_hand(int seed, bool solar, string zoneId)
    {
        await using var service = await TestService.StartAsync();
        var history = KpiHistory.Random(seed, 250, Now.AddDays(-200), Now);
        await history.WriteAsync(service);
        var naive = new NaiveKpis(history, Now);

        var report = await service.Get<KpiQueries>().ReadAsync(new KpiQuestion
        {
            From = new(2026, 5, 3), To = new(2026, 11, 30), By = KpiBy.Month, Solar = solar, Zone = TimeZoneInfo.FindSystemTimeZoneById(zoneId),
        }, Ct);

        report.Kpis.Count.ShouldBe(KpiCatalog.Shipped.All.Count);
        foreach (var series in report.Kpis)
        {
            var wholes = report.Periods.Zip(series.Periods).Append((report.Periods[0] with { To = report.Periods[^1].To }, series.Total));
            foreach (var (period, value) in wholes.Where(whole => whole.Item1.From <= Now))
                Compare(series.Kpi, value, naive.Of(series.Kpi.Id, period.From, period.To), $"seed {seed}, {series.Kpi.Id}, {period.Id}");
        }
        report.Find("tasks-on-time")!.Total.Denominator.ShouldBeGreaterThan(50, "otherwise nothing was compared");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("repair")]
    public async Task A_month_in_the_middle_counts_also_what_happened_in_cases_that_were_closed_before_it_or_received_later(string? kind)
    {
        await using var service = await TestService.StartAsync();
        var history = KpiHistory.Random(23, 300, Now.AddDays(-200), Now);
        // Work after the end of a case, and an answer that was given before the request was recorded.
        foreach (var one in history.Cases.Where(one => one.ClosedAt < new DateTimeOffset(2026, 8, 1, 0, 0, 0, TimeSpan.Zero)).Take(40))
            one.Events.Add(new("resolved", new(2026, 8, 12, 9, 0, 0, TimeSpan.Zero), "sara", "sales"));
        foreach (var one in history.Cases.Where(one => one.ReceivedAt > new DateTimeOffset(2026, 9, 1, 0, 0, 0, TimeSpan.Zero)).Take(20))
            one.Events.Insert(0, new("first-answer", new(2026, 8, 20, 9, 0, 0, TimeSpan.Zero), "ali", "sales"));
        await history.WriteAsync(service);
        var naive = new NaiveKpis(history, Now);

        var report = await service.Get<KpiQueries>().ReadAsync(new KpiQuestion { From = new(2026, 8, 1), To = new(2026, 8, 31), By = KpiBy.Whole, Kind = kind }, Ct);

        foreach (var series in report.Kpis)
            Compare(series.Kpi, series.Total, naive.Of(series.Kpi.Id, report.Periods[0].From, report.Periods[0].To, kind is null ? null : (_, _, its) => its == kind), series.Kpi.Id);
        report.Find("resolution")!.Total.Denominator.ShouldBeGreaterThan(kind is null ? 40 : 5, "late verdicts are among them");
    }

    [Theory]
    [InlineData(KpiGroup.Person)]
    [InlineData(KpiGroup.Role)]
    [InlineData(KpiGroup.Kind)]
    public async Task Figures_of_each_group_are_those_of_its_own_part(KpiGroup by)
    {
        await using var service = await TestService.StartAsync();
        var history = KpiHistory.Random(11, 200, Now.AddDays(-100), Now);
        await history.WriteAsync(service);
        var naive = new NaiveKpis(history, Now);

        var report = await service.Get<KpiQueries>().ReadAsync(new KpiQuestion { From = new(2026, 9, 1), To = new(2026, 11, 21), By = KpiBy.Whole, Group = by }, Ct);

        var compared = 0;
        foreach (var series in report.Kpis)
            foreach (var group in series.Groups.Where(group => group.Id is not null))
            {
                var own = naive.Of(series.Kpi.Id, report.Periods[0].From, report.Periods[0].To, (person, role, kind) =>
                    group.Id == by switch { KpiGroup.Person => person, KpiGroup.Role => role, _ => kind });
                Compare(series.Kpi, group.Total, own, $"{series.Kpi.Id} of {group.Id}");
                compared++;
            }
        compared.ShouldBeGreaterThan(20);
    }

    [Fact]
    public async Task Nothing_to_count_is_no_figure_and_meets_no_target()
    {
        await using var service = await TestService.StartAsync();
        var report = await service.Get<KpiQueries>().ReadAsync(new KpiQuestion { From = new(2026, 10, 1), To = new(2026, 12, 31) }, Ct);
        foreach (var share in report.Kpis.Where(series => series.Kpi.Measure is not (KpiMeasure.Sum or KpiMeasure.Standing)))
        {
            share.Total.Value.ShouldBeNull($"{share.Kpi.Id}: of nothing there is no share");
            share.Total.IsMet.ShouldBeNull(share.Kpi.Id);
            share.Total.Denominator.ShouldBe(0);
        }
        report.Find("received")!.Periods[0].Value.ShouldBe(0, "a count of nothing is zero");
        report.Find("received")!.Periods[2].Value.ShouldBeNull("December has not begun");
    }

    [Fact]
    public async Task Ninety_percent_is_not_more_than_ninety_percent()
    {
        await using var service = await TestService.StartAsync();
        var received = new DateTimeOffset(2026, 10, 5, 1, 0, 0, TimeSpan.Zero);
        var cases = Enumerable.Range(0, 10).Select(i =>
        {
            var one = new KpiHistory.OneCase($"INS-{i}", "installation", "standard", "sales", received);
            one.Events.Add(new("accepted", received.AddDays(i == 0 ? 20 : 3), null, null));
            return one;
        }).ToList();
        await new KpiHistory(cases, []).WriteAsync(service);

        var installed = await ReadAsync(service, "installation-7-days", new(2026, 10, 1), new(2026, 10, 31), TimeZoneInfo.Utc);

        installed.Total.ShouldBe(new KpiValue(90, 9, 10, false, false));
    }

    [Theory]
    [InlineData("Asia/Tehran", "2026-10-22T20:29:59.999Z", false)]
    [InlineData("Asia/Tehran", "2026-10-22T20:30:00Z", true)]
    [InlineData("Asia/Shanghai", "2026-10-22T15:59:59.999Z", false)]
    [InlineData("Asia/Shanghai", "2026-10-22T16:00:00Z", true)]
    public async Task A_day_begins_at_midnight_of_its_own_zone(string zone, string received, bool isOn23rd)
    {
        await using var service = await TestService.StartAsync();
        var at = DateTimeOffset.Parse(received, System.Globalization.CultureInfo.InvariantCulture);
        await new KpiHistory([new("CMP-1", "complaint", "iran", "sales", at)], []).WriteAsync(service);
        var day = new DateOnly(2026, 10, 23); // 1 Aban 1405, the first day of a solar month

        var series = await ReadAsync(service, "received", day.AddDays(-1), day, TimeZoneInfo.FindSystemTimeZoneById(zone), solar: true);

        series.Periods.Select(period => period.Value).ShouldBe(isOn23rd ? [0m, 1m] : [1m, 0m]);
    }

    [Fact]
    public async Task Cases_the_company_opens_for_itself_are_no_requests()
    {
        await using var service = await TestService.StartAsync();
        await new KpiHistory([new("CAP-1", "corrective-action", "standard", "sales", Now.AddDays(-3))], []).WriteAsync(service);

        (await ReadAsync(service, "received", new(2026, 11, 1), new(2026, 11, 21), Tehran)).Total.Value.ShouldBe(0);
        (await service.Get<KpiQueries>().ReadAsync(new KpiQuestion { From = new(2026, 11, 1), To = new(2026, 11, 21), Kind = "corrective-action" }, Ct))
            .Find("received")!.Total.Value.ShouldBe(1, "who asks for the kind gets it");
    }

    [Fact]
    public async Task Classes_are_counted_by_the_case_s_receipt_and_add_up()
    {
        await using var service = await TestService.StartAsync();
        var history = KpiHistory.Random(5, 150, Now.AddDays(-90), Now);
        await history.WriteAsync(service);

        var report = await service.Get<KpiQueries>().ReadAsync(new KpiQuestion { From = new(2026, 9, 1), To = new(2026, 11, 30), Zone = Shanghai }, Ct);

        var causes = report.Breakdown("complaint-cause")!;
        foreach (var part in causes.Parts)
        {
            var own = history.Cases.Where(one => one.Cause == part.Id && one.ReceivedAt >= report.Periods[0].From).ToList();
            part.Total.ShouldBe(own.Count, part.Id);
            part.Periods[0].ShouldBe(own.Count(one => one.ReceivedAt < report.Periods[0].To), part.Id);
        }
        var ages = report.Breakdown("backlog-age")!;
        for (var i = 0; i < report.Periods.Count; i++)
            ages.Parts.Sum(part => part.Periods[i]).ShouldBe((int)report.Find("backlog")!.Periods[i].Value!, "every open case has one age");
    }

    [Fact]
    public async Task Ten_thousand_cases_are_counted_within_seconds()
    {
        await using var service = await TestService.StartAsync();
        var history = KpiHistory.Random(7, 10_000, Now.AddDays(-365), Now);
        await history.WriteAsync(service);

        var question = new KpiQuestion { From = new(2025, 12, 1), To = new(2026, 11, 30), Zone = Tehran, Solar = true, Group = KpiGroup.Person };
        var watch = Stopwatch.StartNew();
        var report = await service.Get<KpiQueries>().ReadAsync(question, Ct);
        // Three seconds of computing were measured before calendars remembered their days, most of it in solar dates. The bound leaves room for a machine
        // with much other work and still catches what grows with the square.
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
        TestContext.Current.TestOutputHelper?.WriteLine($"10,000 cases, 12 months, {report.Kpis.Count} indicators by person: {watch.ElapsedMilliseconds} ms");
        for (var warm = 0; warm < 8; warm++)
        {
            var (processor, allocated) = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes());
            watch.Restart();
            await service.Get<KpiQueries>().ReadAsync(question, Ct);
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"again: {watch.ElapsedMilliseconds} ms, {(Environment.CpuUsage.TotalTime - processor).TotalMilliseconds:0} ms of processor time, {(GC.GetTotalAllocatedBytes() - allocated) >> 20} MB");
        }
        report.Find("received")!.Total.Denominator.ShouldBeGreaterThan(9_000);
    }

    private static async Task<KpiSeries> ReadAsync(TestService service, string kpi, DateOnly from, DateOnly to, TimeZoneInfo zone, bool solar = false) =>
        (await service.Get<KpiQueries>().ReadAsync(new KpiQuestion { From = from, To = to, Zone = zone, Solar = solar, Kpis = [kpi] }, Ct)).Kpis.Single();

    private static void Compare(Kpi kpi, KpiValue value, (decimal Figure, int Of) naive, string where)
    {
        value.Denominator.ShouldBe(naive.Of, where);
        var expected = naive.Of == 0 && kpi.Measure is not (KpiMeasure.Sum or KpiMeasure.Standing) ? (decimal?)null
            : kpi.Measure switch { KpiMeasure.Share => 100 * naive.Figure / naive.Of, KpiMeasure.Average => naive.Figure / naive.Of, _ => naive.Figure };
        // The order of adding up may move the 28th digit.
        Round(value.Value).ShouldBe(Round(expected), where);
        if (kpi.Measure is KpiMeasure.Share or KpiMeasure.Average)
            value.Numerator.ShouldBe(naive.Figure, where);
    }

    private static decimal? Round(decimal? value) => value is { } number ? Math.Round(number, 12) : null;
}
