using System.Globalization;
using AfterSales.Engine;
using AfterSales.Engine.Commits;
using AfterSales.Feel.Values;
using AfterSales.Service.Cases;
using AfterSales.Service.Languages;
using AfterSales.Service.Reports;
using AfterSales.Service.Storage;

namespace AfterSales.Service.Schedules;

/// <summary>Does what a planned run is for. Each effect is there once, whatever restarts come: its rows settle the run in the same commit, or carry its key.</summary>
internal sealed class ScheduleActions(ProcessEngine engine, IScheduledCases cases, KpiMail mail, AfterSalesOptions options)
{
    /// <summary>More customers than this are no callbacks but a campaign.</summary>
    private const int MostCustomers = 200;

    /// <summary>Does it; null, or why it could not be done.</summary>
    public async Task<string?> DoAsync(ScheduleRun run, CancellationToken ct)
    {
        if (await engine.ReadAsync(db => ScheduleTable.All(db).FirstOrDefault(one => one.Schedule.Id == run.ScheduleId)?.Schedule, ct) is not { } schedule)
            return $"There is no schedule '{run.ScheduleId}' any more.";
        return schedule.Action switch
        {
            ScheduleAction.MailKpis => await MailAsync(run, schedule, ct),
            _ when schedule.CustomersOfDays > 0 && run.Customer is null => await PartAsync(run, schedule, ct),
            _ => await OpenAsync(run, schedule, ct),
        };
    }

    private async Task<string?> MailAsync(ScheduleRun run, Schedule schedule, CancellationToken ct)
    {
        var write = await mail.PrepareAsync(run.Period, schedule.Solar, ct);
        await engine.WriteAsync(commit =>
        {
            if (ScheduleRunTable.Done(commit, run.Key, ""))
                commit.Execute("UPDATE schedule_run SET result = @count WHERE run_key = @Key", new { count = write(commit, $"schedule:{run.Key}").ToString(CultureInfo.InvariantCulture), run.Key });
        }, ct: ct);
        return null;
    }

    /// <summary>A run for each customer it concerns: those with an open case or one received lately (OPN-20).</summary>
    private async Task<string?> PartAsync(ScheduleRun run, Schedule schedule, CancellationToken ct)
    {
        await engine.WriteAsync(commit =>
        {
            var customers = commit.Query<long>(
                """
                SELECT c.customer_key FROM cases c
                WHERE c.kind NOT IN @Internal AND (c.closed_at IS NULL OR c.received_at >= @Since)
                GROUP BY c.customer_key ORDER BY max(c.received_at) DESC LIMIT @MostCustomers
                """,
                new
                {
                    Internal = CaseKinds.All.Where(kind => kind.Internal).Select(kind => kind.Id).Append("").ToArray(),
                    Since = (run.FireAt - TimeSpan.FromDays(schedule.CustomersOfDays)).ToStored(), MostCustomers,
                });
            if (!ScheduleRunTable.Done(commit, run.Key, customers.Count.ToString(CultureInfo.InvariantCulture)))
                return;
            foreach (var customer in customers)
                ScheduleRunTable.Plan(commit, schedule.Id, run.Period, run.FireAt, customer.ToString(CultureInfo.InvariantCulture), run.StartedBy);
        }, ct: ct);
        return null;
    }

    private async Task<string?> OpenAsync(ScheduleRun run, Schedule schedule, CancellationToken ct)
    {
        var name = run.Period.Name(schedule.Period, schedule.Solar);
        var language = options.CompanyLanguage;
        var key = $"schedule:{schedule.Id}:{run.Period.Id}:{run.Customer?.ToString(CultureInfo.InvariantCulture) ?? "company"}";
        var (number, problem) = await cases.OpenAsync(
            schedule.Kind!, Fill(schedule.Subject!, name, language), Fill(schedule.Description ?? schedule.Subject!, name, language), run.Customer, Variables(schedule, run, name), key, ct);
        if (number is not null)
            await engine.WriteAsync(commit => ScheduleRunTable.Done(commit, run.Key, number), ct: ct);
        return problem;
    }

    private static string Fill(LocalText text, LocalText period, Language language) => text.In(language).Replace("{0}", period.In(language), StringComparison.Ordinal);

    /// <summary><c>schedule</c> {id, period {id, from, until, name}} and what the schedule itself gives.</summary>
    private static Dictionary<string, FeelValue> Variables(Schedule schedule, ScheduleRun run, LocalText name)
    {
        static FeelValue Text(string? text) => FeelValue.Of(text);
        static FeelContext Map(params IEnumerable<(string Name, FeelValue Value)> entries) => new(entries.Select(entry => KeyValuePair.Create(entry.Name, entry.Value)));
        var variables = schedule.Variables.ToDictionary(pair => pair.Key, pair => Text(pair.Value));
        variables["schedule"] = Map(
            ("id", Text(schedule.Id)),
            ("period", Map(
                ("id", Text(run.Period.Id)),
                ("from", Text(run.Period.From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))),
                ("until", Text(run.Period.To.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))),
                ("name", Map(("en", Text(name.English)), ("fa", Text(name.Persian)), ("zh", Text(name.Chinese)))))));
        return variables;
    }
}
