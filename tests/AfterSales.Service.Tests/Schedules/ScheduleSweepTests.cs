using System.Collections.Concurrent;
using AfterSales.Feel.Values;
using AfterSales.Service.Calendars;
using AfterSales.Service.Languages;
using AfterSales.Service.Mail;
using AfterSales.Service.Schedules;
using AfterSales.Service.Storage;
using AfterSales.Service.Tests.Kpis;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Schedules;

/// <summary>Runs of schedules across stops, restarts and moved clocks: each period once (LESSONS 9: timers lost, late or fired n times).</summary>
public sealed class ScheduleSweepTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_period_that_ends_is_run_once_however_often_somebody_looks()
    {
        var cases = new FakeCases();
        await using var service = await StartAsync(cases);
        await GoToAsync(service, new(2026, 12, 1, 7, 59, 59, TimeSpan.Zero));
        cases.Opened.Keys.ShouldNotContain(key => key.Contains("monthly-complaint-report", StringComparison.Ordinal), "the month is not over at the desks");

        await GoToAsync(service, new(2026, 12, 1, 8, 0, 0, TimeSpan.Zero));
        for (var i = 0; i < 3; i++)
            await service.Get<ScheduleSweep>().RunOnceAsync(Ct);

        cases.Calls.Count(call => call.Key.StartsWith("schedule:monthly-complaint-report", StringComparison.Ordinal)).ShouldBe(1);
        var call = cases.Calls.Single(one => one.Key == "schedule:monthly-complaint-report:2026-11:company");
        call.Kind.ShouldBe("monthly-report");
        call.Subject.ShouldBe("Complaints and their handling, November 2026");
        FeelJson.ToJson(call.Variables["schedule"]).ShouldContain("\"from\":\"2026-11-01\"");
        var run = (await service.Get<ScheduleQueries>().FindAsync("monthly-complaint-report", Ct))!.Runs.Single();
        run.State.ShouldBe(ScheduleRunState.Done);
        run.Result.ShouldBe(call.Number);
    }

    [Fact]
    public async Task After_a_long_stop_reports_are_made_up_for_and_callbacks_only_once()
    {
        var cases = new FakeCases();
        await using var service = await StartAsync(cases);

        await GoToAsync(service, new(2027, 3, 3, 12, 0, 0, TimeSpan.Zero));
        await service.Get<ScheduleSweep>().RunOnceAsync(Ct);

        cases.Calls.Select(call => call.Key.Split(':')).Where(key => key[1] == "monthly-complaint-report").Select(key => key[2]).ShouldBe(
            ["2026-11", "2026-12", "2027-01", "2027-02"], "every month has its report");
        var callbacks = (await service.Get<ScheduleQueries>().FindAsync("monthly-callback", Ct))!.Runs;
        callbacks.Count(run => run.State == ScheduleRunState.Done).ShouldBe(1, "nobody calls back for months gone by");
        callbacks.Single(run => run.State == ScheduleRunState.Done).Period.Id.ShouldBe("2027-02");
        callbacks.Count(run => run.State == ScheduleRunState.Skipped).ShouldBe(3);
    }

    [Fact]
    public async Task A_clock_that_is_put_back_repeats_nothing()
    {
        var cases = new FakeCases();
        await using var service = await StartAsync(cases);
        await GoToAsync(service, new(2026, 12, 2, 12, 0, 0, TimeSpan.Zero));
        var before = cases.Calls.Count;

        await GoToAsync(service, new(2026, 11, 21, 8, 30, 0, TimeSpan.Zero));
        await GoToAsync(service, new(2026, 12, 2, 12, 0, 0, TimeSpan.Zero));

        cases.Calls.Count.ShouldBe(before);
    }

    [Fact]
    public async Task A_death_between_opening_and_noting_it_opens_no_second_case()
    {
        var cases = new FakeCases { DieAfterOpening = true };
        await using var service = await StartAsync(cases);
        await GoToAsync(service, new(2026, 12, 1, 12, 0, 0, TimeSpan.Zero));
        var opened = cases.Opened.Count;
        (await service.Get<ScheduleQueries>().FindAsync("monthly-complaint-report", Ct))!.Runs.Single().State.ShouldBe(ScheduleRunState.Failed);

        cases.DieAfterOpening = false;
        await GoToAsync(service, new(2026, 12, 1, 18, 0, 0, TimeSpan.Zero));

        var run = (await service.Get<ScheduleQueries>().FindAsync("monthly-complaint-report", Ct))!.Runs.Single();
        run.State.ShouldBe(ScheduleRunState.Done);
        run.Attempts.ShouldBe(2);
        cases.Opened.Count.ShouldBe(opened, "the same key is the same case");
    }

    [Fact]
    public async Task A_new_sweep_on_the_same_rows_goes_on_where_the_old_one_stopped()
    {
        var cases = new FakeCases();
        await using var service = await StartAsync(cases);
        await GoToAsync(service, new(2026, 12, 1, 12, 0, 0, TimeSpan.Zero));
        var before = cases.Calls.Count;

        var (engine, options) = (service.Engine, service.Get<AfterSalesOptions>());
        await engine.WriteAsync(ScheduleTable.Seed, ct: Ct);
        using var restarted = new ScheduleSweep(
            engine, new SchedulePlanner(engine, service.Get<CalendarRegistry>(), options), service.Get<ScheduleActions>(), new ScheduleWake(), options,
            service.Get<Microsoft.Extensions.Logging.ILogger<ScheduleSweep>>());
        await Task.WhenAll(restarted.RunOnceAsync(Ct), service.Get<ScheduleSweep>().RunOnceAsync(Ct));
        cases.Calls.Count.ShouldBe(before, "what is planned and done is in the rows");

        service.Clock.Pin(new(2027, 1, 1, 12, 0, 0, TimeSpan.Zero));
        await Task.WhenAll(restarted.RunOnceAsync(Ct), service.Get<ScheduleSweep>().RunOnceAsync(Ct));
        cases.Opened.Keys.Count(key => key == "schedule:monthly-complaint-report:2026-12:company").ShouldBe(1);
    }

    [Fact]
    public async Task A_schedule_for_customers_opens_one_case_for_each_with_an_open_or_recent_one()
    {
        var cases = new FakeCases();
        await using var service = await StartAsync(cases);
        var now = new DateTimeOffset(2026, 12, 1, 9, 0, 0, TimeSpan.Zero);
        await service.Get<ScheduleQueries>().SaveAsync(ScheduleTable.Shipped.Single(one => one.Id == "ten-day-callback") with { CustomersOfDays = 10 }, "boss", Ct);
        KpiHistory.OneCase Case(string number, int daysAgo, bool open) => new(number, "complaint", "standard", "sales", now.AddDays(-daysAgo)) { ClosedAt = open ? null : now.AddDays(-daysAgo + 1), Status = open ? "inProgress" : "closed" };
        await new KpiHistory([Case("A", 100, open: true), Case("B", 100, open: false), Case("C", 5, open: false)], []).WriteAsync(service);
        await service.Engine.WriteAsync(commit => { commit.Execute("UPDATE cases SET customer_key = unicode(case_number)"); }, ct: Ct);

        await GoToAsync(service, now);

        cases.Calls.Where(call => call.Key.StartsWith("schedule:ten-day-callback:2026-12-a", StringComparison.Ordinal)).Select(call => call.Customer)
            .ShouldBe([(long)'A', (long)'C'], ignoreOrder: true);
    }

    [Fact]
    public async Task Run_by_hand_takes_the_period_and_the_schedule_leaves_it_alone()
    {
        var cases = new FakeCases();
        await using var service = await StartAsync(cases);
        var schedules = service.Get<ScheduleQueries>();

        (await schedules.RunAsync("monthly-complaint-report", "boss", Ct)).IsOk.ShouldBeTrue();
        await service.Get<ScheduleSweep>().RunOnceAsync(Ct);
        var again = await schedules.RunAsync("monthly-complaint-report", "boss", Ct);

        again.IsOk.ShouldBeFalse();
        again.Failure.Message.ShouldContain("2026-10");
        again.Failure.Message.ShouldContain(cases.Calls.Single().Number, Case.Sensitive, "who asks again is told what came of it");
        (await schedules.RunAsync("no-such-schedule", "boss", Ct)).IsOk.ShouldBeFalse();
    }

    [Fact]
    public async Task Switched_off_nothing_is_run_and_switched_on_nothing_is_made_up_for()
    {
        var cases = new FakeCases();
        await using var service = await StartAsync(cases);
        var schedules = service.Get<ScheduleQueries>();
        (await schedules.SwitchAsync("monthly-complaint-report", false, "boss", Ct)).ShouldBeTrue();
        await GoToAsync(service, new(2027, 1, 15, 12, 0, 0, TimeSpan.Zero));
        (await schedules.FindAsync("monthly-complaint-report", Ct))!.NextAt.ShouldBeNull();

        await schedules.SwitchAsync("monthly-complaint-report", true, "boss", Ct);
        await GoToAsync(service, new(2027, 1, 20, 12, 0, 0, TimeSpan.Zero));
        cases.Opened.Keys.ShouldNotContain(key => key.Contains("monthly-complaint-report", StringComparison.Ordinal));

        await GoToAsync(service, new(2027, 2, 1, 12, 0, 0, TimeSpan.Zero));
        cases.Opened.Keys.Where(key => key.Contains("monthly-complaint-report", StringComparison.Ordinal)).ShouldBe(["schedule:monthly-complaint-report:2027-01:company"]);
    }

    [Fact]
    public async Task Managers_get_the_figures_of_the_month_once_in_their_own_language()
    {
        await using var service = await StartAsync(new FakeCases());
        await GoToAsync(service, new(2026, 12, 1, 9, 0, 0, TimeSpan.Zero));
        await service.Get<ScheduleSweep>().RunOnceAsync(Ct);

        var mails = await service.Get<Mailbox>().ListAsync(new MailFilter { Template = "kpi-summary" }, Ct);

        mails.Count.ShouldBeGreaterThan(1);
        mails.Select(mail => mail.PersonId).ShouldBeUnique("one each");
        foreach (var mail in mails)
        {
            mail.Links.ShouldContain(link => link.EndsWith("/kpis", StringComparison.Ordinal));
            mail.Subject.ShouldBe(mail.Language switch
            {
                Language.Persian => "شاخص‌های نوامبر ۲۰۲۶",
                Language.Chinese => "2026年11月服务指标",
                _ => "Indicators of November 2026",
            });
        }
    }

    [Fact]
    public async Task A_schedule_opens_a_real_case_of_the_company_with_its_period()
    {
        await using var service = await TestService.StartAsync();
        var workflow = TestWorkflows.Small.Replace("<bpmn:process id=\"complaint-handling\"", "<bpmn:process id=\"monthly-complaint-report\"", StringComparison.Ordinal);
        (await service.Engine.Deployments.DeployAsync(
        [
            new AfterSales.Engine.Deployments.DeploymentResource("small.bpmn", System.Text.Encoding.UTF8.GetBytes(workflow)),
            new AfterSales.Engine.Deployments.DeploymentResource("look.form", System.Text.Encoding.UTF8.GetBytes(TestWorkflows.LookForm)),
        ], ct: Ct)).Problems.ShouldBeEmpty();
        await service.Get<AfterSales.Service.Workflows.WorkflowCatalog>().RefreshAsync(Ct);

        await GoToAsync(service, new(2026, 12, 1, 12, 0, 0, TimeSpan.Zero));
        await service.Get<ScheduleSweep>().RunOnceAsync(Ct);

        var number = (await service.Get<ScheduleQueries>().FindAsync("monthly-complaint-report", Ct))!.Runs.Single().Result;
        number.ShouldNotBeNull();
        var opened = (await service.Get<AfterSales.Service.Cases.CaseQueries>().FindAsync(number, Ct))!;
        opened.Kind.ShouldBe("monthly-report");
        opened.Subject.ShouldBe("Complaints and their handling, November 2026");
        (await service.Engine.ReadAsync(db => db.List<string>("SELECT value_json FROM engine_variables WHERE name = 'schedule'").Single(), Ct)).ShouldContain("\"from\":\"2026-11-01\"");
        (await service.Engine.ReadAsync(db => db.List<long>("SELECT count(*) FROM cases WHERE kind = 'monthly-report'").Single(), Ct)).ShouldBe(1);
    }

    private static Task<TestService> StartAsync(FakeCases cases) => TestService.StartAsync(services => services.AddSingleton<IScheduledCases>(cases));

    private static async Task GoToAsync(TestService service, DateTimeOffset at)
    {
        service.Clock.Pin(at);
        await service.Get<ScheduleSweep>().RunOnceAsync(Ct);
    }

    /// <summary>Remembers what was asked; the same key is the same case, as with the real one.</summary>
    private sealed class FakeCases : IScheduledCases
    {
        public sealed record Call(string Key, string Kind, string Subject, long? Customer, IReadOnlyDictionary<string, FeelValue> Variables, string Number);

        public ConcurrentDictionary<string, string> Opened { get; } = new();

        public ConcurrentQueue<Call> Calls { get; } = new();

        public bool DieAfterOpening { get; set; }

        public Task<(string? CaseNumber, string? Problem)> OpenAsync(
            string kind, string subject, string description, long? customer, IReadOnlyDictionary<string, FeelValue> variables, string idempotencyKey, CancellationToken ct)
        {
            var number = Opened.GetOrAdd(idempotencyKey, _ => $"X-{Opened.Count + 1}");
            Calls.Enqueue(new(idempotencyKey, kind, subject, customer, variables, number));
            return DieAfterOpening ? throw new IOException("The power went out.") : Task.FromResult<(string?, string?)>((number, null));
        }
    }
}
